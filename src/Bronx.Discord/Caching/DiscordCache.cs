using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Bronx.Discord.Models;

namespace Bronx.Discord.Caching;

/// <summary>
/// What the bot remembers of its servers: enough for names, counts and permission checks, in as little memory as it takes. Written by
/// the shard that a server belongs to, read by anybody.
/// </summary>
public sealed class DiscordCache
{
    // Null: known by id, not loaded yet.
    private readonly ConcurrentDictionary<GuildId, CachedGuild?> _guilds = new();
    private readonly ConcurrentDictionary<ChannelId, GuildId> _guildOf = new();
    private readonly Names _names = new();
    private int _guildCount;
    private long _memberCount;

    internal DiscordCache(MemberCache members) => Members = members;

    /// <summary>Members seen lately.</summary>
    internal MemberCache Members { get; }

    /// <summary>Servers the bot is in, those in an outage included.</summary>
    public int GuildCount => Volatile.Read(ref _guildCount);

    /// <summary>Sum of the member counts of all servers (somebody in two servers counts twice).</summary>
    public long MemberCount => Interlocked.Read(ref _memberCount);

    /// <summary>The bot itself; null before the first session.</summary>
    public User? Self { get; private set; }

    /// <summary>Every server that has been loaded, in no order.</summary>
    public IEnumerable<CachedGuild> Guilds => _guilds.Values.OfType<CachedGuild>();

    public bool TryGetGuild(GuildId id, [NotNullWhen(true)] out CachedGuild? guild)
    {
        _guilds.TryGetValue(id, out guild);
        return guild is not null;
    }

    /// <summary>Finds the server of a channel or active thread.</summary>
    public bool TryGetGuildOf(ChannelId channel, [NotNullWhen(true)] out CachedGuild? guild)
    {
        guild = null;
        return _guildOf.TryGetValue(channel, out var id) && TryGetGuild(id, out guild);
    }

    /// <summary>
    /// A member seen lately, from memory. False for one that was not, or so long ago that roles may have changed unheard (without the
    /// GUILD_MEMBERS intent).
    /// </summary>
    public bool TryGetMember(GuildId guild, UserId user, [NotNullWhen(true)] out Member? member) => (member = Members.Find(guild, user)) is not null;

    internal bool IsThread(ChannelId channel) => TryGetGuildOf(channel, out var guild) && guild.TryGetChannel(channel, out var found) && found.IsThread;

    /// <summary>Which of these the bot certainly lacks in a channel; null when that cannot be told, as in direct messages and outages.</summary>
    internal Permissions? Lacks(ChannelId channel, Permissions needed, DateTimeOffset now) =>
        TryGetGuildOf(channel, out var guild) && guild is { IsAvailable: true, Own: not null } ? needed & ~guild.OwnPermissionsIn(channel, now) : null;

    /// <summary>Every server by id; null for those not loaded yet.</summary>
    internal IEnumerable<KeyValuePair<GuildId, CachedGuild?>> Known => _guilds;

    internal bool Knows(GuildId id) => _guilds.ContainsKey(id);

    internal void SetSelf(User self) => Self = self;

    /// <summary>Takes the list of a new session: what it does not name any more was left meanwhile.</summary>
    internal List<GuildId> Begin(IReadOnlyCollection<GuildId> present, Func<GuildId, bool> belongsHere)
    {
        var now = present.ToHashSet();
        List<GuildId> left = [.. _guilds.Keys.Where(id => belongsHere(id) && !now.Contains(id))];
        foreach (var id in left)
        {
            Remove(id);
        }

        foreach (var id in now)
        {
            Expect(id);
        }

        return left;
    }

    /// <summary>Notes a server that will be loaded later.</summary>
    internal void Expect(GuildId id)
    {
        if (_guilds.TryAdd(id, null))
        {
            Interlocked.Increment(ref _guildCount);
        }
    }

    internal void Load(Guild guild)
    {
        var own = guild.Members.Count == 0 && _guilds.GetValueOrDefault(guild.Id) is { } before ? before.Own : null;
        var cached = CachedGuild.Of(guild, Self?.Id ?? default, _names);
        Put(own is null || cached.Own is not null ? cached : cached.With(own));
    }

    internal void Change(GuildId id, Func<CachedGuild, Names, CachedGuild> change)
    {
        if (TryGetGuild(id, out var guild))
        {
            Put(change(guild, _names));
        }
    }

    internal void Remove(GuildId id)
    {
        if (_guilds.TryRemove(id, out var guild))
        {
            Interlocked.Decrement(ref _guildCount);
            Members.Forget(id);
            Interlocked.Add(ref _memberCount, -(guild?.MemberCount ?? 0));
            foreach (var channel in guild?.ChannelIds ?? [])
            {
                _guildOf.TryRemove(channel, out _);
            }
        }
    }

    private void Put(CachedGuild guild)
    {
        var before = _guilds.GetValueOrDefault(guild.Id);
        Expect(guild.Id);
        _guilds[guild.Id] = guild;
        Interlocked.Add(ref _memberCount, guild.MemberCount - (before?.MemberCount ?? 0));
        if (before is not null && guild.HasChannelsOf(before))
        {
            return;
        }

        foreach (var gone in before?.ChannelIds.Except(guild.ChannelIds) ?? [])
        {
            _guildOf.TryRemove(gone, out _);
        }

        foreach (var channel in guild.ChannelIds)
        {
            _guildOf[channel] = guild.Id;
        }
    }
}
