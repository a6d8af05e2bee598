using System.IO.Compression;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Bronx.Sandbox.Tests.Harness;

/// <summary>A plain gateway client: sends what it is told, reads frames in order, knows nothing of the protocol's rules.</summary>
internal sealed class RawGateway : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ClientWebSocket _socket = new();
    private readonly MemoryStream _deflated = new();
    private ZLibStream? _inflater;
    private byte[] _pending = [];

    private RawGateway()
    {
    }

    public JsonElement Hello { get; private set; }

    public string? SessionId { get; private set; }

    public string? ResumeUrl { get; private set; }

    public int Sequence { get; private set; }

    public int? CloseCode => (int?)_socket.CloseStatus;

    public static async Task<RawGateway> OpenAsync(SandboxServer server, string? url = null, string query = "?v=10&encoding=json", bool compress = false, bool hello = true)
    {
        var gateway = new RawGateway();
        var address = url ?? $"ws://127.0.0.1:{server.Address.Port}/gateway";
        await gateway._socket.ConnectAsync(new Uri(address + query + (compress ? "&compress=zlib-stream" : "")), CancellationToken.None);
        if (compress)
        {
            gateway._inflater = new ZLibStream(gateway._deflated, CompressionMode.Decompress);
        }

        if (hello)
        {
            gateway.Hello = await gateway.NextOpAsync(10);
        }

        return gateway;
    }

    public Task IdentifyAsync(Intents intents = Intents.All, string token = "sandbox", int[]? shard = null, long? rawIntents = null) =>
        SendAsync(2, shard is null
            ? new { token, intents = rawIntents ?? (long)intents, properties = new { os = "linux", browser = "test", device = "test" } }
            : (object)new { token, intents = rawIntents ?? (long)intents, properties = new { os = "linux", browser = "test", device = "test" }, shard });

    public Task ResumeAsync(string sessionId, int sequence, string token = "sandbox") => SendAsync(6, new { token, session_id = sessionId, seq = sequence });

    public Task SendAsync(int op, object? data) => SendTextAsync(JsonSerializer.Serialize(new { op, d = data }));

    public Task SendTextAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    /// <summary>The payload of the next dispatch of that name; others before it are passed over.</summary>
    public async Task<JsonElement> NextAsync(string name)
    {
        while (true)
        {
            var frame = await ReadAsync() ?? throw new InvalidOperationException($"Closed with {CloseCode} while waiting for {name}.");
            if (frame.GetProperty("t").GetString() == name)
            {
                return frame.GetProperty("d");
            }
        }
    }

    public async Task<JsonElement> NextOpAsync(int op)
    {
        while (true)
        {
            var frame = await ReadAsync() ?? throw new InvalidOperationException($"Closed with {CloseCode} while waiting for op {op}.");
            if (frame.GetProperty("op").GetInt32() == op)
            {
                return frame.GetProperty("d");
            }
        }
    }

    /// <summary>Names of everything dispatched up to an answer to a heartbeat: what has come so far, for sure.</summary>
    public async Task<List<string>> NamesSoFarAsync()
    {
        List<string> names = [];
        await SendAsync(1, Sequence);
        while (await ReadAsync() is { } frame)
        {
            if (frame.GetProperty("op").GetInt32() == 11)
            {
                return names;
            }

            if (frame.GetProperty("t").GetString() is { } name)
            {
                names.Add(name);
            }
        }

        throw new InvalidOperationException("Closed.");
    }

    /// <summary>Reads until the server closes and says with which code; null for a cut connection.</summary>
    public async Task<int?> ClosedAsync()
    {
        while (await ReadAsync() is not null)
        {
        }

        return CloseCode;
    }

    /// <summary>The next frame, or null at the end.</summary>
    public async Task<JsonElement?> ReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[1 << 16];
        using var whole = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer, patience.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    await _socket.CloseOutputAsync(_socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure, "", patience.Token);
                    return null;
                }

                whole.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                {
                    break;
                }
            }
        }
        catch (WebSocketException)
        {
            return null;
        }

        var text = _inflater is null ? whole.ToArray() : Inflate(whole.ToArray());
        var frame = JsonDocument.Parse(text).RootElement.Clone();
        if (frame.GetProperty("s").ValueKind == JsonValueKind.Number)
        {
            Sequence = frame.GetProperty("s").GetInt32();
        }

        if (frame.GetProperty("t").GetString() == "READY")
        {
            SessionId = frame.GetProperty("d").GetProperty("session_id").GetString();
            ResumeUrl = frame.GetProperty("d").GetProperty("resume_gateway_url").GetString();
        }

        return frame;
    }

    public async Task CloseAsync(int code)
    {
        await _socket.CloseOutputAsync((WebSocketCloseStatus)code, "", CancellationToken.None);
        while (_socket.State is WebSocketState.CloseSent && await ReadAsync() is not null)
        {
        }
    }

    public void Cut() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        if (_inflater is not null)
        {
            await _inflater.DisposeAsync();
        }
    }

    private byte[] Inflate(byte[] part)
    {
        Assert.True(part.AsSpan().EndsWith((byte[])[0, 0, 0xFF, 0xFF]), "A frame of zlib-stream ends with 00 00 FF FF.");
        _pending = [.. _pending, .. part];
        _deflated.SetLength(0);
        _deflated.Write(_pending);
        _deflated.Position = 0;
        _pending = [];
        using var inflated = new MemoryStream();
        var buffer = new byte[1 << 16];
        int read;
        while ((read = _inflater!.Read(buffer)) > 0)
        {
            inflated.Write(buffer, 0, read);
        }

        return inflated.ToArray();
    }
}
