using System.Net;
using System.Net.Sockets;

namespace Bronx.Dashboard.Reports;

/// <summary>How often one caller may try within a minute, and all callers together: whoever guesses secrets is slowed down before it costs.</summary>
internal sealed class CallerPace(TimeProvider time)
{
    /// <summary>A bot needs six.</summary>
    public const int OfOne = 60;

    public const int OfAll = 1_200;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _tries = [];
    private long _since = time.GetTimestamp();
    private int _all;

    /// <returns>Null when the caller may go on, else how long until they may try again.</returns>
    public TimeSpan? Wait(IPAddress caller)
    {
        lock (_gate)
        {
            if (time.GetElapsedTime(_since) >= Window)
            {
                _tries.Clear();
                _all = 0;
                _since = time.GetTimestamp();
            }

            // Bounded by the count of all: no more callers than tries are remembered.
            var network = Network(caller);
            var mine = _tries.GetValueOrDefault(network);
            if (mine >= OfOne || _all >= OfAll) return Window - time.GetElapsedTime(_since);
            _tries[network] = mine + 1;
            _all++;
            return null;
        }
    }

    /// <summary>One household of IPv6 has a whole network of addresses.</summary>
    private static IPAddress Network(IPAddress caller)
    {
        if (caller.IsIPv4MappedToIPv6) return caller.MapToIPv4();
        if (caller.AddressFamily != AddressFamily.InterNetworkV6) return caller;
        var bytes = caller.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
