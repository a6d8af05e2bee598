using Microsoft.AspNetCore.Http;

namespace Bronx.Sandbox.Playground;

/// <summary>
/// Keeps other websites out. A page anywhere can send requests to loopback: with a rebound host name, or blindly across origins. The
/// first shows in Host, the second in Origin.
/// </summary>
internal static class PlaygroundDoor
{
    public static bool IsOpenTo(HttpRequest request)
    {
        if (!IsLoopback(request.Host.Host))
        {
            return false;
        }

        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return true;
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && IsLoopback(from.Host) && from.Port == (request.Host.Port ?? 80));
    }

    private static bool IsLoopback(string host) => host is "127.0.0.1" or "[::1]" || host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
}
