using System.Net;
using System.Net.Sockets;

namespace Bronx.Testing.Servers;

/// <summary>
/// A port on loopback that stays ours while a server that listens there starts, dies and starts again: bound by a socket that never
/// listens, so that the system gives it to nobody else, neither to who asks for any port nor to a connection on its way out. A server may
/// listen there all the same, because it shares addresses as servers do (SO_REUSEADDR), and while none listens, who knocks is refused.
/// </summary>
public sealed class HeldPort : IDisposable
{
    private readonly Socket _four = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Socket? _six = Socket.OSSupportsIPv6 ? new(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = false } : null;

    private HeldPort()
    {
        try
        {
            _four.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Number = ((IPEndPoint)_four.LocalEndPoint!).Port;

            // A server that listens on "localhost" wants both, where there are both.
            _six?.Bind(new IPEndPoint(IPAddress.IPv6Loopback, Number));
        }
        catch (SocketException six) when (six.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            // A machine without IPv6 on its loopback, as containers are.
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Number { get; }

    /// <summary>Takes a port that is free under both of localhost's addresses.</summary>
    public static HeldPort Take()
    {
        while (true)
        {
            try
            {
                return new HeldPort();
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Free under one address and not under the other: the next one.
            }
        }
    }

    public void Dispose()
    {
        _four.Dispose();
        _six?.Dispose();
    }
}
