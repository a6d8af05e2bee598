using Bronx.Dashboard.Api;
using Bronx.Dashboard.Edge;
using Bronx.Platform.Reporting;
using Bronx.Platform.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bronx.Dashboard.Pages.Commands;

/// <summary>Every command ever used, sorted by whatever one asks for.</summary>
internal static class CommandsPage
{
    public static readonly NavEntry Navigation = new("/commands", "Commands");

    public static void Map(IEndpointRouteBuilder routes, Layout layout, StatsSource source, IBotFigures figures) => routes.MapRead("/commands", http =>
    {
        var (snapshot, stats) = (figures.Usage(), source.Read().Document);
        var order = CommandOrder.Parse(http.Request.Query["sort"].FirstOrDefault(), http.Request.Query["order"].FirstOrDefault());
        var frame = new PageFrame("Commands", Navigation.Path) { Live = LiveKind.Page, Bot = stats.Bot, AsOf = stats.At };
        return layout.SendAsync(http, frame, page => Write(page, snapshot, order, stats.At));
    });

    public static void Write(Html page, UsageSnapshot snapshot, CommandOrder order, DateTimeOffset now)
    {
        page.Write($"<h1>Commands</h1>\n");
        if (snapshot.Commands.Count == 0)
        {
            page.Write($"<section class=\"card\"><p class=\"empty\">No command has run yet.</p></section>\n");
            return;
        }

        page.Write($"<section class=\"card\"><table class=\"ranks full\"><caption class=\"away\">All commands, sorted by {order.Column.Name}, {order.InWords}</caption><thead><tr>");
        foreach (var column in CommandColumn.All) WriteHeading(page, column, order);
        page.Write($"</tr></thead>\n<tbody>\n");
        foreach (var command in order.Apply(snapshot.Commands.Select(command => StatsDocuments.Tell(command, snapshot.Total))))
        {
            WriteRow(page, command, now);
        }

        page.Write($"</tbody></table></section>\n");
    }

    private static void WriteHeading(Html page, CommandColumn column, CommandOrder order)
    {
        var sorted = column == order.Column;
        page.Write($"<th scope=\"col\"");
        if (column.IsWide) page.Write($" class=\"wide\"");
        if (sorted) page.Write($" aria-sort=\"{(order.Descending ? "descending" : "ascending")}\"");
        page.Write($"><a id=\"sort-{column.Key}\" href=\"{order.AddressFor(column)}#sort-{column.Key}\"");
        if (column.About is { } about) page.Write($" title=\"{about}\"");
        page.Write($">{column.Name}</a></th>");
    }

    private static void WriteRow(Html page, CommandFigure command, DateTimeOffset now)
    {
        page.Write($"<tr data-key=\"{command.Name}\"><th scope=\"row\"><a href=\"{CommandAddress.Of(command.Name)}\">{command.Name}</a></th>");
        foreach (var column in CommandColumn.All.Skip(1))
        {
            page.Write($"<td");
            if (column.IsWide) page.Write($" class=\"wide\"");
            page.Write($">{column.Text(command, now)}</td>");
        }

        page.Write($"</tr>\n");
    }
}
