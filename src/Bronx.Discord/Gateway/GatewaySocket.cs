using System.Buffers.Binary;
using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace Bronx.Discord.Gateway;

/// <summary>
/// The client's end of a WebSocket (RFC 6455) as the gateway needs it. The framework's own reads in small pieces and checks every text
/// letter by letter, which costs more than reading an event does; this one reads large blocks and hands messages out where they lie.
/// One reader; writers take turns by themselves.
/// </summary>
internal sealed class GatewaySocket : IDisposable
{
    private const int Largest = 64 * 1024 * 1024;
    private const int Block = 64 * 1024;

    private readonly HttpResponseMessage _answer;
    private readonly Stream _stream;
    private readonly PooledBuffer _arrived = new(Largest + Block);
    private readonly PooledBuffer _parts = new(Largest);
    private readonly SemaphoreSlim _writing = new(1);
    private int _read;
    private bool _inParts;
    private int _closeSent;

    private GatewaySocket(HttpResponseMessage answer, Stream stream)
    {
        _answer = answer;
        _stream = stream;
    }

    /// <summary>What the other side closed with; null before that, and when it gave no code.</summary>
    public int? CloseCode { get; private set; }

    /// <summary>Whether a close frame came.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>One connection per shard: nothing is pooled, nothing is followed elsewhere.</summary>
    public static SocketsHttpHandler CreateHandler() => new() { UseCookies = false, AllowAutoRedirect = false };

