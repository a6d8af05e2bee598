namespace Bronx.Platform.Telemetry;

/// <summary>How the bot is connected.</summary>
public enum BotConnection
{
    Stopped,
    Connecting,
    Live,
    Interrupted,
    Refused,

    /// <summary>It runs elsewhere and has not reported (for a while): how it is, nobody here knows.</summary>
    Unreported,
}

/// <summary>What the gateway knows of itself. Null means unknown, and is shown as unknown.</summary>
/// <param name="Users">Sum of the servers' member counts: somebody in two servers counts twice.</param>
/// <param name="Reason">Why it is not live, in words.</param>
public sealed record BotVitals(BotConnection Connection, int? Servers, long? Users, TimeSpan? GatewayLatency, string? Reason)
{
    public static readonly BotVitals Unknown = new(BotConnection.Stopped, null, null, null, null);
}
