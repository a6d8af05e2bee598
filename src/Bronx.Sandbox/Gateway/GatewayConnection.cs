using System.Globalization;
using System.IO.Compression;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Bronx.Sandbox.Shapes;

namespace Bronx.Sandbox.Gateway;

/// <summary>
/// One socket: a bounded queue of frames with one writer, so that whoever sends never waits. A client that does not read is cut off.
/// </summary>
internal sealed class GatewayConnection : IAsyncDisposable
{
    private const int QueueLimit = 50_000;
    private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(2);

    private readonly WebSocket _socket;
    private readonly bool _compressed;
    private readonly Channel<Outgoing> _outgoing = Channel.CreateBounded<Outgoing>(QueueLimit);
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _writing;

    public GatewayConnection(WebSocket socket, bool compressed, DateTimeOffset now)
    {
        _socket = socket;
        _compressed = compressed;
        OpenedAt = now;
        _writing = WriteAllAsync();
    }

    public DateTimeOffset OpenedAt { get; }

    public GatewaySession? Session { get; set; }

    public CancellationToken Ended => _ended.Token;

    /// <summary>Half-open: takes what comes without a word and sends nothing any more.</summary>
    public bool Silent { get; set; }

    /// <summary>Instants of what the client sent in the last minute, for the send limit.</summary>
    public Queue<DateTimeOffset> Received { get; } = new();

    public ITimer? HeartbeatWatch { get; set; }

    public int? CloseCode { get; private set; }

    /// <summary>Frames that wait to be sent.</summary>
    public int Waiting => _outgoing.Reader.Count;

    public void Send(byte[] frame)
    {
        // After our close frame nothing more goes out; what comes meanwhile waits in the session for a RESUME.
        if (!Silent && CloseCode is null && !_outgoing.Writer.TryWrite(new Outgoing(frame, null, "")))
        {
            Abort();
        }
    }

    public void Send(int opcode, JsonNode? data) =>
        Send(Encoding.UTF8.GetBytes($$"""{"t":null,"s":null,"op":{{opcode.ToString(CultureInfo.InvariantCulture)}},"d":{{Encoding.UTF8.GetString(Json.Octets(data))}}}"""));

    /// <summary>Closes after what is queued.</summary>
    public void Close(int code, string reason)
    {
        CloseCode ??= code;
        _outgoing.Writer.TryWrite(new Outgoing([], code, reason));
        _outgoing.Writer.TryComplete();
    }

    /// <summary>Cuts the connection without a close frame.</summary>
    public void Abort()
    {
        _outgoing.Writer.TryComplete();

        // Not in line: whoever waits on this socket would go on in the middle of the caller's work, under its lock.
        _ = _ended.CancelAsync();
        _socket.Abort();
    }

    /// <summary>The next text from the client, or null once it is gone. <c>Close</c> says with which code.</summary>
    public async Task<GatewayInput> ReceiveAsync(int limit)
    {
        var buffer = new byte[limit + 1];
        var length = 0;
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(length), _ended.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return new GatewayInput(null, (int?)_socket.CloseStatus, false);
                }

                length += part.Count;
                if (length > limit)
                {
                    return new GatewayInput(null, null, true);
                }

                if (part.EndOfMessage)
                {
                    return new GatewayInput(buffer.AsMemory(0, length), null, false);
                }
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            return new GatewayInput(null, null, false);
        }
    }

    /// <summary>After our own close frame: waits for the client's, but not long.</summary>
    public async Task FinishAsync()
    {
        _outgoing.Writer.TryComplete();
        try
        {
            await _writing.WaitAsync(CloseTime, TimeProvider.System, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            _socket.Abort();
        }
    }

    public async ValueTask DisposeAsync()
    {
        HeartbeatWatch?.Dispose();
        await FinishAsync();
        await _ended.CancelAsync();
        _socket.Dispose();
        _ended.Dispose();
    }

    private async Task WriteAllAsync()
    {
        using var shared = new MemoryStream();
        await using var deflate = _compressed ? new ZLibStream(shared, CompressionLevel.Fastest, leaveOpen: true) : null;
        try
        {
            await foreach (var (frame, code, reason) in _outgoing.Reader.ReadAllAsync(_ended.Token))
            {
                if (code is { } closing)
                {
                    await _socket.CloseOutputAsync((WebSocketCloseStatus)closing, reason, _ended.Token);
                    return;
                }

                if (deflate is null)
                {
                    await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, _ended.Token);
                    continue;
                }

                // Flushing ends each frame with 00 00 FF FF while the context goes on.
                shared.SetLength(0);
                await deflate.WriteAsync(frame, _ended.Token);
                await deflate.FlushAsync(_ended.Token);
                await _socket.SendAsync(shared.ToArray(), WebSocketMessageType.Binary, endOfMessage: true, _ended.Token);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // The client is gone; the reader notices too and detaches the session.
        }
    }

    private readonly record struct Outgoing(byte[] Frame, int? Code, string Reason);
}

/// <summary>A text, or the end: with the client's close code if it gave one, or because a payload was too large.</summary>
internal readonly record struct GatewayInput(ReadOnlyMemory<byte>? Text, int? CloseCode, bool TooLarge);
