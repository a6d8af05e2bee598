namespace Bronx.Sandbox.Worlds;

/// <summary>
/// Permissions as Discord's documentation computes them: base from the roles, then the channel's overwrites in three steps, then
/// what is implied. Written from the documentation alone; the bot has its own reading of it.
/// </summary>
internal static class PermissionMath
{
    public static Permission Base(Guild guild, Member member, DateTimeOffset now)
    {
        if (guild.OwnerId == member.User.Id)
        {
            return Permission.All;
        }

        var bits = guild.Everyone.Permissions;
        foreach (var id in member.Roles)
        {
            bits |= guild.FindRole(id)?.Permissions ?? Permission.None;
        }

        if (bits.HasFlag(Permission.Administrator))
        {
            return Permission.All;
        }

        return member.IsTimedOut(now) ? bits & Permission.TimedOut : bits;
    }

    public static Permission In(Guild guild, Member member, Channel channel, DateTimeOffset now)
    {
        var bits = Base(guild, member, now);
        if (bits == Permission.All)
        {
            return bits;
        }

        Permission roleDeny = Permission.None, roleAllow = Permission.None;
        Overwrite? everyone = null, own = null;
        foreach (var overwrite in channel.Overwrites)
        {
            if (overwrite.Id == guild.Id)
            {
                everyone = overwrite;
            }
            else if (!overwrite.IsMember && member.Roles.Contains(overwrite.Id))
            {
                roleDeny |= overwrite.Deny;
                roleAllow |= overwrite.Allow;
            }
            else if (overwrite.IsMember && overwrite.Id == member.User.Id)
            {
                own = overwrite;
            }
        }

        bits = Apply(bits, everyone?.Deny ?? Permission.None, everyone?.Allow ?? Permission.None);
        bits = Apply(bits, roleDeny, roleAllow);
        bits = Apply(bits, own?.Deny ?? Permission.None, own?.Allow ?? Permission.None);
        if (!bits.HasFlag(Permission.ViewChannel))
        {
            return Permission.None;
        }

        if (!bits.HasFlag(Permission.SendMessages))
        {
            bits &= ~Permission.NeedsSending;
        }

        return member.IsTimedOut(now) ? bits & Permission.TimedOut : bits;
    }

    /// <summary>
    /// A thread has its parent's permissions, but writing needs SEND_MESSAGES_IN_THREADS in place of SEND_MESSAGES, and a private one is
    /// seen by its members and by who manages threads.
    /// </summary>
    public static Permission InThread(Permission inParent, Channel thread, User user)
    {
        if (thread.Kind == ChannelKind.PrivateThread && !thread.Thread!.Members.ContainsKey(user.Id) && !inParent.HasFlag(Permission.ManageThreads))
        {
            return Permission.None;
        }

        return inParent.HasFlag(Permission.SendMessagesInThreads) ? inParent | Permission.SendMessages : inParent & ~(Permission.SendMessages | Permission.NeedsSending);
    }

    /// <summary>The position of the member's highest role, as a value that also orders ties: the lower id is the higher role.</summary>
    public static (int Position, ulong Tie) Rank(Guild guild, Member member)
    {
        var rank = RankOf(guild.Everyone);
        foreach (var id in member.Roles)
        {
            if (guild.FindRole(id) is { } role && RankOf(role).CompareTo(rank) > 0)
            {
                rank = RankOf(role);
            }
        }

        return rank;
    }

    public static (int Position, ulong Tie) RankOf(Role role) => (role.Position, ulong.MaxValue - role.Id.Value);

    /// <summary>Whether the actor stands above the target: never above the owner, the owner above all.</summary>
    public static bool Outranks(Guild guild, Member actor, Member target)
    {
        if (target.User.Id == guild.OwnerId)
        {
            return false;
        }

        return actor.User.Id == guild.OwnerId || Rank(guild, actor).CompareTo(Rank(guild, target)) > 0;
    }

    public static bool Outranks(Guild guild, Member actor, Role role) =>
        actor.User.Id == guild.OwnerId || Rank(guild, actor).CompareTo(RankOf(role)) > 0;

    private static Permission Apply(Permission bits, Permission deny, Permission allow) => (bits & ~deny) | allow;
}
