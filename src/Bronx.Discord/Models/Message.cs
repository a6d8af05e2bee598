namespace Bronx.Discord.Models;

/// <summary>Bits of a message's flags that matter here.</summary>
[Flags]
public enum MessageFlags
{
    None = 0,
    SuppressEmbeds = 1 << 2,
    Ephemeral = 1 << 6,
    Loading = 1 << 7,
    SuppressNotifications = 1 << 12,
    IsComponentsV2 = 1 << 15,
}

/// <summary>A message as Discord shows it to the bot.</summary>
public sealed record Message
{
    public required MessageId Id { get; init; }

    public required ChannelId ChannelId { get; init; }

    /// <summary>Only in gateway events; null in direct messages.</summary>
    public GuildId? GuildId { get; init; }

    public required User Author { get; init; }

    /// <summary>Only in gateway events of a server; without <see cref="Member.User"/>.</summary>
    public Member? Member { get; init; }

    /// <summary>Empty without the message content intent, unless the bot is mentioned or it is a direct message.</summary>
    public string Content { get; init; } = "";

    public DateTimeOffset Timestamp { get; init; }

    public DateTimeOffset? EditedTimestamp { get; init; }

    public MessageFlags? Flags { get; init; }

    public ulong? WebhookId { get; init; }

    /// <summary>0 for an ordinary message, 19 for a reply.</summary>
    public int Type { get; init; }

    public IReadOnlyList<MentionedUser> Mentions { get; init; } = [];

    public IReadOnlyList<Embed> Embeds { get; init; } = [];

    public IReadOnlyList<Component>? Components { get; init; }

    public MessageReference? MessageReference { get; init; }

    public IReadOnlyList<Attachment> Attachments { get; init; } = [];
}

/// <summary>A person mentioned in a message, with what the server knows of them.</summary>
public sealed record MentionedUser
{
    public required UserId Id { get; init; }

    public required string Username { get; init; }

    public string? GlobalName { get; init; }

    public bool Bot { get; init; }

    /// <summary>Only in gateway events of a server; without <see cref="Member.User"/>.</summary>
    public Member? Member { get; init; }
}

/// <summary>Which message is replied to.</summary>
public sealed record MessageReference
{
    public MessageId? MessageId { get; init; }

    public ChannelId? ChannelId { get; init; }

    public GuildId? GuildId { get; init; }

    public bool? FailIfNotExists { get; init; }
}
