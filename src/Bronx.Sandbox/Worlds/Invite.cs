namespace Bronx.Sandbox.Worlds;

/// <summary>A link by which people join a server.</summary>
/// <param name="Code">What stands in the link.</param>
/// <param name="Channel">Where they arrive.</param>
/// <param name="Inviter">Who made it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="MaxAge">How long it works; zero for ever.</param>
/// <param name="MaxUses">How often; zero for any number.</param>
/// <param name="Temporary">Whether those who come leave again when they go offline, unless they get a role.</param>
internal sealed record Invite(string Code, Channel Channel, User Inviter, DateTimeOffset CreatedAt, TimeSpan MaxAge, int MaxUses, bool Temporary)
{
    public int Uses { get; set; }

    public DateTimeOffset? ExpiresAt => MaxAge == TimeSpan.Zero ? null : CreatedAt + MaxAge;

    public bool IsOver(DateTimeOffset now) => ExpiresAt is { } end && now >= end;
}
