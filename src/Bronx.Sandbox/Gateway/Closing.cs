namespace Bronx.Sandbox.Gateway;

/// <summary>The close codes of the gateway ("Gateway close event codes") with their texts.</summary>
internal sealed record Closing(int Code, string Reason, bool EndsSession = false)
{
    public static readonly Closing Unknown = new(4000, "Unknown error.");
    public static readonly Closing UnknownOpcode = new(4001, "Unknown opcode.");
    public static readonly Closing Decode = new(4002, "Error while decoding payload.");
    public static readonly Closing NotAuthenticated = new(4003, "Not authenticated.");
    public static readonly Closing AuthenticationFailed = new(4004, "Authentication failed.", EndsSession: true);
    public static readonly Closing AlreadyAuthenticated = new(4005, "Already authenticated.");
    public static readonly Closing InvalidSequence = new(4007, "Invalid seq.", EndsSession: true);
    public static readonly Closing RateLimited = new(4008, "Rate limited.");
    public static readonly Closing SessionTimedOut = new(4009, "Session timed out.", EndsSession: true);
    public static readonly Closing InvalidShard = new(4010, "Invalid shard.", EndsSession: true);
    public static readonly Closing ShardingRequired = new(4011, "Sharding required.", EndsSession: true);
    public static readonly Closing InvalidVersion = new(4012, "Invalid API version.", EndsSession: true);
    public static readonly Closing InvalidIntents = new(4013, "Invalid intent(s).", EndsSession: true);
    public static readonly Closing DisallowedIntents = new(4014, "Disallowed intent(s).", EndsSession: true);

    private static readonly Closing[] All =
    [
        Unknown, UnknownOpcode, Decode, NotAuthenticated, AuthenticationFailed, AlreadyAuthenticated, InvalidSequence, RateLimited,
        SessionTimedOut, InvalidShard, ShardingRequired, InvalidVersion, InvalidIntents, DisallowedIntents,
    ];

    /// <summary>A documented code with its text and consequence; any other is only a closed connection.</summary>
    public static Closing Of(int code) => Array.Find(All, closing => closing.Code == code) ?? new Closing(code, "");
}
