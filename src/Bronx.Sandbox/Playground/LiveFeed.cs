using System.Globalization;
using Bronx.Sandbox.Worlds;
using Microsoft.AspNetCore.Http;

namespace Bronx.Sandbox.Playground;

/// <summary>Server-sent events: what is new for one person, a comment every 15 s while nothing is.</summary>
internal sealed class LiveFeed(LiveHub hub, TimeProvider clock)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    public async Task StreamAsync(HttpContext http, User person)
    {
        var header = http.Request.Headers["Last-Event-ID"].ToString();
        long? after = long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : null;
        using var watcher = hub.Watch(person, after) ?? throw new SandboxRefusal("Too many pages are open.");
        http.Response.ContentType = "text/event-stream";
        using var beat = new PeriodicTimer(Beat, clock);
        var ended = http.RequestAborted;
        try
        {
            await http.Response.WriteAsync("retry: 1000\n\n", ended);
            await http.Response.Body.FlushAsync(ended);
            var lines = watcher.Lines.WaitToReadAsync(ended).AsTask();
            var beats = beat.WaitForNextTickAsync(ended).AsTask();
            while (true)
            {
                if (await Task.WhenAny(lines, beats) == beats)
                {
                    await beats;
                    await http.Response.WriteAsync(": still here\n\n", ended);
                    beats = beat.WaitForNextTickAsync(ended).AsTask();
                }
                else
                {
                    await lines;
                    while (watcher.Lines.TryRead(out var line))
                    {
                        await http.Response.WriteAsync(line, ended);
                    }

                    lines = watcher.Lines.WaitToReadAsync(ended).AsTask();
                }

                await http.Response.Body.FlushAsync(ended);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed or the sandbox stops.
        }
    }
}
