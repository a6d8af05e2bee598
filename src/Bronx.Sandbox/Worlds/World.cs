using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Bronx.Sandbox.Worlds;

/// <summary>
/// All that exists in the sandbox: guilds, people, messages, commands. One lock guards it; whoever changes something does so under
/// <see cref="Gate"/> and raises the event there, so everybody hears events in the order they happened.
/// Guilds, channels and users are asked for by id only, so that a large world may come into being when it is asked for.
/// </summary>
public sealed class World
{
    private readonly Dictionary<Snowflake, Guild> _guilds = [];
    private readonly Dictionary<Snowflake, Channel> _channels = [];
    private readonly Dictionary<Snowflake, User> _users = [];
    private readonly Dictionary<Snowflake, Channel> _directByUser = [];
    private readonly List<IWorldListener> _listeners = [];
    private readonly FurtherGuilds _further;

    internal World(TimeProvider clock, int seed, int historyLimit, int furtherGuilds = 0, int peoplePerGuild = 0)
    {
        Clock = clock;
        HistoryLimit = historyLimit;
        Ids = new SnowflakeSource(clock);
        Seeded = new SeededIds(seed);
        Chance = new Random(seed);
        Bot = new User(Seeded.Of("bot"), "bronxbot", "BronxBot") { IsBot = true };
        Add(Bot);
        _further = new FurtherGuilds(this, furtherGuilds, peoplePerGuild);
    }

    /// <summary>The bot's user id, which is its application's id too.</summary>
    public Snowflake BotId => Bot.Id;

    /// <summary>Ids of the guilds the bot is in.</summary>
    public IReadOnlyList<Snowflake> GuildIds
    {
        get
        {
            lock (Gate) { return [.. _guilds.Keys.Union(_further.Ids)]; }
        }
    }

    /// <summary>Names of the application commands that the bot registered for everywhere.</summary>
    public IReadOnlyList<string> CommandNames
    {
        get
        {
            lock (Gate) { return [.. Commands.In(null).Select(command => command.Name)]; }
        }
    }

    internal Lock Gate { get; } = new();

    internal TimeProvider Clock { get; }

    internal SnowflakeSource Ids { get; }

    internal SeededIds Seeded { get; }

    internal Random Chance { get; }

    internal User Bot { get; }

    internal CommandRegistry Commands { get; } = new();

    internal AttachmentShelf Attachments { get; } = new();

    internal int HistoryLimit { get; }

    /// <summary>Whether the bot's owner has switched MESSAGE_CONTENT on; the API obeys it whatever the sessions asked for.</summary>
    internal bool BotReadsContent { get; init; } = true;

    /// <summary>Likewise for GUILD_MEMBERS, which the list of members needs.</summary>
    internal bool BotListsMembers { get; init; } = true;

    /// <summary>Where attachments are to be had; known once the server listens.</summary>
    internal Uri Origin { get; set; } = new("http://127.0.0.1/");

    /// <summary>The dashboard of the bot, for the page to link to; null when none is known.</summary>
    internal Uri? Dashboard { get; set; }

    /// <summary>All guilds, for a look only: one that nobody has touched yet is made for the look and forgotten after it.</summary>
    internal IEnumerable<Guild> Guilds =>
        _guilds.Values.Concat(_further.Ids.Where(id => !_guilds.ContainsKey(id)).Select(_further.Make));

    /// <summary>The guilds that something may have happened in.</summary>
    internal IReadOnlyCollection<Guild> TouchedGuilds => _guilds.Values;

    internal IEnumerable<User> People => _users.Values;

    internal int GuildCount => _further.Count + _guilds.Keys.Count(id => _further.GuildOf(id) is null);

    internal IReadOnlyCollection<Channel> DirectChannels => _directByUser.Values;

    internal Dictionary<Snowflake, Webhook> Webhooks { get; } = [];

    /// <summary>People who came to be after the seed: they are kept over a restart with their names.</summary>
    internal List<User> Arrivals { get; } = [];

    /// <summary>Whether something happened since the world was last written to its file.</summary>
    internal bool Changed { get; set; }

    internal IReadOnlyList<Persona> Personas { get; set; } = [];

    internal DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>The id of a channel by its name, with or without #. Throws <see cref="SandboxRefusal"/> if no guild has one.</summary>
    public Snowflake ChannelId(string name)
    {
        lock (Gate) { return FindChannelByName(name)?.Id ?? throw new SandboxRefusal($"There is no channel named {name}."); }
    }

