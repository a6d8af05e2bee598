namespace Bronx.Discord.Gateway;

/// <summary>Where a connection stands.</summary>
public enum ConnectionState
{
    Stopped,
    Connecting,
    Identifying,
    Resuming,
    Ready,
    WaitingToReconnect,

    /// <summary>Discord refused for good: see the reason, mend it, start again.</summary>
    Failed,
}

/// <summary>One shard, now.</summary>
/// <param name="Latency">Last heartbeat's round trip; null before the first.</param>
/// <param name="Reason">What ended the last connection, in words; null while all is well.</param>
public sealed record ShardStatus(int Shard, ConnectionState State, TimeSpan? Latency, int Reconnects, string? Reason);
