namespace Bronx.Discord.Models;

/// <summary>What a channel is (Discord's documentation, resource Channel).</summary>
public enum ChannelType
{
    GuildText = 0,
    Dm = 1,
    GuildVoice = 2,
    GroupDm = 3,
    GuildCategory = 4,
    GuildAnnouncement = 5,
    AnnouncementThread = 10,
    PublicThread = 11,
    PrivateThread = 12,
    GuildStageVoice = 13,
    GuildDirectory = 14,
    GuildForum = 15,
    GuildMedia = 16,
}

/// <summary>Whom an overwrite is about.</summary>
public enum OverwriteType
{
    Role = 0,
    Member = 1,
}

/// <summary>Permissions denied and allowed in one channel for one role or member.</summary>
public sealed record Overwrite
{
    /// <summary>A role's or a member's id, by <see cref="Type"/>.</summary>
    public required ulong Id { get; init; }

    public OverwriteType Type { get; init; }

    public Permissions Allow { get; init; }

    public Permissions Deny { get; init; }
}

/// <summary>A channel, thread or category.</summary>
public sealed record Channel
{
    public required ChannelId Id { get; init; }

    public ChannelType Type { get; init; }

    public GuildId? GuildId { get; init; }

    public string? Name { get; init; }

    public string? Topic { get; init; }

    public int Position { get; init; }

    public ChannelId? ParentId { get; init; }

    public bool Nsfw { get; init; }

    /// <summary>Bit 17 marks a channel that the bot may not see and whose fields are hidden.</summary>
    public int Flags { get; init; }

    public IReadOnlyList<Overwrite>? PermissionOverwrites { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsThread => Type is ChannelType.AnnouncementThread or ChannelType.PublicThread or ChannelType.PrivateThread;

    /// <summary>Threads only: closed until somebody writes in it again.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsArchived { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsHidden => (Flags & (1 << 17)) != 0;
}
