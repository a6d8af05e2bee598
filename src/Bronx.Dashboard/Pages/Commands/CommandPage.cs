using Bronx.Dashboard.Api;
using Bronx.Dashboard.Edge;
using Bronx.Platform.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bronx.Dashboard.Pages.Commands;

/// <summary>One command: how often, how it ended, how long it took.</summary>
internal static class CommandPage
{
    public static void Map(IEndpointRouteBuilder routes, Layout layout, UsageTracker usage, TimeProvider time) => routes.MapRead("/commands/{name}", http =>
    {
        var name = (string)http.GetRouteValue("name")!;
        var (snapshot, now) = (usage.Snapshot(), time.GetUtcNow());
        if (snapshot.Commands.FirstOrDefault(known => known.Name == name) is not { } command)
        {
            return ErrorPage.TellAsync(http, StatusCodes.Status404NotFound, "No command of this name was ever used. The list of commands has those that were.");
        }

        var frame = new PageFrame(command.Name, CommandsPage.Navigation.Path) { Status = $"As of {LiveFigure.Clock(now)}" };
        return layout.SendAsync(http, frame, page => Write(page, StatsDocuments.Tell(command, snapshot.Total), now));
    });

    public static void Write(Html page, CommandFigure command, DateTimeOffset now)
    {
        page.Write($"<p class=\"small\"><a href=\"/commands\">All commands</a></p>\n<h1>{command.Name}</h1>\n<dl class=\"tiles\">\n");
        WriteTile(page, "Uses", command.Uses, $"{Figures.Percent(command.Share)} of all");
        WriteTile(page, "Failed", command.Failures, $"{Figures.Percent(command.Uses > 0 ? (double)command.Failures / command.Uses : 0)} of its uses");
        WriteTile(page, "Refused", command.Refusals, "not in the uses");
        page.Write($"<div><dt>Last used</dt><dd class=\"word\"><time datetime=\"{command.LastAt}\">{Figures.Ago(now - command.LastAt)}</time></dd></div>\n</dl>\n");
        WriteLatency(page, command.LatencyMs);
    }

    private static void WriteTile(Html page, string name, long value, string aside) => page.Write(
        $"<div><dt>{name}</dt><dd title=\"{Figures.Exact(value)}\">{Figures.Compact(value)}</dd><dd class=\"aside\">{aside}</dd></div>\n");

    private static void WriteLatency(Html page, LatencyFigures? latency)
    {
        page.Write($"<section class=\"card\"><h2>How long it took</h2>\n");
        if (latency is null)
        {
            page.Write($"<p class=\"empty\">{DashboardTexts.Unknown}.</p></section>\n");
            return;
        }

        page.Write($"<table class=\"ranks few\"><caption class=\"away\">From the event received to the reply written</caption><thead><tr><th scope=\"col\">Runs</th><th scope=\"col\">took at most</th></tr></thead><tbody>\n");
        foreach (var (name, milliseconds) in new[] { ("Half (p50)", latency.P50), ("95 of 100 (p95)", latency.P95), ("99 of 100 (p99)", latency.P99) })
        {
            var width = latency.P99 > 0 ? milliseconds / latency.P99 * 100 : 0;
            page.Write($"<tr><th scope=\"row\"><svg class=\"share\" aria-hidden=\"true\"><rect width=\"{width}%\" height=\"100%\"/></svg><span>{name}</span></th><td>{Figures.Duration(milliseconds)}</td></tr>\n");
        }

        page.Write($"</tbody></table>\n<p class=\"small\">{Figures.Duration(latency.Average)} on average, from the event received to the reply written.</p></section>\n");
    }
}
