namespace Bronx.Sandbox.Worlds;

/// <summary>A channel or thread of a guild, or the direct messages between a person and the bot.</summary>
internal sealed class Channel(Snowflake id, ChannelKind kind, int historyLimit)
{
    public Snowflake Id { get; } = id;

    public ChannelKind Kind { get; set; } = kind;

    /// <summary>Null for direct messages.</summary>
    public Guild? Guild { get; init; }

    /// <summary>The human at the other end of direct messages.</summary>
    public User? Recipient { get; init; }

    public string Name { get; set; } = "";

    public string? Topic { get; set; }

    public int Position { get; set; }

    public Snowflake? ParentId { get; set; }

    public bool Nsfw { get; set; }

    /// <summary>Slowmode in seconds, 0 to 21600.</summary>
    public int Slowmode { get; set; }

    public int Bitrate { get; set; } = 64_000;

    public int UserLimit { get; set; }

    /// <summary>Null unless this is a thread.</summary>
    public ThreadPart? Thread { get; init; }

    public List<Overwrite> Overwrites { get; } = [];

    public MessageHistory History { get; } = new(historyLimit);

    public DateTimeOffset? LastPin { get; set; }

    /// <summary>Whether the bot could see it when it was last told about it.</summary>
    public bool SeenByBot { get; set; }

    public bool HoldsMessages => Kind is ChannelKind.Text or ChannelKind.Direct or ChannelKind.Voice or ChannelKind.Announcement || Thread is not null;
}

/// <summary>The channel types that the sandbox knows.</summary>
internal enum ChannelKind
{
    Text = 0,
    Direct = 1,
    Voice = 2,
    Category = 4,
    Announcement = 5,
    AnnouncementThread = 10,
    PublicThread = 11,
    PrivateThread = 12,
}

/// <summary>What a channel allows and denies to a role or a member beyond their roles.</summary>
internal sealed record Overwrite(Snowflake Id, bool IsMember, Permission Allow, Permission Deny);
