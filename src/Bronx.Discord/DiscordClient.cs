using System.Diagnostics.Metrics;
using Bronx.Discord.Caching;
using Bronx.Discord.Gateway;
using Bronx.Discord.Rest;
using Microsoft.Extensions.Logging;

namespace Bronx.Discord;

/// <summary>
/// One bot's connection to Discord: gateway shards, REST and cache. Events of one server are handled in order, of different servers
/// in parallel; handlers never run on the receive loop. Handlers are added before <see cref="StartAsync"/>; events nobody listens to
/// are not even parsed.
/// </summary>
public sealed class DiscordClient : IAsyncDisposable
{
    /// <param name="chance">Source of jitter; may be seeded.</param>
    public DiscordClient(DiscordOptions options, TimeProvider clock, Random chance, ILoggerFactory logs, IMeterFactory meters) => throw new NotImplementedException();

    public DiscordRest Rest => throw new NotImplementedException();

    public DiscordCache Cache => throw new NotImplementedException();

    /// <summary>Completes when the client stopped; faults with <see cref="GatewayRefusedException"/> when Discord refused for good.</summary>
    public Task Completion => throw new NotImplementedException();

    public IReadOnlyList<ShardStatus> Shards => throw new NotImplementedException();

    /// <summary>A shard's state changed; raised off the receive loop, in order per shard.</summary>
    public event Action<ShardStatus>? ShardChanged { add => throw new NotImplementedException(); remove => throw new NotImplementedException(); }

    /// <summary>Adds a handler; throws once started. An exception of a handler is logged and stops nothing.</summary>
    public void On<TEvent>(Func<TEvent, CancellationToken, ValueTask> handler)
        where TEvent : GatewayEvent => throw new NotImplementedException();

    /// <summary>Begins connecting and returns; progress is in <see cref="Shards"/>. Reconnects by itself until stopped.</summary>
    public Task StartAsync(CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Lets running handlers and queued requests end, until <paramref name="ct"/> is cancelled, then closes.</summary>
    public Task StopAsync(CancellationToken ct) => throw new NotImplementedException();

    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
