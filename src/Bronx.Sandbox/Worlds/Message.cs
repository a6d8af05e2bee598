using System.Text.Json.Nodes;

namespace Bronx.Sandbox.Worlds;

/// <summary>One message. Embeds and components are kept as the normalised JSON that is sent out.</summary>
internal sealed class Message(Snowflake id, Channel channel, User author)
{
    public Snowflake Id { get; } = id;

    public Channel Channel { get; } = channel;

    public User Author { get; } = author;

    public MessageKind Kind { get; set; }

    public string Content { get; set; } = "";

    public JsonArray Embeds { get; set; } = [];

    public JsonArray Components { get; set; } = [];

    public List<Attachment> Attachments { get; set; } = [];

    public MessageFlags Flags { get; set; }

    public bool Tts { get; init; }

    public bool Pinned { get; set; }

    public DateTimeOffset? EditedAt { get; set; }

    public Mentions Mentions { get; set; } = Mentions.None;

    public List<Reaction> Reactions { get; } = [];

    /// <summary>The message this one answers; kept as an id because the target may be deleted.</summary>
    public Snowflake? ReplyTo { get; init; }

    public JsonNode? Nonce { get; init; }

    /// <summary>Set for the answers of the bot to interactions; goes out as <c>interaction_metadata</c>.</summary>
    public JsonObject? InteractionMetadata { get; init; }

    /// <summary>The application behind the message, for answers to interactions (there it is the webhook's id too).</summary>
    public Snowflake? ApplicationId { get; init; }

    /// <summary>The webhook that it came through, other than an interaction's.</summary>
    public Snowflake? WebhookId { get; init; }

    /// <summary>The one person who sees the message, for ephemeral ones.</summary>
    public Snowflake? EphemeralFor { get; init; }

    public bool IsEphemeral => EphemeralFor is not null;

    public DateTimeOffset SentAt => Id.CreatedAt;
}

internal enum MessageKind
{
    Default = 0,
    PinNotice = 6,
    Join = 7,
    Reply = 19,
    SlashCommand = 20,
    ContextCommand = 23,
}

[Flags]
internal enum MessageFlags
{
    None = 0,
    SuppressEmbeds = 1 << 2,
    HasThread = 1 << 5,
    Ephemeral = 1 << 6,
    Loading = 1 << 7,
    SuppressNotifications = 1 << 12,
    IsVoiceMessage = 1 << 13,
    IsComponentsV2 = 1 << 15,
}

/// <summary>All who reacted with one emoji, in the order they did.</summary>
internal sealed record Reaction(Emoji Emoji, List<Snowflake> Users);

/// <summary>A file of a message; its octets are in the world's attachment shelf.</summary>
internal sealed record Attachment(Snowflake Id, string FileName, int Size, string ContentType, string Url)
{
    public string? Description { get; set; }
}
