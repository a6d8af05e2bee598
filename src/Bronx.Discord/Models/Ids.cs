using System.Globalization;
using System.Text.Json.Serialization;

namespace Bronx.Discord.Models;

/// <summary>A server.</summary>
[JsonConverter(typeof(SnowflakeConverter<GuildId>))]
public readonly record struct GuildId(ulong Value) : ISnowflake<GuildId>
{
    public static GuildId From(ulong value) => new(value);

    public int CompareTo(GuildId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A channel, thread or category.</summary>
[JsonConverter(typeof(SnowflakeConverter<ChannelId>))]
public readonly record struct ChannelId(ulong Value) : ISnowflake<ChannelId>
{
    public static ChannelId From(ulong value) => new(value);

    public int CompareTo(ChannelId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A person or bot.</summary>
[JsonConverter(typeof(SnowflakeConverter<UserId>))]
public readonly record struct UserId(ulong Value) : ISnowflake<UserId>
{
    public static UserId From(ulong value) => new(value);

    public int CompareTo(UserId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A message.</summary>
[JsonConverter(typeof(SnowflakeConverter<MessageId>))]
public readonly record struct MessageId(ulong Value) : ISnowflake<MessageId>
{
    public static MessageId From(ulong value) => new(value);

    public int CompareTo(MessageId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A role; the role of everyone has the server's own id.</summary>
[JsonConverter(typeof(SnowflakeConverter<RoleId>))]
public readonly record struct RoleId(ulong Value) : ISnowflake<RoleId>
{
    public static RoleId From(ulong value) => new(value);

    public int CompareTo(RoleId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One press, slash command or modal submit.</summary>
[JsonConverter(typeof(SnowflakeConverter<InteractionId>))]
public readonly record struct InteractionId(ulong Value) : ISnowflake<InteractionId>
{
    public static InteractionId From(ulong value) => new(value);

    public int CompareTo(InteractionId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The application that owns the bot.</summary>
[JsonConverter(typeof(SnowflakeConverter<AppId>))]
public readonly record struct AppId(ulong Value) : ISnowflake<AppId>
{
    public static AppId From(ulong value) => new(value);

    public int CompareTo(AppId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A registered application command.</summary>
[JsonConverter(typeof(SnowflakeConverter<CommandId>))]
public readonly record struct CommandId(ulong Value) : ISnowflake<CommandId>
{
    public static CommandId From(ulong value) => new(value);

    public int CompareTo(CommandId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A file of a message.</summary>
[JsonConverter(typeof(SnowflakeConverter<AttachmentId>))]
public readonly record struct AttachmentId(ulong Value) : ISnowflake<AttachmentId>
{
    public static AttachmentId From(ulong value) => new(value);

    public int CompareTo(AttachmentId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A custom emoji.</summary>
[JsonConverter(typeof(SnowflakeConverter<EmojiId>))]
public readonly record struct EmojiId(ulong Value) : ISnowflake<EmojiId>
{
    public static EmojiId From(ulong value) => new(value);

    public int CompareTo(EmojiId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A webhook.</summary>
[JsonConverter(typeof(SnowflakeConverter<WebhookId>))]
public readonly record struct WebhookId(ulong Value) : ISnowflake<WebhookId>
{
    public static WebhookId From(ulong value) => new(value);

    public int CompareTo(WebhookId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
