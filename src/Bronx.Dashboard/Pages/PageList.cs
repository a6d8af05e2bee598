using Bronx.Dashboard.Api;
using Microsoft.AspNetCore.Routing;

namespace Bronx.Dashboard.Pages;

/// <summary>Every page there is. The navigation shows what is mapped here, and nothing else.</summary>
internal static class PageList
{
    public static readonly IReadOnlyList<NavEntry> Navigation = [OverviewPage.Navigation];

    public static void Map(IEndpointRouteBuilder routes, Layout layout, StatsSource source) => OverviewPage.Map(routes, layout, source);
}
