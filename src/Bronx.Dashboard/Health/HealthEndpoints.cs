using System.Text;
using Bronx.Dashboard.Api;
using Bronx.Dashboard.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bronx.Dashboard.Health;

/// <summary>Live: the process answers. Ready: everything it needs answers too. Names and yes or no, nothing else.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, Readiness readiness)
    {
        routes.MapRead("/healthz", static http => AnswerAsync(http, ready: true, "live", []));
        routes.MapRead("/healthz/live", static http => AnswerAsync(http, ready: true, "live", []));
        routes.MapRead("/healthz/ready", async http =>
        {
            var report = await readiness.AskAsync(http.RequestAborted);
            var status = report.IsStopping ? "stopping" : report.IsReady ? "ready" : "not ready";
            await AnswerAsync(http, report.IsReady, status, [.. report.Probes.Select(static p => new ProbeFigure(p.Name, p.IsReady))]);
        });
    }

    private static Task AnswerAsync(HttpContext http, bool ready, string status, IReadOnlyList<ProbeFigure> probes)
    {
        http.Response.StatusCode = ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        http.Response.Headers.CacheControl = "no-store";
        if (http.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase))
        {
            return http.Response.WriteAsJsonAsync(
                new HealthDocument(status, probes), ApiJson.Default.HealthDocument, cancellationToken: http.RequestAborted);
        }

        var text = new StringBuilder(status).Append('\n');
        foreach (var probe in probes)
        {
            text.Append(probe.Name).Append(": ").Append(probe.Ready ? "ready" : "not ready").Append('\n');
        }

        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(text.ToString(), http.RequestAborted);
    }
}
