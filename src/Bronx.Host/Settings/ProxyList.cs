using System.Net;

namespace Bronx.Host.Settings;

/// <summary>Addresses and networks, as a setting writes them: "10.0.0.5,172.16.0.0/12".</summary>
internal static class ProxyList
{
    /// <returns>Null when a part is neither an address nor a network.</returns>
    public static IReadOnlyList<IPNetwork>? Read(string text)
    {
        List<IPNetwork> networks = [];
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPNetwork.TryParse(part, out var network))
            {
                networks.Add(network);
            }
            else if (IPAddress.TryParse(part, out var address))
            {
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            }
            else
            {
                return null;
            }
        }

        return networks;
    }
}
