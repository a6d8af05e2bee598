using Bronx.Dashboard.Api;
using Bronx.Dashboard.Edge;
using Bronx.Platform.Reporting;
using Microsoft.AspNetCore.Routing;

namespace Bronx.Dashboard.Pages.Health;

/// <summary>How every part of the bot is: what needs attention first, then part by part. What nobody knows says so.</summary>
internal static class HealthPage
{
    public static readonly NavEntry Navigation = new("/health", "Health");

    public static void Map(IEndpointRouteBuilder routes, Layout layout, StatsSource source, IBotFigures figures) => routes.MapRead("/health", async http =>
    {
        var health = await figures.HealthAsync(http.RequestAborted);
        var stats = source.Read().Document;
        var frame = new PageFrame("Health", Navigation.Path) { Live = LiveKind.Page, Bot = stats.Bot, AsOf = stats.At };
        await layout.SendAsync(http, frame, page => Write(page, health, stats.At));
    });

    public static void Write(Html page, HealthReport health, DateTimeOffset now)
    {
        var words = HealthTexts.Summary(health);
        page.Write($"<h1>Health</h1>\n<p class=\"notice {(words.IsWell ? "calm" : "alarm")}\" id=\"summary\">{words.Text}</p>\n");
        AlertSection.Write(page, health, now);
        PartSections.WriteShards(page, health.Shards);
        PartSections.WriteQueue(page, health.Queue);
        page.Write($"<div class=\"pair\">\n");
        PartSections.WriteDatabase(page, health.Database);
        PartSections.WriteProcess(page, health.Process, now);
        page.Write($"</div>\n");
        PartSections.WriteJobs(page, health.Jobs, now);
        PartSections.WriteCache(page, health.Cache);
    }
}
