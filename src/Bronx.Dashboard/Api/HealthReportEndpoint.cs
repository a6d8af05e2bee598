using System.Text.Json;
using Bronx.Dashboard.Edge;
using Bronx.Platform.Reporting;
using Microsoft.AspNetCore.Routing;

namespace Bronx.Dashboard.Api;

/// <summary><c>GET /api/stats/health</c>: what the health page shows.</summary>
internal static class HealthReportEndpoint
{
    public static void Map(IEndpointRouteBuilder routes, IBotFigures figures) => routes.MapRead("/api/stats/health", async http =>
    {
        var health = await figures.HealthAsync(http.RequestAborted);
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.BodyWriter.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(health, ApiJson.Default.HealthReport), http.RequestAborted);
    });
}
