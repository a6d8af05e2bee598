using Bronx.Discord.Models;

namespace Bronx.Platform.Guilds;

/// <summary>How high a role stands: by its position, and of two at the same position the older one (Discord's documentation, Permissions).</summary>
public readonly record struct RoleRank(int Position, ulong Id) : IComparable<RoleRank>
{
    /// <summary>Above every role: a server's owner.</summary>
    public static readonly RoleRank Owner = new(int.MaxValue, 0);

    public static bool operator <(RoleRank left, RoleRank right) => left.CompareTo(right) < 0;

    public static bool operator >(RoleRank left, RoleRank right) => left.CompareTo(right) > 0;

    public static bool operator <=(RoleRank left, RoleRank right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RoleRank left, RoleRank right) => left.CompareTo(right) >= 0;

    public static RoleRank Of(Role role) => new(role.Position, role.Id.Value);

    /// <summary>The highest of the held roles; @everyone when none is held.</summary>
    public static RoleRank Highest(GuildId guild, IReadOnlyList<Role> all, IReadOnlyList<RoleId> held) =>
        all.Where(role => held.Contains(role.Id)).Select(Of).Append(new RoleRank(0, guild.Value)).Max();

    /// <summary>How high a member stands; a server's owner above everything.</summary>
    public static RoleRank Of(GuildSummary guild, IReadOnlyList<Role> all, UserId user, IReadOnlyList<RoleId> held) =>
        guild.OwnerId == user ? Owner : Highest(guild.Id, all, held);

    public int CompareTo(RoleRank other) => Position != other.Position ? Position.CompareTo(other.Position) : other.Id.CompareTo(Id);
}
