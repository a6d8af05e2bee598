using System.Diagnostics.CodeAnalysis;
using Bronx.Discord.Models;

namespace Bronx.Discord.Caching;

/// <summary>An immutable view of one server. Channel topics are not kept.</summary>
public sealed class CachedGuild
{
    private readonly Role[] _roles;
    private readonly Channel[] _channels;
    private readonly Channel[] _threads;

    private CachedGuild(GuildId id, string name, UserId ownerId, int memberCount, bool available, Role[] roles, Channel[] channels, Channel[] threads, OwnMember? own)
    {
        Id = id;
        Name = name;
        OwnerId = ownerId;
        MemberCount = memberCount;
        IsAvailable = available;
        _roles = roles;
        _channels = channels;
        _threads = threads;
        Own = own;
    }

    public GuildId Id { get; }

    public string Name { get; }

    public UserId OwnerId { get; }

    /// <summary>People and bots, as Discord counts them.</summary>
    public int MemberCount { get; }

    /// <summary>False during an outage at Discord; the rest is then what was known before.</summary>
    public bool IsAvailable { get; }

    /// <summary>Ordered by id.</summary>
    public IReadOnlyList<Role> Roles => _roles;

    /// <summary>Ordered by id; threads are in <see cref="Threads"/>.</summary>
    public IReadOnlyList<Channel> Channels => _channels;

    /// <summary>Active threads, ordered by id.</summary>
    public IReadOnlyList<Channel> Threads => _threads;

    /// <summary>The bot itself in this server; null while unknown.</summary>
    internal OwnMember? Own { get; }

    internal IEnumerable<ChannelId> ChannelIds => _channels.Concat(_threads).Select(channel => channel.Id);

    /// <summary>Whether no channel or thread changed between two views.</summary>
    internal bool HasChannelsOf(CachedGuild other) => ReferenceEquals(_channels, other._channels) && ReferenceEquals(_threads, other._threads);

    /// <summary>Finds a channel or an active thread.</summary>
    public bool TryGetChannel(ChannelId id, [NotNullWhen(true)] out Channel? channel) =>
        (channel = Sorted.Find(_channels, id.Value, ChannelKey) ?? Sorted.Find(_threads, id.Value, ChannelKey)) is not null;

    public bool TryGetRole(RoleId id, [NotNullWhen(true)] out Role? role) => (role = Sorted.Find(_roles, id.Value, RoleKey)) is not null;

    /// <summary>
    /// What a member may do in a channel, exactly as Discord computes it (documentation, Permissions; timeouts and implicit denials
    /// included). None for an unknown channel and for one that the bot may not see: its overwrites are hidden from us.
    /// </summary>
    public Permissions PermissionsIn(ChannelId channel, UserId user, Member member, DateTimeOffset now) =>
        PermissionsIn(channel, user, member.Roles, member.CommunicationDisabledUntil > now);

    /// <summary>What a member may do in the server as a whole.</summary>
    public Permissions PermissionsOf(UserId user, Member member, DateTimeOffset now) => PermissionRules.DuringTimeoutOf(
        PermissionRules.InGuild(Id, OwnerId, _roles, user, member.Roles), member.CommunicationDisabledUntil > now);

    /// <summary>What the bot may do in a channel; none while its own membership is unknown.</summary>
    public Permissions OwnPermissionsIn(ChannelId channel, DateTimeOffset now) =>
        Own is null ? Permissions.None : PermissionsIn(channel, Own.Id, Own.Roles, Own.TimedOutUntil > now);

    /// <summary>The bot's roles, without @everyone; empty while its own membership is unknown.</summary>
    public IReadOnlyList<RoleId> OwnRoles => Own?.Roles ?? [];

    /// <summary>What the bot may do in the server as a whole; none while its own membership is unknown.</summary>
    public Permissions OwnPermissionsOf(DateTimeOffset now) => Own is null
        ? Permissions.None
        : PermissionRules.DuringTimeoutOf(PermissionRules.InGuild(Id, OwnerId, _roles, Own.Id, Own.Roles), Own.TimedOutUntil > now);

    internal static CachedGuild Of(Guild guild, UserId self, Names names) => new(
        guild.Id,
        guild.Name,
        guild.OwnerId,
        guild.MemberCount,
        available: true,
        Sorted.By(guild.Roles.Select(role => Compact(role, names)), RoleKey),
        Sorted.By(guild.Channels.Select(channel => Compact(channel, guild.Id, names)), ChannelKey),
        Sorted.By(guild.Threads.Select(thread => Compact(thread, guild.Id, names)), ChannelKey),
        guild.Members.FirstOrDefault(member => member.User?.Id == self) is { } own ? OwnMember.Of(self, own) : null);

