namespace Bronx.Sandbox.Worlds;

/// <summary>A user in a guild.</summary>
internal sealed class Member(User user, DateTimeOffset joinedAt)
{
    public User User { get; } = user;

    public DateTimeOffset JoinedAt { get; } = joinedAt;

    public string? Nick { get; set; }

    /// <summary>Role ids without @everyone, in the order they were given. Few, so a list is enough.</summary>
    public List<Snowflake> Roles { get; init; } = [];

    public DateTimeOffset? TimedOutUntil { get; set; }

    /// <summary>Has joined a server with screening and not agreed to its rules yet; takes part in nothing so far.</summary>
    public bool Pending { get; set; }

    public bool Online { get; set; } = true;

    public string DisplayName => Nick ?? User.DisplayName;

    public bool IsTimedOut(DateTimeOffset now) => TimedOutUntil is { } until && until > now;
}
