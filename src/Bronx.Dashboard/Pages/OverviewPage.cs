using Bronx.Dashboard.Api;
using Bronx.Dashboard.Edge;
using Bronx.Dashboard.Pages.Charts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bronx.Dashboard.Pages;

/// <summary>The front page: the numbers first, then their course, then what is used most.</summary>
internal static class OverviewPage
{
    public static readonly NavEntry Navigation = new("/", "Overview");

    public static void Map(IEndpointRouteBuilder routes, Layout layout, StatsSource source) => routes.MapRead("/", http =>
    {
        var stats = source.Read().Document;
        var chart = Chart.Parse(http.Request.Query["range"].FirstOrDefault());
        return layout.SendAsync(http, Frame(stats), page => Write(page, stats, chart));
    });

    public static PageFrame Frame(StatsDocument stats) => new(null, Navigation.Path) { Live = LiveKind.Figures, Bot = stats.Bot, AsOf = stats.At };

    public static void Write(Html page, StatsDocument stats, Chart chart)
    {
        page.Write($"<h1 class=\"away\">Live statistics of {stats.Bot.Name}</h1>\n");
        WriteTiles(page, stats);
        var counts = chart == Chart.Minutes ? stats.History.Minutes : chart == Chart.Hours ? stats.History.Hours : stats.History.Days;
        PlotView.Write(page, chart.Plot(counts, stats.At), html => RangeLinks.Write(html, chart), (chart.Field, chart.Range.Each));
        TopCommands.Write(page, stats.Commands);
        WriteApart(page, stats.Commands);
    }

    private static void WriteTiles(Html page, StatsDocument stats)
    {
        page.Write($"<dl class=\"tiles large\">\n<div><dt>Total commands</dt><dd>");
        page.WriteCount("commands.total", stats.Commands.Total);
        page.Write($"</dd><dd class=\"aside\">");
        page.WriteCount($"history.days.{stats.History.Days.Count - 1}", stats.History.Days[^1], "since midnight UTC");
        page.Write($" today</dd></div>\n<div><dt>Servers</dt><dd>");
        page.WriteCount("bot.servers", stats.Bot.Servers);
        page.Write($"</dd><dd class=\"aside\">that have the bot</dd></div>\n<div><dt>Users</dt><dd>");
        page.WriteCount("bot.users", stats.Bot.Users, DashboardTexts.Users);
        page.Write($"</dd><dd class=\"aside\">members in all</dd></div>\n</dl>\n<dl class=\"tiles\">\n<div><dt>This session</dt><dd>");
        page.WriteCount("session.count", stats.Session.Count);
        page.Write($"</dd><dd class=\"aside\">up ");
        page.WriteUptime(stats.Session, stats.At);
        page.Write($"</dd></div>\n<div><dt>Per minute</dt><dd>");
        page.WriteText("session.perMinute", "rate", Figures.Rate(stats.Session.PerMinute));
        page.Write($"</dd><dd class=\"aside\">over the last minute</dd></div>\n<div><dt>Last command</dt><dd class=\"word\">");
        page.WriteText("session.lastCommand", "text", stats.Session.LastCommand ?? Figures.Unknown);
        page.Write($"</dd><dd class=\"aside\">");
        page.WriteAgo("session.lastAt", stats.Session.LastAt, stats.At);
        page.Write($"</dd></div>\n<div><dt>Discord</dt><dd class=\"word\">");
        page.WriteText("bot.connection", "connection", DashboardTexts.Connection(stats.Bot.Connection));
        page.Write($"</dd><dd class=\"aside\">heartbeat ");
        page.WriteText("bot.gatewayLatencyMs", "duration", Figures.Duration(stats.Bot.GatewayLatencyMs));
        page.Write($"</dd></div>\n</dl>\n");
    }

    private static void WriteApart(Html page, CommandFigures commands)
    {
        page.Write($"<div class=\"pair\">\n<section class=\"card\"><h2>How they were called</h2>\n<dl class=\"lines\">\n");
        WriteLine(page, "By prefix", "commands.forms.prefix", commands.Forms.Prefix);
        WriteLine(page, "As slash command", "commands.forms.slash", commands.Forms.Slash);
        WriteLine(page, "By button or menu", "commands.forms.component", commands.Forms.Component);
        page.Write($"</dl></section>\n<section class=\"card\"><h2>What did not work</h2>\n<dl class=\"lines\">\n");
        WriteLine(page, "Failed by a fault of the bot", "commands.failed", commands.Failed, "part of the total");
        WriteLine(page, "Refused with advice", "commands.refused", commands.Refused, "not in the total: wrong argument, cooldown, terms not accepted, not allowed");
        WriteLine(page, "Unknown commands", "commands.unknown", commands.Unknown, "not in the total");
        page.Write($"</dl><p class=\"small\">Refused and unknown calls are not in the total.</p></section>\n</div>\n");
    }

    private static void WriteLine(Html page, string name, string field, long value, string? about = null)
    {
        page.Write($"<div><dt>{name}</dt><dd>");
        page.WriteCount(field, value, about);
        page.Write($"</dd></div>\n");
    }
}