    /// <summary>Connects and shakes hands. Throws <see cref="HttpRequestException"/> or <see cref="WebSocketException"/> when the other side will not.</summary>
    public static async Task<GatewaySocket> ConnectAsync(Uri address, HttpMessageInvoker http, CancellationToken ct)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(address) { Scheme = address.Scheme is "wss" or "https" ? "https" : "http" }.Uri)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", key);
        var answer = await http.SendAsync(request, ct);
        try
        {
            var accepted = answer.Headers.NonValidated.TryGetValues("Sec-WebSocket-Accept", out var values) ? values.ToString() : null;
            if (answer.StatusCode != HttpStatusCode.SwitchingProtocols || accepted != Accept(key))
            {
                throw new WebSocketException(WebSocketError.NotAWebSocket, $"the server answered {(int)answer.StatusCode} instead of opening a WebSocket");
            }

            return new GatewaySocket(answer, await answer.Content.ReadAsStreamAsync(ct));
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    /// <summary>A socket over any stream, already shaken hands; for tests and fuzzing.</summary>
    internal static GatewaySocket Over(Stream stream) => new(new HttpResponseMessage(), stream);

    /// <summary>
    /// The next whole message that has arrived; it lies in this socket's memory until the next call. False when more has to be read
    /// first. Throws <see cref="InvalidDataException"/> for what no server may send.
    /// </summary>
    public bool TryTake(out ReadOnlyMemory<byte> message)
    {
        message = default;
        if (!_inParts && _parts.Length > 0)
        {
            _parts.Clear();
        }

        while (!IsClosed && Header(_arrived.Written.Span[_read..]) is { } header && _arrived.Length - _read - header.Length >= header.Payload)
        {
            var payload = _arrived.Written.Slice(_read + header.Length, (int)header.Payload);
            _read += header.Length + (int)header.Payload;
            switch (header.Opcode)
            {
                case 8:
                    IsClosed = true;
                    CloseCode = payload.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(payload.Span) : null;
                    return false;
                case 9:
                    // Not awaited: a pong that cannot be written is found out by the next heartbeat.
                    _ = WriteAsync(10, payload.ToArray()).ContinueWith(static task => task.Exception, TaskScheduler.Default);
                    break;
                case 10:
                    break;
                case 1 or 2 when !_inParts && header.Final:
                    message = payload;
                    return true;
                case 1 or 2 when !_inParts:
                case 0 when _inParts:
                    payload.CopyTo(_parts.Free(payload.Length));
                    _parts.Advance(payload.Length);
                    _inParts = !header.Final;
                    if (header.Final)
                    {
                        message = _parts.Written;
                        return true;
                    }

                    break;
                default:
                    throw new InvalidDataException($"a WebSocket frame with opcode {header.Opcode} out of place");
            }
        }

        return false;
    }

    /// <summary>Waits for more to arrive; false once the other side has closed or the line ended. Not cancellable: <see cref="Abort"/> ends it.</summary>
    public async ValueTask<bool> FillAsync()
    {
        if (IsClosed)
        {
            return false;
        }

        _arrived.Drop(_read);
        _read = 0;
        var count = await _stream.ReadAsync(_arrived.Free(Block), CancellationToken.None);
        _arrived.Advance(count);
        return count > 0;
    }

    /// <summary>Sends one text. Throws <see cref="IOException"/> when the line is gone.</summary>
    public Task SendAsync(ReadOnlyMemory<byte> text) => WriteAsync(1, text);

    /// <summary>Sends a close frame; the other side answers with its own, which ends <see cref="FillAsync"/>.</summary>
    public async Task CloseAsync(int code)
    {
        if (Interlocked.Exchange(ref _closeSent, 1) == 0)
        {
            var payload = new byte[2];
            BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
            await WriteAsync(8, payload);
        }
    }

    /// <summary>Cuts the line; reads and writes under way end with a fault.</summary>
    public void Abort() => _stream.Dispose();

    public void Dispose()
    {
        _stream.Dispose();
        _answer.Dispose();
        _arrived.Dispose();
        _parts.Dispose();
        _writing.Dispose();
    }

    private async Task WriteAsync(int opcode, ReadOnlyMemory<byte> payload)
    {
        var head = payload.Length < 126 ? 2 : payload.Length <= ushort.MaxValue ? 4 : 10;
        var frame = new byte[head + 4 + payload.Length];
        frame[0] = (byte)(0x80 | opcode);
        frame[1] = (byte)(0x80 | (head == 2 ? payload.Length : head == 4 ? 126 : 127));
        if (head == 4)
        {
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        }
        else if (head == 10)
        {
            BinaryPrimitives.WriteUInt64BigEndian(frame.AsSpan(2), (ulong)payload.Length);
        }

        // What a client sends is masked, so that it cannot be made to look like another protocol's (RFC 6455, 10.3).
        var mask = frame.AsSpan(head, 4);
        RandomNumberGenerator.Fill(mask);
        for (var i = 0; i < payload.Length; i++)
        {
            frame[head + 4 + i] = (byte)(payload.Span[i] ^ mask[i & 3]);
        }

        await _writing.WaitAsync();
        try
        {
            await _stream.WriteAsync(frame, CancellationToken.None);
            await _stream.FlushAsync(CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>A frame's beginning, or null while it has not arrived whole.</summary>
    private static FrameHeader? Header(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2)
        {
            return null;
        }

        var opcode = bytes[0] & 0x0F;
        var final = (bytes[0] & 0x80) != 0;
        var small = bytes[1] & 0x7F;
        if ((bytes[0] & 0x70) != 0 || (bytes[1] & 0x80) != 0 || (opcode >= 8 && (!final || small > 125)))
        {
            throw new InvalidDataException("not a WebSocket frame that a server may send");
        }

        var length = small == 126 ? 4 : small == 127 ? 10 : 2;
        if (bytes.Length < length)
        {
            return null;
        }

        var payload = small switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            127 => BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]),
            _ => (ulong)small,
        };
        return payload <= Largest ? new FrameHeader(opcode, final, length, (long)payload) : throw new InvalidDataException($"a gateway frame of more than {Largest} bytes");
    }

    // What the handshake demands (RFC 6455, 4.1); it guards nothing secret.
#pragma warning disable CA5350
    private static string Accept(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350

    private readonly record struct FrameHeader(int Opcode, bool Final, int Length, long Payload);
}
