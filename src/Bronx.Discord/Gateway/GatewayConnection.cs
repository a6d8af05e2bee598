using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Bronx.Discord.Gateway;

/// <summary>How a connection ended.</summary>
/// <param name="Wait">To wait at least before the next one; null to back off as usual.</param>
internal sealed record ConnectionEnd(Aftermath Aftermath, int? CloseCode, string Reason, TimeSpan? Wait = null);

/// <summary>
/// One WebSocket from hello to close: reads frames, beats, and tells its <see cref="IConnectionOwner"/> what came. Used once.
/// </summary>
internal sealed partial class GatewayConnection : IAsyncDisposable
{
    private const int LargestEvent = 64 * 1024 * 1024;
    private static readonly TimeSpan HelloPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(1);

    private readonly HttpMessageInvoker _http;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly CancellationTokenSource _over = new();
    private readonly PooledBuffer _packed = new(LargestEvent);
    private readonly PooledBuffer _unpacked = new(LargestEvent);
    private readonly ZlibStreamInflater? _inflater;
    private readonly SendLimit _sendLimit;
    private readonly int _farewell;
    private readonly TimeProvider _clock;
    private readonly Random _chance;
    private readonly ILogger _log;
    private readonly GatewayMeter _meter;
    private readonly IConnectionOwner _owner;
    private readonly List<Task> _running = [];
    private GatewaySocket? _socket;
    private ConnectionEnd? _end;
    private readonly TaskCompletionSource _received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _closing = Task.CompletedTask;
    private CancellationToken _stopped;
    private long _beatAt;
    private volatile bool _acknowledged = true;

    public GatewayConnection(IConnectionOwner owner, HttpMessageInvoker http, DiscordOptions options, TimeProvider clock, Random chance, ILogger log, GatewayMeter meter)
    {
        _owner = owner;
        _http = http;
        // 1000 ends the session at Discord; anything else leaves it for the next run.
        _farewell = options.Sessions is null ? CloseCodes.Goodbye : CloseCodes.ComingBack;
        _clock = clock;
        _chance = chance;
        _log = log;
        _meter = meter;
        _sendLimit = SendLimit.OfPayloads(clock);
        _inflater = options.Compress ? new ZlibStreamInflater() : null;
    }

    /// <summary>Runs until the connection ends; never throws but for <paramref name="ct"/>.</summary>
    public async Task<ConnectionEnd> RunAsync(Uri address, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, _over.Token);
        using (var patience = new CancellationTokenSource(HelloPatience, _clock))
        {
            using var connecting = CancellationTokenSource.CreateLinkedTokenSource(either.Token, patience.Token);
            try
            {
                _socket = await GatewaySocket.ConnectAsync(address, _http, connecting.Token);
            }
            catch (Exception fault) when (fault is HttpRequestException or WebSocketException or OperationCanceledException or IOException)
            {
                ct.ThrowIfCancellationRequested();
                var why = patience.IsCancellationRequested ? "no connection in time" : fault.InnerException?.Message ?? fault.Message;
                return new ConnectionEnd(Aftermath.Resume, null, $"could not connect to {address.Host}: {why}");
            }
        }

        _stopped = ct;
        await using var closing = either.Token.UnsafeRegister(static state => ((GatewayConnection)state!).BeginClosing(), this);
        Run(WatchForHelloAsync(either.Token));
        try
        {
            do
            {
                while (_socket.TryTake(out var message))
                {
                    if (Unpack(message) is { } json && _end is null)
                    {
                        Take(json, either.Token);
                    }

                    _unpacked.Clear();
                }

                _owner.CaughtUp();
            }
            while (await _socket.FillAsync());
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException or InvalidDataException or ObjectDisposedException)
        {
            End(new ConnectionEnd(Aftermath.Resume, null, fault is InvalidDataException ? $"unreadable data ({fault.Message})" : CloseCodes.Describe(null)));
        }

