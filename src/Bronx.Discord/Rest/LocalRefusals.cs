using Bronx.Discord.Caching;
using Bronx.Discord.Models;

namespace Bronx.Discord.Rest;

/// <summary>
/// Spares Discord questions whose answer is known to be no: every 403 counts against the address, and ten thousand of them within ten
/// minutes ban it. What is not known for certain is let through.
/// </summary>
internal sealed class LocalRefusals(DiscordCache cache, TimeProvider clock)
{
    /// <summary>Throws unless the bot may, or may for all we know, do this in a channel.</summary>
    public void Require(ChannelId channel, Permissions needed)
    {
        if (cache.Lacks(channel, needed, clock.GetUtcNow()) is { } lacking and not Permissions.None)
        {
            throw new RequestRefusedException(RefusalReason.MissingPermission, $"The bot lacks {lacking} in channel {channel}; somebody who manages the server has to allow it there.");
        }
    }

    /// <summary>Throws unless the bot may, or may for all we know, do this in a server.</summary>
    public void Require(GuildId guild, Permissions needed)
    {
        if (Known(guild) is { } known && (needed & ~known.OwnPermissionsOf(clock.GetUtcNow())) is var lacking and not Permissions.None)
        {
            throw new RequestRefusedException(RefusalReason.MissingPermission, $"The bot lacks {lacking} in this server; somebody who manages its roles has to allow it.");
        }
    }

    /// <summary>As <see cref="Require(GuildId, Permissions)"/>, and the member must stand below the bot.</summary>
    public void RequireAbove(GuildId guild, UserId user, Permissions needed)
    {
        Require(guild, needed);
        if (Known(guild) is not { } known || known.Own!.Id == known.OwnerId)
        {
            return;
        }

        if (user == known.OwnerId)
        {
            throw new RequestRefusedException(RefusalReason.MissingPermission, "That is the server's owner, whom no bot can touch.");
        }

        if (user != known.Own.Id && cache.TryGetMember(guild, user, out var member)
            && !Hierarchy.IsAboveMember(Hierarchy.HighestOf(known.Roles, known.Own.Roles), Hierarchy.HighestOf(known.Roles, member.Roles)))
        {
            throw new RequestRefusedException(RefusalReason.MissingPermission, "That member's highest role is not below the bot's; move the bot's role up in the server's settings.");
        }
    }

    /// <summary>A timeout, besides: no administrator can be timed out.</summary>
    public void RequireTimeout(GuildId guild, UserId user)
    {
        RequireAbove(guild, user, Permissions.ModerateMembers);
        if (Known(guild) is { } known && cache.TryGetMember(guild, user, out var member) && known.PermissionsOf(user, member, clock.GetUtcNow()).HasFlag(Permissions.Administrator))
        {
            throw new RequestRefusedException(RefusalReason.MissingPermission, "Administrators cannot be timed out.");
        }
    }

    /// <summary>Throws unless the bot may grant or take a role: it must manage roles and stand above this one.</summary>
    public void RequireRole(GuildId guild, RoleId role)
    {
        Require(guild, Permissions.ManageRoles);
        if (Known(guild) is { } known && known.TryGetRole(role, out var found))
        {
            if (found.Managed)
            {
                throw new RequestRefusedException(RefusalReason.MissingPermission, $"The role {found.Name} belongs to an integration and cannot be handed out.");
            }

            if (known.Own!.Id != known.OwnerId && !Hierarchy.MayHandle(Hierarchy.HighestOf(known.Roles, known.Own.Roles), found))
            {
                throw new RequestRefusedException(RefusalReason.MissingPermission, $"The role {found.Name} is not below the bot's own; move the bot's role up in the server's settings.");
            }
        }
    }

    /// <summary>A server of which enough is known to judge.</summary>
    private CachedGuild? Known(GuildId guild) => cache.TryGetGuild(guild, out var known) && known is { IsAvailable: true, Own: not null } ? known : null;
}
