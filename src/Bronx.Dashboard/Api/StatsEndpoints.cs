using Bronx.Dashboard.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bronx.Dashboard.Api;

/// <summary>The statistics as JSON, and the description of the whole API.</summary>
internal static class StatsEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, StatsSource source)
    {
        routes.MapRead("/api/stats", http => SendAsync(http, source.Read().Json, "no-store"));
        var description = Assets.Read("openapi.json");
        routes.MapRead("/api/openapi.json", http => SendAsync(http, description, "no-cache"));
    }

    private static async Task SendAsync(HttpContext http, ReadOnlyMemory<byte> json, string caching)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.CacheControl = caching;
        await http.Response.BodyWriter.WriteAsync(json, http.RequestAborted);
    }
}
