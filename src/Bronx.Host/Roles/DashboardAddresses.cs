using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Bronx.Host.Roles;

/// <summary>Where the dashboard listens, and how people are told.</summary>
internal static class DashboardAddresses
{
    /// <exception cref="StartException">The address is none.</exception>
    public static void ListenOn(KestrelServerOptions kestrel, string address, int port)
    {
        switch (address)
        {
            case "localhost" when port == 0:
                kestrel.Listen(IPAddress.Loopback, 0);
                break;
            case "localhost":
                kestrel.ListenLocalhost(port);
                break;
            case "*":
                kestrel.ListenAnyIP(port);
                break;
            default:
                kestrel.Listen(
                    IPAddress.TryParse(address, out var ip) ? ip : throw new StartException($"Setting Dashboard:Address is neither localhost, * nor an address ('{address}'). Example: BRONX_Dashboard__Address=localhost"),
                    port);
                break;
        }
    }

    /// <summary>The address as a person types it: all addresses of this machine are reached by its own name.</summary>
    public static Uri Shown(string bound)
    {
        var uri = new UriBuilder(bound.Replace("//[::]", "//localhost", StringComparison.Ordinal).Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal));
        return uri.Uri;
    }
}
