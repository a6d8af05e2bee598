namespace Bronx.Sandbox.Worlds;

/// <summary>A server: its roles, channels, members and bans.</summary>
internal sealed class Guild(Snowflake id, string name)
{
    private readonly Dictionary<Snowflake, Role> _roles = [];
    private readonly Dictionary<Snowflake, Channel> _channels = [];
    private readonly Dictionary<Snowflake, Channel> _threads = [];
    private readonly Dictionary<Snowflake, Member> _members = [];

    public Snowflake Id { get; } = id;

    public string Name { get; set; } = name;

    public Snowflake OwnerId { get; set; }

    public Snowflake? SystemChannelId { get; set; }

    /// <summary>False while the guild is in an outage.</summary>
    public bool Available { get; set; } = true;

    /// <summary>Whether newcomers agree to rules before they take part (membership screening).</summary>
    public bool Screening { get; set; }

    public AuditLog Audit { get; } = new();

    /// <summary>Invites by code.</summary>
    public Dictionary<string, Invite> Invites { get; } = new(StringComparer.Ordinal);

    public Dictionary<Snowflake, GuildEmoji> Emojis { get; } = [];

    public IReadOnlyCollection<Role> Roles => _roles.Values;

    public IReadOnlyCollection<Channel> Channels => _channels.Values;

    /// <summary>Awake or asleep; not among the channels.</summary>
    public IReadOnlyCollection<Channel> Threads => _threads.Values;

    public IReadOnlyCollection<Member> Members => _members.Values;

    /// <summary>Banned users with the reason given, if any.</summary>
    public Dictionary<Snowflake, string?> Bans { get; } = [];

    public Role Everyone => _roles[Id];

    public Role? FindRole(Snowflake id) => _roles.GetValueOrDefault(id);

    /// <summary>A channel or thread.</summary>
    public Channel? FindChannel(Snowflake id) => _channels.GetValueOrDefault(id) ?? _threads.GetValueOrDefault(id);

    public Member? FindMember(Snowflake id) => _members.GetValueOrDefault(id);

    public void Add(Role role) => _roles[role.Id] = role;

    public void Add(Channel channel) => (channel.Thread is null ? _channels : _threads)[channel.Id] = channel;

    public void Add(Member member) => _members[member.User.Id] = member;

    public bool RemoveRole(Snowflake id) => _roles.Remove(id);

    public bool RemoveChannel(Snowflake id) => _channels.Remove(id) || _threads.Remove(id);

    public bool RemoveMember(Snowflake id) => _members.Remove(id);
}
