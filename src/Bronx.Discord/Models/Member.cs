namespace Bronx.Discord.Models;

/// <summary>A person in one server. <see cref="User"/> is absent where the payload carries the person beside the member.</summary>
public sealed record Member
{
    public User? User { get; init; }

    public string? Nick { get; init; }

    public IReadOnlyList<RoleId> Roles { get; init; } = [];

    public DateTimeOffset? JoinedAt { get; init; }

    /// <summary>Until when the member is timed out; null or past when not.</summary>
    public DateTimeOffset? CommunicationDisabledUntil { get; init; }

    /// <summary>True until member screening is passed.</summary>
    public bool Pending { get; init; }

    /// <summary>Only in interactions: what the person may do in the channel, overwrites included.</summary>
    public Permissions? Permissions { get; init; }
}
