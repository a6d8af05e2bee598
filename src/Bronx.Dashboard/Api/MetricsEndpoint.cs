using System.Net;
using Bronx.Dashboard.Edge;
using Bronx.Platform.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bronx.Dashboard.Api;

/// <summary>Metrics for Prometheus. Unless the options open it, only programs on this machine read it.</summary>
internal static class MetricsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes, DashboardOptions options, PrometheusText metrics) =>
        routes.MapRead("/metrics", http =>
        {
            if (!options.MetricsFromAnywhere && !IsFromHere(http))
            {
                return ErrorPage.TellAsync(
                    http, StatusCodes.Status403Forbidden, "Metrics are for programs on the same machine, unless the settings open them.");
            }

            http.Response.ContentType = PrometheusText.ContentType;
            http.Response.Headers.CacheControl = "no-store";
            return http.Response.WriteAsync(metrics.Render(), http.RequestAborted);
        });

    /// <summary>A proxy on this machine speaks from loopback too, for anybody out there; it says so by these headers.</summary>
    private static bool IsFromHere(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !http.Request.Headers.ContainsKey("X-Forwarded-For")
        && !http.Request.Headers.ContainsKey("Forwarded");
}
