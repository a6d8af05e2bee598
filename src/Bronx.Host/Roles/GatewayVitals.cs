using Bronx.Discord;
using Bronx.Discord.Gateway;
using Bronx.Platform.Telemetry;

namespace Bronx.Host.Roles;

/// <summary>Tells the board what the gateway knows of itself, whenever that changes.</summary>
internal sealed class GatewayVitals(DiscordClient client, VitalsBoard board)
{
    private readonly Lock _gate = new();
    private bool _wasLive;

    /// <summary>Before the client starts.</summary>
    public void Attach()
    {
        client.ShardChanged += _ => Publish();
        client.On<SessionStarted>(PublishAsync);
        client.On<GuildAvailable>(PublishAsync);
        client.On<GuildUnavailable>(PublishAsync);
        client.On<GuildLeft>(PublishAsync);
        client.On<MemberJoined>(PublishAsync);
        client.On<MemberLeft>(PublishAsync);
        Publish();
    }

    private ValueTask PublishAsync(GatewayEvent happened, CancellationToken ct)
    {
        Publish();
        return ValueTask.CompletedTask;
    }

    private void Publish()
    {
        lock (_gate)
        {
            var shards = client.Shards;
            var connection = Summarise(shards);
            _wasLive |= connection == BotConnection.Live;
            var known = _wasLive;
            board.Publish(new BotVitals(
                connection,
                known ? client.Cache.GuildCount : null,
                known ? client.Cache.MemberCount : null,
                shards.Select(shard => shard.Latency).Max(),
                shards.Select(shard => shard.Reason).FirstOrDefault(reason => reason is not null)));
        }
    }

    private BotConnection Summarise(IReadOnlyList<ShardStatus> shards)
    {
        if (shards.Any(shard => shard.State == ConnectionState.Failed))
        {
            return BotConnection.Refused;
        }

        if (shards.Count > 0 && shards.All(shard => shard.State == ConnectionState.Ready))
        {
            return BotConnection.Live;
        }

        return shards.All(shard => shard.State == ConnectionState.Stopped) ? BotConnection.Stopped
            : _wasLive ? BotConnection.Interrupted
            : BotConnection.Connecting;
    }
}