    /// <summary>As GUILD_CREATE would bring it, of what is kept here.</summary>
    internal Guild ToGuild(User self) => new()
    {
        Id = Id,
        Name = Name,
        OwnerId = OwnerId,
        MemberCount = MemberCount,
        Unavailable = !IsAvailable,
        Roles = _roles,
        Channels = _channels,
        Threads = _threads,
        Members = Own is null ? [] : [new Member { User = self, Roles = Own.Roles, CommunicationDisabledUntil = Own.TimedOutUntil }],
    };

    internal CachedGuild Renamed(string name, UserId owner) => new(Id, name, owner, MemberCount, IsAvailable, _roles, _channels, _threads, Own);

    internal CachedGuild Counting(int memberCount) => new(Id, Name, OwnerId, memberCount, IsAvailable, _roles, _channels, _threads, Own);

    internal CachedGuild Available(bool available) => new(Id, Name, OwnerId, MemberCount, available, _roles, _channels, _threads, Own);

    internal CachedGuild With(OwnMember? own) => new(Id, Name, OwnerId, MemberCount, IsAvailable, _roles, _channels, _threads, own);

    internal CachedGuild With(Role role, Names names) =>
        new(Id, Name, OwnerId, MemberCount, IsAvailable, Sorted.Put(_roles, Compact(role, names), RoleKey), _channels, _threads, Own);

    internal CachedGuild With(IEnumerable<Role> roles, Names names) =>
        new(Id, Name, OwnerId, MemberCount, IsAvailable, Sorted.By(roles.Select(role => Compact(role, names)), RoleKey), _channels, _threads, Own);

    internal CachedGuild Without(RoleId role) =>
        new(Id, Name, OwnerId, MemberCount, IsAvailable, Sorted.Remove(_roles, role.Value, RoleKey), _channels, _threads, Own);

    /// <summary>Only threads in use are kept: an archived one comes again when somebody writes in it.</summary>
    internal CachedGuild With(Channel channel, Names names)
    {
        if (channel is { IsThread: true, IsArchived: true })
        {
            return Without(channel.Id);
        }

        var compact = Compact(channel, Id, names);
        return channel.IsThread
            ? new(Id, Name, OwnerId, MemberCount, IsAvailable, _roles, _channels, Sorted.Put(_threads, compact, ChannelKey), Own)
            : new(Id, Name, OwnerId, MemberCount, IsAvailable, _roles, Sorted.Put(_channels, compact, ChannelKey), _threads, Own);
    }

    /// <summary>A channel goes with its threads.</summary>
    internal CachedGuild Without(ChannelId channel) => new(
        Id, Name, OwnerId, MemberCount, IsAvailable, _roles, Sorted.Remove(_channels, channel.Value, ChannelKey),
        Array.Exists(_threads, thread => thread.Id == channel || thread.ParentId == channel)
            ? Array.FindAll(_threads, thread => thread.Id != channel && thread.ParentId != channel)
            : _threads,
        Own);

    /// <summary>The threads in use below these channels, or of the whole server when none are named, are these and no others.</summary>
    internal CachedGuild WithThreads(IReadOnlyList<ulong> below, IEnumerable<Channel> threads, Names names) => new(
        Id, Name, OwnerId, MemberCount, IsAvailable, _roles, _channels,
        Sorted.By(_threads.Where(thread => below.Count > 0 && !below.Contains(thread.ParentId?.Value ?? 0))
            .Concat(threads.Where(thread => !thread.IsArchived).Select(thread => Compact(thread, Id, names))), ChannelKey), Own);

    private static ulong RoleKey(Role role) => role.Id.Value;

    private static ulong ChannelKey(Channel channel) => channel.Id.Value;

    private static Role Compact(Role role, Names names) => role with { Name = names.Share(role.Name) };

    private static Channel Compact(Channel channel, GuildId guild, Names names) => channel with
    {
        GuildId = guild,
        Name = names.Share(channel.Name),
        Topic = null,
        PermissionOverwrites = channel.PermissionOverwrites is { Count: > 0 } overwrites ? overwrites : [],
    };

    private Permissions PermissionsIn(ChannelId id, UserId user, IReadOnlyList<RoleId> held, bool isTimedOut)
    {
        if (!TryGetChannel(id, out var channel))
        {
            return Permissions.None;
        }

        var ruling = channel;
        if (channel.IsThread && (channel.ParentId is not { } parent || !TryGetChannel(parent, out ruling)))
        {
            return Permissions.None;
        }

        if (ruling.IsHidden || channel.IsHidden)
        {
            return Permissions.None;
        }

        var inGuild = PermissionRules.InGuild(Id, OwnerId, _roles, user, held);
        var inChannel = PermissionRules.WithOverwrites(inGuild, Id, ruling.PermissionOverwrites, user, held);
        return PermissionRules.Effective(inChannel, channel.IsThread, isTimedOut);
    }
}
