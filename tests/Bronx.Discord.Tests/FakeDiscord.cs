using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Bronx.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bronx.Discord.Tests;

/// <summary>The other end of the wire, as obedient as a puppet: real sockets, and nothing happens that the test did not ask for.</summary>
internal sealed class FakeDiscord : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<FakeSocket> _sockets = Channel.CreateUnbounded<FakeSocket>();

    private FakeDiscord(WebApplication app) => _app = app;

    public Uri Api { get; private set; } = null!;

    public string GatewayUrl { get; private set; } = "";

    public int MaxConcurrency { get; set; } = 1;

    public int Remaining { get; set; } = 1000;

    public int Shards { get; set; } = 1;

    /// <summary>Answers every request but GET /gateway/bot.</summary>
    public Func<HttpContext, Task> OnRequest { get; set; } = context =>
    {
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    };

    public static async Task<FakeDiscord> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var fake = new FakeDiscord(app);
        app.UseWebSockets();
        app.Run(fake.AnswerAsync);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        fake.Api = new Uri(address + "/api/v10");
        fake.GatewayUrl = address.Replace("http", "ws", StringComparison.Ordinal) + "/gateway";
        return fake;
    }

    /// <summary>The next connection a shard opens.</summary>
    public async Task<FakeSocket> AcceptAsync()
    {
        using var patience = new CancellationTokenSource(Patience.Long, TimeProvider.System);
        return await _sockets.Reader.ReadAsync(patience.Token);
    }

    public bool HasWaitingSocket => _sockets.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.WebSockets.IsWebSocketRequest)
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            using var fake = new FakeSocket(socket, context.Request.Path + context.Request.QueryString);
            _sockets.Writer.TryWrite(fake);
            await fake.PumpAsync(context.RequestAborted);
            return;
        }

        if (context.Request.Path == "/api/v10/gateway/bot")
        {
            await context.Response.WriteAsJsonAsync(new
            {
                url = GatewayUrl,
                shards = Shards,
                session_start_limit = new { total = 1000, remaining = Remaining, reset_after = 3_600_000, max_concurrency = MaxConcurrency },
            });
            return;
        }

        await OnRequest(context);
    }
}

/// <summary>One connection of a shard, seen from Discord's side.</summary>
internal sealed class FakeSocket(WebSocket socket, string address) : IDisposable
{
    private readonly Channel<JsonElement> _received = Channel.CreateUnbounded<JsonElement>();
    private readonly TaskCompletionSource<int?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _writing = new(1);

    /// <summary>Path and query it came to.</summary>
    public string Address { get; } = address;

    /// <summary>Whether heartbeats are answered by themselves.</summary>
    public bool Acknowledges { get; set; } = true;

    /// <summary>Whether a close is answered; a half-open socket never does.</summary>
    public bool AnswersClose { get; set; } = true;

    /// <summary>Completes with the code the shard closed with; null when the line just dropped.</summary>
    public Task<int?> Closed => _closed.Task.WaitAsync(Patience.Long);

    public int Heartbeats { get; private set; }

    public async Task HelloAsync(int interval = 41_250) => await SendAsync($$$"""{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":{{{interval}}}}}""");

    /// <summary>The next payload with this opcode; others but heartbeats fail the test.</summary>
    public async Task<JsonElement> ExpectAsync(int opcode)
    {
        using var patience = new CancellationTokenSource(Patience.Long, TimeProvider.System);
        while (true)
        {
            var payload = await _received.Reader.ReadAsync(patience.Token);
            var got = payload.GetProperty("op").GetInt32();
            if (got == opcode)
            {
                return payload.GetProperty("d");
            }

            Assert.Equal(1, got);
        }
    }

    public Task ReadyAsync(FakeDiscord discord, params ulong[] guilds) => ReadyAsync(discord, 1, "session", guilds);

    public async Task ReadyAsync(FakeDiscord discord, int sequence, string session, ulong[] guilds)
    {
        var unavailable = string.Join(',', guilds.Select(id => $$"""{"id":"{{id}}","unavailable":true}"""));
        await DispatchAsync("READY", sequence,
            $$"""{"v":10,"user":{"id":"42","username":"Bronx","bot":true},"guilds":[{{unavailable}}],"session_id":"{{session}}","resume_gateway_url":"{{discord.GatewayUrl}}/resume","application":{"id":"43","flags":0} }""");
    }

    public async Task DispatchAsync(string name, int sequence, string d) => await SendAsync($$"""{"t":"{{name}}","s":{{sequence}},"op":0,"d":{{d}} }""");

    public async Task SendAsync(string json) => await SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text);

    public async Task SendAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, bool end = true)
    {
        await _writing.WaitAsync();
        try
        {
            await socket.SendAsync(bytes, type, end, CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }

    public async Task CloseAsync(int code) => await socket.CloseOutputAsync((WebSocketCloseStatus)code, null, CancellationToken.None);

    public void Dispose() => _writing.Dispose();

    /// <summary>The line drops without a word.</summary>
    public void Drop() => socket.Abort();

    public async Task PumpAsync(CancellationToken ct)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(length), ct);
                    length += part.Count;
                }
                while (!part.EndOfMessage);

                if (part.MessageType == WebSocketMessageType.Close)
                {
                    _closed.TrySetResult((int?)socket.CloseStatus);
                    if (AnswersClose && socket.State == WebSocketState.CloseReceived)
                    {
                        await socket.CloseOutputAsync(socket.CloseStatus!.Value, null, ct);
                    }

                    return;
                }

                var payload = JsonDocument.Parse(buffer.AsMemory(0, length).ToArray()).RootElement;
                if (payload.GetProperty("op").GetInt32() == 1)
                {
                    Heartbeats++;
                    if (Acknowledges)
                    {
                        await SendAsync("""{"op":11}""");
                    }
                }

                _received.Writer.TryWrite(payload);
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException)
        {
            _closed.TrySetResult(null);
        }
        finally
        {
            _received.Writer.TryComplete();
            _closed.TrySetResult(null);
        }
    }
}
