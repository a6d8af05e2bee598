using Bronx.Discord.Models;

namespace Bronx.Discord.Caching;

/// <summary>Who stands above whom (Discord's documentation, topic Permissions, Permission Hierarchy): the highest role decides, the owner is above all.</summary>
internal static class Hierarchy
{
    /// <summary>The highest of the held roles; null for somebody with none but everybody's.</summary>
    public static Role? HighestOf(IReadOnlyList<Role> roles, IReadOnlyList<RoleId> held)
    {
        Role? highest = null;
        foreach (var role in roles)
        {
            if (held.Contains(role.Id) && (highest is null || IsAbove(role, highest)))
            {
                highest = role;
            }
        }

        return highest;
    }

    /// <summary>By position; of equals the older one, whose id is lower.</summary>
    public static bool IsAbove(Role one, Role other) => (one.Position, other.Id.Value).CompareTo((other.Position, one.Id.Value)) > 0;

    /// <summary>Whether somebody with this highest role may grant, change or remove a role.</summary>
    public static bool MayHandle(Role? highest, Role role) => !role.Managed && highest is not null && IsAbove(highest, role);

    /// <summary>Whether somebody with this highest role stands above somebody else.</summary>
    public static bool IsAboveMember(Role? highest, Role? other) => highest is not null && (other is null || IsAbove(highest, other));
}
