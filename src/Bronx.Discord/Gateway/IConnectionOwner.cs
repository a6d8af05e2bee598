namespace Bronx.Discord.Gateway;

/// <summary>Whom a connection serves: a shard, which outlives it. A seam between two lifetimes.</summary>
internal interface IConnectionOwner
{
    /// <summary>The last sequence number seen; null before the first.</summary>
    long? Sequence { get; }

    /// <summary>Hello came: time to identify or resume.</summary>
    Task GreetedAsync(GatewayConnection connection, CancellationToken ct);

    /// <summary>An event came. Called on the receive loop.</summary>
    void Dispatched(Frame frame);

    /// <summary>Everything that has arrived was told. Called on the receive loop before it waits.</summary>
    void CaughtUp();

    /// <summary>A heartbeat was answered.</summary>
    void Measured(TimeSpan roundTrip);
}
