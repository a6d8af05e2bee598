using Bronx.Discord.Models;

namespace Bronx.Discord.Caching;

/// <summary>What a member may do, as Discord's documentation computes it (topic Permissions).</summary>
internal static class PermissionRules
{
    public const Permissions Everything = (Permissions)ulong.MaxValue;

    /// <summary>All that is left to somebody who is timed out.</summary>
    private const Permissions DuringTimeout = Permissions.ViewChannel | Permissions.ReadMessageHistory;

    /// <summary>Of no use without being able to send.</summary>
    private const Permissions ImpliedBySending =
        Permissions.SendTtsMessages | Permissions.EmbedLinks | Permissions.AttachFiles | Permissions.MentionEveryone;

    /// <summary>In the server as a whole: everybody's role and the member's own, or everything.</summary>
    public static Permissions InGuild(GuildId guild, UserId owner, ReadOnlySpan<Role> roles, UserId user, IReadOnlyList<RoleId> held)
    {
        if (user == owner)
        {
            return Everything;
        }

        var sum = Permissions.None;
        foreach (var role in roles)
        {
            if (role.Id.Value == guild.Value || Holds(held, role.Id.Value))
            {
                sum |= role.Permissions;
            }
        }

        return (sum & Permissions.Administrator) != Permissions.None ? Everything : sum;
    }

    /// <summary>Each step denies first, then allows: everybody, then all roles taken together, then the member.</summary>
    public static Permissions WithOverwrites(Permissions inGuild, GuildId guild, IReadOnlyList<Overwrite>? overwrites, UserId user, IReadOnlyList<RoleId> held)
    {
        if (inGuild == Everything || overwrites is null)
        {
            return inGuild;
        }

        Permissions everyoneDeny = default, everyoneAllow = default, rolesDeny = default, rolesAllow = default, memberDeny = default, memberAllow = default;
        for (var i = 0; i < overwrites.Count; i++)
        {
            var overwrite = overwrites[i];
            if (overwrite.Type == OverwriteType.Member)
            {
                if (overwrite.Id == user.Value)
                {
                    memberDeny = overwrite.Deny;
                    memberAllow = overwrite.Allow;
                }
            }
            else if (overwrite.Id == guild.Value)
            {
                everyoneDeny = overwrite.Deny;
                everyoneAllow = overwrite.Allow;
            }
            else if (Holds(held, overwrite.Id))
            {
                rolesDeny |= overwrite.Deny;
                rolesAllow |= overwrite.Allow;
            }
        }

        var result = (inGuild & ~everyoneDeny) | everyoneAllow;
        result = (result & ~rolesDeny) | rolesAllow;
        return (result & ~memberDeny) | memberAllow;
    }

    /// <summary>What timeouts and missing basics take away from a channel's permissions.</summary>
    public static Permissions Effective(Permissions inChannel, bool isThread, bool isTimedOut)
    {
        if (inChannel == Everything)
        {
            return Everything;
        }

        if (isThread)
        {
            // In a thread, sending is a permission of its own.
            inChannel = (inChannel & Permissions.SendMessagesInThreads) != Permissions.None
                ? inChannel | Permissions.SendMessages
                : inChannel & ~Permissions.SendMessages;
        }

        if (isTimedOut)
        {
            inChannel &= DuringTimeout;
        }

        if ((inChannel & Permissions.ViewChannel) == Permissions.None)
        {
            return Permissions.None;
        }

        return (inChannel & Permissions.SendMessages) == Permissions.None ? inChannel & ~ImpliedBySending : inChannel;
    }

    public static Permissions DuringTimeoutOf(Permissions inGuild, bool isTimedOut) =>
        isTimedOut && inGuild != Everything ? inGuild & DuringTimeout : inGuild;

    private static bool Holds(IReadOnlyList<RoleId> held, ulong role)
    {
        for (var i = 0; i < held.Count; i++)
        {
            if (held[i].Value == role)
            {
                return true;
            }
        }

        return false;
    }
}
