using Bronx.Dashboard.Api;
using Bronx.Dashboard.Edge;
using Bronx.Dashboard.Pages.Charts;
using Bronx.Platform.Reporting;
using Bronx.Platform.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bronx.Dashboard.Pages.Commands;

/// <summary>One command: how often, when, how it ended, how long it took.</summary>
internal static class CommandPage
{
    public static void Map(IEndpointRouteBuilder routes, Layout layout, StatsSource source, IBotFigures figures) => routes.MapRead("/commands/{name}", http =>
    {
        var name = (string)http.GetRouteValue("name")!;
        if (figures.Command(name) is not { } command)
        {
            return ErrorPage.TellAsync(http, StatusCodes.Status404NotFound, "No command of this name was ever used. The list of commands has those that were.");
        }

        var stats = source.Read().Document;
        var frame = new PageFrame(name, CommandsPage.Navigation.Path) { Live = LiveKind.Page, Bot = stats.Bot, AsOf = stats.At };
        return layout.SendAsync(http, frame, page => Write(page, command, stats.Commands.Total, stats.At));
    });

    public static void Write(Html page, CommandDetail detail, long total, DateTimeOffset now)
    {
        var command = StatsDocuments.Tell(detail.Usage, total);
        page.Write($"<p class=\"small\"><a href=\"/commands\">All commands</a></p>\n<h1>{command.Name}</h1>\n<dl class=\"tiles\">\n");
        WriteTile(page, "Uses", command.Uses, $"{Figures.Percent(command.Share)} of all");
        WriteTile(page, "Failed", command.Failures, $"{Figures.Percent(command.Uses > 0 ? (double)command.Failures / command.Uses : 0)} of its uses");
        WriteTile(page, "Refused", command.Refusals, "not in the uses");
        page.Write($"<div><dt>Last used</dt><dd class=\"word\"><time data-as=\"ago\" datetime=\"{command.LastAt}\">{Figures.Ago(now - command.LastAt)}</time></dd></div>\n</dl>\n");
        PlotView.Write(page, Chart.Days.Plot(detail.Days, now) with { Title = "Runs per day", Unit = "Runs" });
        WriteLatency(page, detail.Steps, command.LatencyMs);
        page.Write($"<div class=\"pair\">\n");
        WriteKinds(page, "How it failed", "Failures", [.. detail.Kinds.Where(static kind => kind.IsFault)], "It never failed.");
        WriteKinds(page, "Why it was refused", "Refusals", [.. detail.Kinds.Where(static kind => !kind.IsFault)], "It was never refused.");
        page.Write($"</div>\n");
    }

    private static void WriteTile(Html page, string name, long value, string aside)
    {
        page.Write($"<div><dt>{name}</dt><dd>");
        page.Write($"<data value=\"{value}\" title=\"{Figures.Exact(value)}\">{Figures.Compact(value)}</data></dd><dd class=\"aside\">{aside}</dd></div>\n");
    }

    private static void WriteLatency(Html page, IReadOnlyList<long> steps, LatencyFigures? latency)
    {
        if (latency is null || steps.Count == 0)
        {
            page.Write($"<section class=\"card\"><h2>How long it took</h2>\n<p class=\"empty\">{DashboardTexts.Unknown}: it has not run.</p></section>\n");
            return;
        }

        var about = $"Half of the runs took up to {Figures.Duration(latency.P50)}, 95 of 100 up to {Figures.Duration(latency.P95)}, 99 of 100 up to {Figures.Duration(latency.P99)}.";
        PlotView.Write(page, LatencyPlot.Of(steps, about));
        page.Write($"<dl class=\"tiles\">\n");
        foreach (var (name, milliseconds, aside) in new[]
        {
            ("Average", latency.Average, "of all runs"), ("p50", latency.P50, "half took at most this"),
            ("p95", latency.P95, "95 of 100 took at most this"), ("p99", latency.P99, "99 of 100 took at most this"),
        })
        {
            page.Write($"<div><dt>{name}</dt><dd>{Figures.Duration(milliseconds)}</dd><dd class=\"aside\">{aside}</dd></div>\n");
        }

        page.Write($"</dl>\n");
    }

    private static void WriteKinds(Html page, string title, string unit, IReadOnlyList<KindUsage> kinds, string none)
    {
        page.Write($"<section class=\"card\"><h2>{title}</h2>\n");
        if (kinds.Count == 0)
        {
            page.Write($"<p class=\"empty\">{none}</p></section>\n");
            return;
        }

        page.Write($"<table class=\"ranks few\"><caption class=\"away\">{title}</caption><thead><tr><th scope=\"col\">Kind</th><th scope=\"col\">{unit}</th></tr></thead><tbody>\n");
        foreach (var kind in kinds)
        {
            var width = (double)kind.Count / kinds[0].Count * 100;
            page.Write($"<tr data-key=\"{kind.Kind}\"><th scope=\"row\"><svg class=\"share\" aria-hidden=\"true\"><rect width=\"{width}%\" height=\"100%\"/></svg><span>{DashboardTexts.Kind(kind.Kind)}</span></th><td title=\"{Figures.Exact(kind.Count)}\">{Figures.Compact(kind.Count)}</td></tr>\n");
        }

        page.Write($"</tbody></table></section>\n");
    }
}
