using System.Text.Json;
using Bronx.Discord.Caching;
using Bronx.Discord.Json;
using Bronx.Discord.Models;

namespace Bronx.Discord.Gateway;

/// <summary>
/// Turns one shard's dispatches into cache changes and events. Called by the shard's receive loop only, in the order of arrival.
/// Throws what the JSON reader throws for a payload that cannot be read; the caller skips that event.
/// </summary>
internal sealed class EventIntake
{
    private readonly int _shard;
    private readonly int _shards;
    private readonly DiscordCache _cache;
    private readonly Dispatcher _dispatcher;
    private readonly MemberRequests _requests;
    private AppId _application;
    private readonly EventBlock _block = new();
    private readonly bool[] _wanted = new bool[EventNames.Kinds];

    // Servers that were joined while Discord could not show them yet.
    private readonly HashSet<GuildId> _joinedUnseen = [];

    public EventIntake(int shard, int shards, DiscordCache cache, Dispatcher dispatcher, MemberRequests requests)
    {
        _shard = shard;
        _shards = shards;
        _cache = cache;
        _dispatcher = dispatcher;
        _requests = requests;
        // The cache lives on these whether or not anybody listens.
        foreach (var kind in (ReadOnlySpan<EventKind>)
            [
                EventKind.Ready, EventKind.Resumed, EventKind.GuildCreate, EventKind.GuildUpdate, EventKind.GuildDelete, EventKind.RoleCreate, EventKind.RoleUpdate,
                EventKind.RoleDelete, EventKind.ChannelCreate, EventKind.ChannelUpdate, EventKind.ChannelDelete, EventKind.ThreadCreate, EventKind.ThreadUpdate,
                EventKind.ThreadDelete, EventKind.ThreadListSync, EventKind.MemberAdd, EventKind.MemberRemove, EventKind.MemberUpdate, EventKind.MembersChunk,
                EventKind.UserUpdate, EventKind.RateLimited,
            ])
        {
            _wanted[(int)kind] = true;
        }

        _wanted[(int)EventKind.MessageCreate] = dispatcher.Wants(typeof(MessageCreated));
        _wanted[(int)EventKind.MessageUpdate] = dispatcher.Wants(typeof(MessageUpdated));
        _wanted[(int)EventKind.MessageDelete] = dispatcher.Wants(typeof(MessageDeleted));
        _wanted[(int)EventKind.MessageDeleteBulk] = dispatcher.Wants(typeof(MessageDeleted));
        _wanted[(int)EventKind.ReactionAdd] = dispatcher.Wants(typeof(ReactionAdded));
        _wanted[(int)EventKind.ReactionRemove] = dispatcher.Wants(typeof(ReactionRemoved));
        _wanted[(int)EventKind.InteractionCreate] = dispatcher.Wants(typeof(InteractionCreated));
    }

    /// <summary>Whether anybody, the cache included, wants such an event.</summary>
    public bool Wants(EventKind kind) => _wanted[(int)kind];

    /// <summary>READY: a new session. May come any number of times.</summary>
    public void Begin(ReadyPayload ready)
    {
        _cache.SetSelf(ready.Self);
        _application = ready.Application;
        _joinedUnseen.Clear();
        foreach (var left in _cache.Begin(ready.Guilds, IsMine))
        {
            Post(left.Value, new GuildLeft(left));
        }

        Post(0, new SessionStarted(_shard, ready.Self, ready.Application, ready.Guilds.Count));
    }

    /// <summary>Puts everything back as it was when the state was kept, and tells the handlers as if it had just come.</summary>
    public void Restore(SessionState state)
    {
        Begin(new ReadyPayload(state.Self, state.Application, state.SessionId, state.ResumeAddress, [.. state.Guilds.Select(guild => guild.Id), .. state.Unseen]));
        _joinedUnseen.UnionWith(state.JoinedUnseen);
        foreach (var guild in state.Guilds)
        {
            _cache.Load(guild);
            if (guild.Unavailable)
            {
                _cache.Change(guild.Id, (known, _) => known.Available(false));
            }
            else
            {
                Post(guild.Id.Value, new GuildAvailable(guild, Joined: false));
            }
        }

        CaughtUp();
    }