    /// <summary>The id of a role by its name, or throws <see cref="SandboxRefusal"/>.</summary>
    public Snowflake RoleId(string name)
    {
        lock (Gate)
        {
            return _guilds.Values.SelectMany(guild => guild.Roles).FirstOrDefault(role => role.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Id
                ?? throw new SandboxRefusal($"There is no role named {name}.");
        }
    }

    /// <summary>The id of a person by persona, user name or display name, or throws <see cref="SandboxRefusal"/>.</summary>
    public Snowflake UserId(string name)
    {
        lock (Gate) { return FindPersonByName(name)?.Id ?? throw new SandboxRefusal($"There is nobody named {name}."); }
    }

    internal void Listen(IWorldListener listener) => _listeners.Add(listener);

    internal void Emit(WorldEvent happening)
    {
        Changed = true;
        foreach (var listener in _listeners)
        {
            listener.Heard(happening);
        }
    }

    /// <summary>Writes down who did what; those who may read the log hear of it.</summary>
    internal void Record(Guild guild, AuditAction action, User actor, Snowflake? target, string? reason, IReadOnlyList<(string Key, JsonNode? Old, JsonNode? New)>? changes = null,
        IReadOnlyDictionary<string, string>? options = null)
    {
        var entry = new AuditEntry(Ids.Next(), action, actor, target, reason) { Changes = changes ?? [], Options = options ?? new Dictionary<string, string>() };
        guild.Audit.Add(entry, Now);
        Emit(new AuditRecorded(guild, entry));
    }

    internal void Add(User user) => _users[user.Id] = user;

    internal void Add(Guild guild)
    {
        _guilds[guild.Id] = guild;
        foreach (var member in guild.Members)
        {
            _users.TryAdd(member.User.Id, member.User);
        }

        foreach (var channel in guild.Channels)
        {
            _channels[channel.Id] = channel;
            channel.SeenByBot = CanSee(Bot, channel);
        }
    }

    /// <summary>After a change of the bot's permissions: tells of each channel that opened or closed to it.</summary>
    internal void ReviewVisibility(Guild guild)
    {
        foreach (var channel in guild.Channels)
        {
            if (channel.SeenByBot != CanSee(Bot, channel))
            {
                channel.SeenByBot = !channel.SeenByBot;
                Emit(new ChannelChanged(channel));
            }
        }
    }

    internal void Add(Channel channel)
    {
        _channels[channel.Id] = channel;
        channel.Guild?.Add(channel);
        channel.SeenByBot = CanSee(Bot, channel);
    }

    internal void Remove(Channel channel)
    {
        foreach (var hook in Webhooks.Values.Where(hook => hook.Channel == channel).ToList())
        {
            Webhooks.Remove(hook.Id);
        }

        foreach (var thread in channel.Guild?.Threads.Where(thread => thread.ParentId == channel.Id).ToList() ?? [])
        {
            thread.Thread!.Sleep?.Dispose();
            Remove(thread);
        }

        _channels.Remove(channel.Id);
        channel.Guild?.RemoveChannel(channel.Id);
    }

    internal Guild? FindGuild(Snowflake id) => _guilds.TryGetValue(id, out var guild) || !TryTouch(id) ? guild : _guilds.GetValueOrDefault(id);

    internal Channel? FindChannel(Snowflake id) => _channels.TryGetValue(id, out var channel) || !TryTouch(id) ? channel : _channels.GetValueOrDefault(id);

    internal User? FindUser(Snowflake id) => _users.TryGetValue(id, out var user) || !TryTouch(id) ? user : _users.GetValueOrDefault(id);

    /// <summary>The direct messages between a person and the bot; the channel is made on first use and keeps its id.</summary>
    internal bool HasDirectWith(User person) => _directByUser.ContainsKey(person.Id);

    internal Channel DirectWith(User person)
    {
        if (!_directByUser.TryGetValue(person.Id, out var channel))
        {
            channel = new Channel(Seeded.Of($"dm/{person.Id}"), ChannelKind.Direct, HistoryLimit) { Recipient = person };
            _directByUser[person.Id] = channel;
            _channels[channel.Id] = channel;
            Changed = true;
        }

        return channel;
    }

    internal Permission PermissionsOf(User user, Channel channel)
    {
        if (channel.Guild is not { } guild)
        {
            return user == Bot || channel.Recipient == user ? Permission.InDirectMessages : Permission.None;
        }

        return guild.FindMember(user.Id) is not { } member ? Permission.None
            : channel.Thread is null ? PermissionMath.In(guild, member, channel, Now)
            : channel.ParentId is { } parent && guild.FindChannel(parent) is { } above ? PermissionMath.InThread(PermissionMath.In(guild, member, above, Now), channel, user) : Permission.None;
    }

    internal bool CanSee(User user, Channel channel) => PermissionsOf(user, channel).HasFlag(Permission.ViewChannel);

    /// <summary>Whether a person may lay eyes on a message: the channel is open to them and the message is not another's ephemeral one.</summary>
    internal bool CanSee(User user, Message message) =>
        (message.EphemeralFor is null || message.EphemeralFor == user.Id || user == Bot) && CanSee(user, message.Channel);

    internal Channel? FindChannelByName(string name)
    {
        var plain = name.TrimStart('#');
        return _guilds.Values.SelectMany(guild => guild.Channels.Concat(guild.Threads))
            .FirstOrDefault(channel => channel.Kind != ChannelKind.Category && channel.Name.Equals(plain, StringComparison.OrdinalIgnoreCase));
    }

    internal User? FindPersonByName(string name)
    {
        var plain = name.TrimStart('@');
        if (Personas.FirstOrDefault(persona => persona.Name.Equals(plain, StringComparison.OrdinalIgnoreCase)) is { } persona)
        {
            return FindUser(persona.UserId);
        }

        return _users.Values.FirstOrDefault(user => user.Username.Equals(plain, StringComparison.OrdinalIgnoreCase)
            || user.DisplayName.Equals(plain, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Brings the guild into being that an id belongs to; false if there is none or it is there already.</summary>
    private bool TryTouch(Snowflake id)
    {
        if (_further.GuildOf(id) is not { } further || _guilds.ContainsKey(further))
        {
            return false;
        }

        Add(_further.Make(further));
        return true;
    }

    internal bool TryMember(Snowflake guildId, Snowflake userId, [NotNullWhen(true)] out Guild? guild, [NotNullWhen(true)] out Member? member)
    {
        guild = FindGuild(guildId);
        member = guild?.FindMember(userId);
        return guild is not null && member is not null;
    }
}

/// <summary>A person of the demo world that tests and the playground know by a part: owner, moderator, member, newcomer.</summary>
internal sealed record Persona(string Name, Snowflake UserId);