        _received.TrySetResult();
        var status = _socket.CloseCode;
        End(new ConnectionEnd(CloseCodes.After(status), status, CloseCodes.Describe(status)));
        await _closing;
        ct.ThrowIfCancellationRequested();
        return _end!;
    }

    /// <summary>Sends what cannot wait: identify, resume, a heartbeat.</summary>
    public async Task SendNowAsync(byte[] payload, CancellationToken ct)
    {
        await _writing.WaitAsync(ct);
        try
        {
            await WriteAsync(payload);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Sends an ordinary payload as soon as the send limit has room for it.</summary>
    public async Task SendAsync(byte[] payload, CancellationToken ct)
    {
        while (true)
        {
            TimeSpan wait;
            await _writing.WaitAsync(ct);
            try
            {
                wait = _sendLimit.Wait();
                if (wait <= TimeSpan.Zero)
                {
                    await WriteAsync(payload);
                    return;
                }
            }
            finally
            {
                _writing.Release();
            }

            await Task.Delay(wait, _clock, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_running);
        await _closing;
        _socket?.Dispose();
        _inflater?.Dispose();
        _packed.Dispose();
        _unpacked.Dispose();
        _writing.Dispose();
        _over.Dispose();
    }

    private async Task WriteAsync(byte[] payload)
    {
        _sendLimit.Count();
        // Not cancellable either, for the same reason as reading; closing aborts a write that hangs.
        await _socket!.SendAsync(payload);
    }

    /// <summary>The JSON of a message; null while a packed event is still spread over messages to come.</summary>
    private ReadOnlyMemory<byte>? Unpack(ReadOnlyMemory<byte> message)
    {
        if (_inflater is null)
        {
            return message;
        }

        // Only the flush marks an event's end.
        var ends = ZlibStreamInflater.EndsFrame(message.Span);
        if (_packed.Length > 0 || !ends)
        {
            message.CopyTo(_packed.Free(message.Length));
            _packed.Advance(message.Length);
            message = _packed.Written;
        }

        if (!ends && !ZlibStreamInflater.EndsFrame(message.Span))
        {
            return null;
        }

        _inflater.Inflate(message, _unpacked);
        _packed.Clear();
        return _unpacked.Written;
    }

    private void Take(ReadOnlyMemory<byte> json, CancellationToken ct)
    {
        try
        {
            var frame = Frame.Read(json.Span);
            switch (frame.Opcode)
            {
                case Opcode.Dispatch:
                    _owner.Dispatched(frame);
                    break;
                case Opcode.Hello:
                    Greeted(frame.Payload, ct);
                    break;
                case Opcode.HeartbeatAck:
                    Acknowledged();
                    break;
                case Opcode.Heartbeat:
                    // Asked for: answered at once, out of turn.
                    Run(BeatAsync(ct));
                    break;
                case Opcode.Reconnect:
                    End(new ConnectionEnd(Aftermath.Resume, null, "Discord asked for a reconnect (op 7)", TimeSpan.Zero));
                    break;
                case Opcode.InvalidSession:
                    End(IsTrue(frame.Payload)
                        ? new ConnectionEnd(Aftermath.Resume, null, "the session was interrupted (op 9)")
                        : new ConnectionEnd(Aftermath.Identify, null, "the session is no longer valid (op 9)", TimeSpan.FromSeconds(1 + (4 * _chance.NextDouble()))));
                    break;
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            _meter.Unreadable();
            Log.Unreadable(_log, fault.Message);
        }
    }

    private void Greeted(ReadOnlySpan<byte> payload, CancellationToken ct)
    {
        if (_beatAt != 0)
        {
            return;
        }

        _beatAt = _clock.GetTimestamp();
        var interval = ReadInterval(payload);
        Run(BeatRegularlyAsync(interval, _chance.NextDouble(), ct));
        Run(_owner.GreetedAsync(this, ct));
    }

    private async Task BeatRegularlyAsync(TimeSpan interval, double jitter, CancellationToken ct)
    {
        await Task.Delay(interval * jitter, _clock, ct);
        while (true)
        {
            if (!_acknowledged)
            {
                End(new ConnectionEnd(Aftermath.Resume, null, "a heartbeat went unanswered", TimeSpan.Zero));
                return;
            }

            _acknowledged = false;
            await BeatAsync(ct);
            await Task.Delay(interval, _clock, ct);
        }
    }

    private async Task BeatAsync(CancellationToken ct)
    {
        Volatile.Write(ref _beatAt, _clock.GetTimestamp());
        await SendNowAsync(Payloads.Heartbeat(_owner.Sequence), ct);
    }

    private void Acknowledged()
    {
        _acknowledged = true;
        var roundTrip = _clock.GetElapsedTime(Volatile.Read(ref _beatAt));
        _meter.Latency(roundTrip);
        _owner.Measured(roundTrip);
    }

    private async Task WatchForHelloAsync(CancellationToken ct)
    {
        await Task.Delay(HelloPatience, _clock, ct);
        if (Volatile.Read(ref _beatAt) == 0)
        {
            End(new ConnectionEnd(Aftermath.Resume, null, "no hello came"));
        }
    }

    private void Run(Task work)
    {
        _running.RemoveAll(task => task.IsCompleted);
        _running.Add(GuardAsync(work));
    }

    /// <summary>A send that fails ends the connection; the receive loop finds out why.</summary>
    private async Task GuardAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException)
        {
            // The connection is over.
        }
        catch (Exception fault) when (fault is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            End(new ConnectionEnd(Aftermath.Resume, null, $"sending failed ({fault.Message})"));
        }
    }

    private void End(ConnectionEnd end)
    {
        if (Interlocked.CompareExchange(ref _end, end, null) is null)
        {
            _over.Cancel();
        }
    }

    private void BeginClosing()
    {
        _closing = CloseAsync(_stopped.IsCancellationRequested ? _farewell : CloseCodes.ComingBack);
    }

    /// <summary>Says why we leave and gives the other side a moment to answer; a half-open socket never does.</summary>
    private async Task CloseAsync(int code)
    {
        try
        {
            // Real time even where the clock is held: leaving must not depend on somebody moving it.
            using var patience = new CancellationTokenSource(ClosePatience, TimeProvider.System);
            await using var abort = patience.Token.UnsafeRegister(static socket => ((GatewaySocket)socket!).Abort(), _socket);
            await _socket!.CloseAsync(code);
            await _received.Task.WaitAsync(patience.Token);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // It was gone already.
            Log.CloseFailed(_log, fault.Message);
        }

        _socket!.Abort();
    }

    private static TimeSpan ReadInterval(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload);
        reader.Read();
        long interval = 0;
        if (Json.Lenient.IsObject(ref reader))
        {
            while (Json.Lenient.NextProperty(ref reader))
            {
                if (reader.ValueTextEquals("heartbeat_interval"u8)) { reader.Read(); interval = Json.Lenient.Long(ref reader); }
                else { reader.Skip(); }
            }
        }

        return interval is > 0 and <= 3_600_000 ? TimeSpan.FromMilliseconds(interval) : throw new JsonException("a hello without a heartbeat interval");
    }

    private static bool IsTrue(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload);
        return reader.Read() && reader.TokenType == JsonTokenType.True;
    }

    private static partial class Log
    {
        [LoggerMessage(30, LogLevel.Warning, "A gateway frame could not be read and was skipped: {Fault}")]
        public static partial void Unreadable(ILogger log, string fault);

        [LoggerMessage(31, LogLevel.Debug, "Closing the gateway connection failed: {Fault}")]
        public static partial void CloseFailed(ILogger log, string fault);
    }
}
