using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Bronx.Benchmarks.Source;

/// <summary>
/// A gateway reduced to what a benchmark needs: it greets, answers identify and heartbeats, and writes recorded events in large blocks, so
/// that what is measured is the client that reads them and never the server.
/// </summary>
internal sealed class FrameServer(Recording recording) : IDisposable
{
    private const int Block = 256 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly SemaphoreSlim _writing = new(1);
    private readonly byte[] _block = new byte[Block + (64 * 1024)];
    private readonly byte[] _digits = new byte[20];
    private NetworkStream? _client;
    private int _sequence = 1_000_000_000;
    private ulong _message = 1_300_000_000_000_000_000;
    private int _next;
    private int _marks;

    public string Address => $"http://{_listener.LocalEndpoint}";

    public void Start()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Messages of people, one channel after the other, as fast as the client takes them.</summary>
    public async Task SayAsync(int count)
    {
        await _writing.WaitAsync();
        try
        {
            var filled = 0;
            for (var i = 0; i < count; i++)
            {
                filled += Message(_block.AsSpan(filled));
                if (filled >= Block || i == count - 1)
                {
                    await _client!.WriteAsync(_block.AsMemory(0, filled));
                    filled = 0;
                }
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Something that every client tells its bot of: the bot's own nickname changes.</summary>
    public async Task<int> MarkAsync()
    {
        await DispatchAsync("GUILD_MEMBER_UPDATE", Encoding.UTF8.GetBytes(
            $$"""{"guild_id":"{{recording.GuildId}}","user":{"id":"{{recording.SelfId}}","username":"Bronx","discriminator":"0","avatar":null,"bot":true},"nick":"mark {{++_marks}}","roles":[],"joined_at":"2023-01-01T00:00:00.000000+00:00","premium_since":null,"deaf":false,"mute":false,"flags":0,"pending":false,"avatar":null,"communication_disabled_until":null}"""));
        return _marks;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _client?.Dispose();
        _writing.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient tcp)
    {
        using (tcp)
        {
            var stream = tcp.GetStream();
            try
            {
                while (await HeadAsync(stream) is { Length: > 0 } head)
                {
                    if (Header(head, "Sec-WebSocket-Key") is { } key)
                    {
                        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {Accept(key)}\r\n\r\n"));
                        _client = stream;
                        await SendAsync("""{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}"""u8.ToArray());
                        await ListenAsync(stream);
                        return;
                    }

                    var body = $$"""{"url":"ws://{{_listener.LocalEndpoint}}","shards":1,"session_start_limit":{"total":1000,"remaining":1000,"reset_after":0,"max_concurrency":1} }""";
                    await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
                }
            }
            catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException)
            {
                // The client has left.
                return;
            }
        }
    }

    private async Task ListenAsync(NetworkStream stream)
    {
        var head = new byte[8];
        while (true)
        {
            await stream.ReadExactlyAsync(head.AsMemory(0, 2));
            var length = head[1] & 0x7F;
            if (length == 126)
            {
                await stream.ReadExactlyAsync(head.AsMemory(0, 2));
                length = BinaryPrimitives.ReadUInt16BigEndian(head);
            }

            var rest = new byte[length + 4];
            await stream.ReadExactlyAsync(rest);
            for (var i = 0; i < length; i++)
            {
                rest[i + 4] ^= rest[i & 3];
            }

            var text = Encoding.UTF8.GetString(rest, 4, length);
            if (text.Contains("\"op\":2", StringComparison.Ordinal))
            {
                await BeginAsync();
            }
            else if (text.Contains("\"op\":1", StringComparison.Ordinal))
            {
                await SendAsync("""{"t":null,"s":null,"op":11,"d":null}"""u8.ToArray());
            }
        }
    }

    private async Task BeginAsync()
    {
        await DispatchAsync("READY", recording.Ready);
        foreach (var guild in recording.Guilds)
        {
            await DispatchAsync("GUILD_CREATE", guild);
        }
    }

    private Task DispatchAsync(string name, byte[] data) =>
        SendAsync([.. Encoding.UTF8.GetBytes($$"""{"t":"{{name}}","s":{{++_sequence}},"op":0,"d":"""), .. data, (byte)'}']);

    private async Task SendAsync(byte[] payload)
    {
        await _writing.WaitAsync();
        try
        {
            var head = new byte[10];
            var length = Head(head, payload.Length);
            await _client!.WriteAsync((byte[])[.. head.AsSpan(0, length), .. payload]);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>One recorded message with a sequence and an id of its own; gives how many bytes it took.</summary>
    private int Message(Span<byte> into)
    {
        var template = recording.Messages[_next++ % recording.Messages.Count];
        var begin = "{\"t\":\"MESSAGE_CREATE\",\"s\":"u8;
        var middle = ",\"op\":0,\"d\":"u8;
        var at = Head(into, begin.Length + 10 + middle.Length + template.Data.Length + 1);
        begin.CopyTo(into[at..]);
        at += begin.Length;
        Utf8Formatter.TryFormat(++_sequence, into[at..], out var digits);
        at += digits;
        middle.CopyTo(into[at..]);
        at += middle.Length;
        template.Data.CopyTo(into[at..]);
        Utf8Formatter.TryFormat(_message += 1UL << 22, _digits, out var length);
        _digits.AsSpan(length - Math.Min(length, template.IdLength), template.IdLength).CopyTo(into[(at + template.IdAt)..]);
        at += template.Data.Length;
        into[at] = (byte)'}';
        return at + 1;
    }

    /// <summary>A WebSocket header of a whole text frame from a server.</summary>
    private static int Head(Span<byte> into, int length)
    {
        into[0] = 0x81;
        if (length < 126)
        {
            into[1] = (byte)length;
            return 2;
        }

        if (length <= ushort.MaxValue)
        {
            into[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(into[2..], (ushort)length);
            return 4;
        }

        into[1] = 127;
        BinaryPrimitives.WriteUInt64BigEndian(into[2..], (ulong)length);
        return 10;
    }

    private static async Task<string> HeadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one) == 1)
        {
            head.Add(one[0]);
            if (head is [.., 13, 10, 13, 10])
            {
                break;
            }
        }

        return Encoding.ASCII.GetString([.. head]);
    }

    private static string? Header(string head, string name) => head.Split("\r\n")
        .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    // What the WebSocket handshake demands (RFC 6455, 4.2.2); nothing secret about it.
#pragma warning disable CA5350
    private static string Accept(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
}
