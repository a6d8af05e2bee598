using System.IO.Pipelines;
using Bronx.Dashboard.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Bronx.Dashboard.Live;

/// <summary>Server-sent events (WHATWG HTML, section 9.2): the state at once, then every new one until either side goes.</summary>
internal static class StatsStream
{
    private static readonly ReadOnlyMemory<byte> RetryHint = "retry: 2000\n\n"u8.ToArray();

    public static void Map(IEndpointRouteBuilder routes, ViewerSet viewers) =>
        routes.MapRead("/api/stats/stream", http => StreamAsync(http, viewers));

    private static async Task StreamAsync(HttpContext http, ViewerSet viewers)
    {
        if (HttpMethods.IsHead(http.Request.Method))
        {
            Begin(http);
            return;
        }

        // A page that reconnects by itself sends the header; one that opens a new stream can only set the query.
        var seen = http.Request.Headers["Last-Event-ID"].FirstOrDefault() ?? http.Request.Query["lastEventId"].FirstOrDefault();
        if (viewers.Join(FrameId.Parse(seen)) is not { } viewer)
        {
            http.Response.Headers.RetryAfter = "15";
            await ErrorPage.TellAsync(
                http, StatusCodes.Status503ServiceUnavailable, "Too many viewers are live at the moment. Read /api/stats every 5 seconds instead.");
            return;
        }

        try
        {
            Begin(http);
            await http.Response.BodyWriter.WriteAsync(RetryHint, http.RequestAborted);
            while (await viewer.Frames.WaitToReadAsync(http.RequestAborted))
            {
                await SendAsync(viewer, http.Response.BodyWriter, http.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The viewer went away: the ordinary end of a stream.
        }
        finally
        {
            viewers.Leave(viewer);
        }
    }

    private static void Begin(HttpContext http)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers.CacheControl = "no-cache, no-transform";
        http.Response.Headers["X-Accel-Buffering"] = "no";
    }

    private static async Task SendAsync(Viewer viewer, PipeWriter body, CancellationToken ct)
    {
        while (viewer.Frames.TryRead(out var frame))
        {
            // Waits while the socket is full; meanwhile the queue drops the oldest.
            await body.WriteAsync(frame.Bytes, ct);
        }
    }
}
