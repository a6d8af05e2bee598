using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bronx.Dashboard.Edge;

/// <summary>Tells crawlers what is worth reading: the pages, not the API.</summary>
internal static class RobotsFile
{
    private const string Text = "User-agent: *\nDisallow: /api/\nDisallow: /healthz\nDisallow: /metrics\n";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapRead("/robots.txt", static http =>
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.CacheControl = "public, max-age=86400";
        return http.Response.WriteAsync(Text, http.RequestAborted);
    });
}