    /// <summary>All that another process must know to go on from here; null before a session began.</summary>
    public SessionState? Keep(string owner, GatewaySession session, long sequence)
    {
        if (_cache.Self is not { } self)
        {
            return null;
        }

        var mine = _cache.Known.Where(pair => IsMine(pair.Key)).ToArray();
        return new SessionState(
            owner, session.Id, session.ResumeAddress.AbsoluteUri, sequence, self, _application,
            [.. mine.Select(pair => pair.Value).OfType<CachedGuild>().Select(guild => guild.ToGuild(self))],
            [.. mine.Where(pair => pair.Value is null).Select(pair => pair.Key)],
            [.. _joinedUnseen]);
    }

    public void Resumed() => Post(0, new SessionResumed(_shard));

    public void Take(EventKind kind, ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload);
        reader.Read();
        switch (kind)
        {
            case EventKind.MessageCreate when MessageReader.Message(ref reader) is { } message:
                if (message is { GuildId: { } place, Member: { } speaker })
                {
                    _cache.Members.Saw(place, message.Author.Id, speaker);
                }

                Post(Key(message.GuildId, message.ChannelId), new MessageCreated(message));
                break;
            case EventKind.MessageUpdate when MessageReader.Message(ref reader) is { } message:
                Post(Key(message.GuildId, message.ChannelId), new MessageUpdated(message));
                break;
            case EventKind.MessageDelete or EventKind.MessageDeleteBulk:
                Deleted(SmallPayload.Read(ref reader));
                break;
            case EventKind.ReactionAdd or EventKind.ReactionRemove:
                Reacted(kind, SmallPayload.Read(ref reader));
                break;
            case EventKind.InteractionCreate when JsonSerializer.Deserialize(ref reader, WireJson.Default.Interaction) is { } interaction:
                if (interaction is { GuildId: { } where, Member: { User: { } actor } acting })
                {
                    _cache.Members.Saw(where, actor.Id, acting with { Permissions = null });
                }

                Post(Key(interaction.GuildId, interaction.ChannelId ?? default), new InteractionCreated(interaction));
                break;
            case EventKind.GuildCreate when EntityReader.Guild(ref reader) is { } guild:
                Arrived(guild);
                break;
            case EventKind.GuildUpdate when EntityReader.Guild(ref reader) is { } guild:
                _cache.Change(guild.Id, (known, names) => (guild.Roles.Count > 0 ? known.With(guild.Roles, names) : known).Renamed(guild.Name, guild.OwnerId));
                break;
            case EventKind.GuildDelete when EntityReader.Guild(ref reader) is { } guild:
                Gone(guild);
                break;
            case EventKind.ChannelCreate or EventKind.ChannelUpdate or EventKind.ThreadCreate or EventKind.ThreadUpdate when EntityReader.Channel(ref reader) is { GuildId: { } guild } channel:
                _cache.Change(guild, (known, names) => known.With(channel, names));
                break;
            case EventKind.ChannelDelete or EventKind.ThreadDelete when EntityReader.Channel(ref reader) is { GuildId: { } guild } channel:
                _cache.Change(guild, (known, _) => known.Without(channel.Id));
                break;
            case EventKind.ThreadListSync:
                ThreadsSynced(SmallPayload.Read(ref reader));
                break;
            case EventKind.RoleCreate or EventKind.RoleUpdate when SmallPayload.Read(ref reader) is { GuildId: { } guild, Role: { } role }:
                _cache.Change(guild, (known, names) => known.With(role, names));
                break;
            case EventKind.RoleDelete when SmallPayload.Read(ref reader) is { GuildId: { } guild, RoleId: { } role }:
                _cache.Change(guild, (known, _) => known.Without(role));
                break;
            case EventKind.MemberAdd or EventKind.MemberRemove or EventKind.MemberUpdate:
                MemberChanged(kind, ref reader);
                break;
            case EventKind.MembersChunk:
                var chunk = MemberChunk.Read(ref reader);
                foreach (var one in chunk.Members.Where(_ => chunk.Guild is not null))
                {
                    _cache.Members.Saw(chunk.Guild!.Value, one.User?.Id ?? default, one);
                }

                _requests.Take(chunk);
                break;
            case EventKind.RateLimited:
                _requests.Refused(payload);
                break;
            case EventKind.UserUpdate when EntityReader.User(ref reader) is { } self:
                _cache.SetSelf(self);
                break;
        }
    }

    /// <summary>Everything that has arrived was taken: lets the handlers begin.</summary>
    public void CaughtUp() => _block.Start();

    private bool IsMine(GuildId guild) => (int)((guild.Value >> 22) % (ulong)_shards) == _shard;

    private void Post(ulong key, GatewayEvent happened) => _dispatcher.Post(key, happened, _block);

    /// <summary>Events of a server keep their order; those of a conversation too.</summary>
    private static ulong Key(GuildId? guild, ChannelId channel) => guild?.Value ?? channel.Value;

    private void Arrived(Guild guild)
    {
        var known = _cache.Knows(guild.Id);
        if (guild.Unavailable)
        {
            // Even a server that was just joined may be in an outage: it is shown when that ends.
            if (!known)
            {
                _joinedUnseen.Add(guild.Id);
                _cache.Expect(guild.Id);
            }

            return;
        }

        var joined = !known || _joinedUnseen.Remove(guild.Id);
        _cache.Load(guild);
        Post(guild.Id.Value, new GuildAvailable(guild, joined));
    }

    private void Gone(Guild guild)
    {
        if (guild.Unavailable)
        {
            _cache.Expect(guild.Id);
            _cache.Change(guild.Id, (known, _) => known.Available(false));
            Post(guild.Id.Value, new GuildUnavailable(guild.Id));
            return;
        }

        _joinedUnseen.Remove(guild.Id);
        if (_cache.Knows(guild.Id))
        {
            _cache.Remove(guild.Id);
            Post(guild.Id.Value, new GuildLeft(guild.Id));
        }
    }

    private void Deleted(SmallPayload gone)
    {
        if (gone.ChannelId is not { } channel)
        {
            return;
        }

        foreach (var id in gone.Ids)
        {
            Post(Key(gone.GuildId, channel), new MessageDeleted(new(id), channel, gone.GuildId));
        }

        if (gone.Id is { } one)
        {
            Post(Key(gone.GuildId, channel), new MessageDeleted(new(one), channel, gone.GuildId));
        }
    }

    private void Reacted(EventKind kind, SmallPayload reaction)
    {
        if (reaction is { UserId: { } user, ChannelId: { } channel, MessageId: { } message, Emoji: { } emoji })
        {
            Post(Key(reaction.GuildId, channel), kind == EventKind.ReactionAdd
                ? new ReactionAdded(user, channel, message, reaction.GuildId, emoji)
                : new ReactionRemoved(user, channel, message, reaction.GuildId, emoji));
        }
    }

    private void ThreadsSynced(SmallPayload sync)
    {
        if (sync.GuildId is { } guild)
        {
            _cache.Change(guild, (known, names) => known.WithThreads(sync.ChannelIds, sync.Threads, names));
        }
    }

    private void MemberChanged(EventKind kind, ref Utf8JsonReader reader)
    {
        // The member's fields and guild_id stand side by side in one object.
        var again = reader;
        if (SmallPayload.Read(ref again) is not { GuildId: { } guild } || EntityReader.Member(ref reader) is not { User: { } user } member)
        {
            return;
        }

        switch (kind)
        {
            case EventKind.MemberAdd:
                _cache.Members.Saw(guild, user.Id, member);
                _cache.Change(guild, (known, _) => known.Counting(known.MemberCount + 1));
                Post(guild.Value, new MemberJoined(guild, member));
                break;
            case EventKind.MemberRemove:
                _cache.Members.Forget(guild, user.Id);
                _cache.Change(guild, (known, _) => known.Counting(Math.Max(0, known.MemberCount - 1)));
                Post(guild.Value, new MemberLeft(guild, user));
                break;
            default:
                _cache.Members.Saw(guild, user.Id, member);
                if (user.Id == _cache.Self?.Id)
                {
                    _cache.Change(guild, (known, _) => known.With(OwnMember.Of(user.Id, member)));
                }

                Post(guild.Value, new MemberUpdated(guild, member));
                break;
        }
    }
}
