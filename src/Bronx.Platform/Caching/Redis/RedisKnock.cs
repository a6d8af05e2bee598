using System.Net.Sockets;
using System.Text;
using StackExchange.Redis;

namespace Bronx.Platform.Caching.Redis;

/// <summary>
/// Asks whether somebody is there who answers, before the client is let at it: the client waits out its whole time limit when nobody does,
/// also when somebody begins to meanwhile.
/// </summary>
internal static class RedisKnock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <exception cref="IOException">Somebody is there who is not ready: still loading, full, no Redis, or one that wants a password which is not set.</exception>
    /// <exception cref="SocketException">Nobody is there.</exception>
    /// <exception cref="TimeoutException">Nobody answers.</exception>
    public static async Task KnockAsync(ConfigurationOptions options, TimeProvider time, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(options.EndPoints[0], either.Token);
            if (options.Ssl)
            {
                // It would answer a handshake only, which is the client's to make.
                return;
            }

            await socket.SendAsync("*1\r\n$4\r\nPING\r\n"u8.ToArray(), SocketFlags.None, either.Token);
            var answer = await ReadLineAsync(socket, either.Token);

            // A Redis with a password says so instead; the client brings it.
            var wantsPassword = answer.StartsWith("-NOAUTH", StringComparison.Ordinal);
            if (wantsPassword ? options.Password is null : !answer.StartsWith("+PONG", StringComparison.Ordinal))
            {
                throw new IOException(wantsPassword ? "it wants a password" : $"it is not ready: {answer}");
            }
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException("nobody answers there", late);
        }
    }

    private static async Task<string> ReadLineAsync(Socket socket, CancellationToken ct)
    {
        var answer = new byte[256];
        var length = 0;
        while (length < answer.Length && !answer.AsSpan(0, length).Contains((byte)'\n'))
        {
            var more = await socket.ReceiveAsync(answer.AsMemory(length), SocketFlags.None, ct);
            if (more == 0)
            {
                break;
            }

            length += more;
        }

        return Encoding.ASCII.GetString(answer, 0, length).Trim();
    }
}
