using System.Diagnostics.CodeAnalysis;
using Bronx.Discord.Models;

namespace Bronx.Discord.Caching;

/// <summary>What the bot remembers of its servers: enough for names, counts and permission checks, in as little memory as it takes.</summary>
public sealed class DiscordCache
{
    /// <summary>Servers the bot is in, those in an outage included.</summary>
    public int GuildCount => throw new NotImplementedException();

    /// <summary>Sum of the member counts of all servers (somebody in two servers counts twice).</summary>
    public long MemberCount => throw new NotImplementedException();

    public bool TryGetGuild(GuildId id, [NotNullWhen(true)] out CachedGuild? guild) => throw new NotImplementedException();
}

/// <summary>An immutable view of one server.</summary>
public sealed class CachedGuild
{
    public GuildId Id => throw new NotImplementedException();
    public string Name => throw new NotImplementedException();
    public UserId OwnerId => throw new NotImplementedException();
    public int MemberCount => throw new NotImplementedException();
    public IReadOnlyList<Role> Roles => throw new NotImplementedException();
    public IReadOnlyList<Channel> Channels => throw new NotImplementedException();
    public bool TryGetChannel(ChannelId id, [NotNullWhen(true)] out Channel? channel) => throw new NotImplementedException();
    public bool TryGetRole(RoleId id, [NotNullWhen(true)] out Role? role) => throw new NotImplementedException();

    /// <summary>What a member may do in a channel, exactly as Discord computes it (documentation, Permissions; timeouts and implicit denials included).</summary>
    public Permissions PermissionsIn(ChannelId channel, UserId user, Member member, DateTimeOffset now) => throw new NotImplementedException();

    /// <summary>What a member may do in the server as a whole.</summary>
    public Permissions PermissionsOf(UserId user, Member member, DateTimeOffset now) => throw new NotImplementedException();

    /// <summary>What the bot may do in a channel.</summary>
    public Permissions OwnPermissionsIn(ChannelId channel, DateTimeOffset now) => throw new NotImplementedException();
}
