using Bronx.Dashboard.Api;
using Bronx.Dashboard.Pages.Commands;
using Bronx.Platform.Telemetry;
using Microsoft.AspNetCore.Routing;

namespace Bronx.Dashboard.Pages;

/// <summary>Every page there is. The navigation shows what is mapped here, and nothing else.</summary>
internal static class PageList
{
    public static readonly IReadOnlyList<NavEntry> Navigation = [OverviewPage.Navigation, CommandsPage.Navigation];

    public static void Map(IEndpointRouteBuilder routes, Layout layout, StatsSource source, UsageTracker usage, TimeProvider time)
    {
        OverviewPage.Map(routes, layout, source);
        CommandsPage.Map(routes, layout, usage, time);
        CommandPage.Map(routes, layout, usage, time);
    }
}
