using Bronx.Dashboard.Api;
using Bronx.Dashboard.Pages.Commands;
using Bronx.Dashboard.Pages.Health;
using Bronx.Dashboard.Pages.Verify;
using Bronx.Platform.Reporting;
using Microsoft.AspNetCore.Routing;

namespace Bronx.Dashboard.Pages;

/// <summary>Every page there is. The navigation shows what is mapped here, and nothing else.</summary>
internal static class PageList
{
    public static readonly IReadOnlyList<NavEntry> Navigation =
        [OverviewPage.Navigation, CommandsPage.Navigation, HealthPage.Navigation, VerifyPage.Navigation];

    public static void Map(IEndpointRouteBuilder routes, Layout layout, StatsSource source, IBotFigures figures)
    {
        OverviewPage.Map(routes, layout, source);
        CommandsPage.Map(routes, layout, source, figures);
        CommandPage.Map(routes, layout, source, figures);
        HealthPage.Map(routes, layout, source, figures);
        VerifyPage.Map(routes);
    }
}
