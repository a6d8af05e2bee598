using System.Collections.Concurrent;
using Bronx.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Sandbox.Tests.Harness;

/// <summary>A running sandbox on a held clock, with its API client and every exchange kept.</summary>
internal sealed class TestSandbox : IAsyncDisposable
{
    private readonly ConcurrentQueue<WireExchange> _exchanges;

    private TestSandbox(SandboxServer server, HeldClock clock, ConcurrentQueue<WireExchange> exchanges, string token)
    {
        Server = server;
        Clock = clock;
        _exchanges = exchanges;
        Api = new RawApi(server.ApiBaseAddress, token);
    }

    public SandboxServer Server { get; }

    public HeldClock Clock { get; }

    public RawApi Api { get; }

    public IReadOnlyList<WireExchange> Exchanges => [.. _exchanges];

    public Snowflake Guild => Server.World.GuildIds[0];

    public static async Task<TestSandbox> StartAsync(SandboxOptions? options = null, HeldClock? clock = null)
    {
        var exchanges = new ConcurrentQueue<WireExchange>();
        var held = clock ?? new HeldClock();
        var chosen = (options ?? new SandboxOptions()) with { Tap = exchanges.Enqueue };
        var server = await SandboxServer.StartAsync(chosen, held, NullLoggerFactory.Instance, CancellationToken.None);
        return new TestSandbox(server, held, exchanges, chosen.BotToken);
    }

    public Snowflake Channel(string name) => Server.World.ChannelId(name);

    /// <summary>A bot that has said hello, identified and read READY and its guilds.</summary>
    public async Task<RawGateway> ConnectAsync(Intents intents = Intents.All, bool compress = false)
    {
        var gateway = await RawGateway.OpenAsync(Server, compress: compress);
        await gateway.IdentifyAsync(intents);
        await gateway.NextAsync("READY");
        await gateway.NextAsync("GUILD_CREATE");
        return gateway;
    }

    /// <summary>Moves on so far that no limit of an earlier request matters.</summary>
    public void PassLimits() => Clock.Advance(TimeSpan.FromSeconds(61));

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Server.DisposeAsync();
        Conformant.Check(_exchanges);
    }
}
