namespace Bronx.Discord.Rest;

/// <summary>Who waits for a request. Higher goes first, nobody starves.</summary>
public enum RequestPriority
{
    /// <summary>A person is waiting for the answer.</summary>
    Person,

    /// <summary>A frame of an animation, a refreshed panel.</summary>
    Edit,

    /// <summary>Everything that can wait.</summary>
    Background,
}

/// <summary>How one request is sent.</summary>
public sealed record RequestOptions
{
    public static readonly RequestOptions Default = new();

    public RequestPriority Priority { get; init; } = RequestPriority.Person;

    /// <summary>For the server's audit log; cut to 512 characters.</summary>
    public string? AuditLogReason { get; init; }

    /// <summary>
    /// Makes sending a message safe to repeat: Discord returns the first message for a repeated nonce (25 characters) by the same
    /// author within a few minutes. When null, one is made.
    /// </summary>
    public string? Nonce { get; init; }
}
