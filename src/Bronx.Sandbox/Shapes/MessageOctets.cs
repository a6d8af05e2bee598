using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Shapes;

/// <summary>
/// The gateway form of a message, written straight into octets: the event of which there are most. The same as
/// <see cref="MessageShape.ForGateway"/>, without a tree for what every message has.
/// </summary>
internal static class MessageOctets
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static byte[] ForGateway(Message message, World world)
    {
        // One buffer for each thread that ever says something; it keeps the size of the largest message.
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(2048);
        buffer.ResetWrittenCount();
        var writer = _writer ??= new Utf8JsonWriter(buffer, Json.Writing);
        writer.Reset(buffer);
        Write(writer, message, world);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, Message message, World world)
    {
        var guild = message.IsEphemeral ? null : message.Channel.Guild;
        writer.WriteStartObject();
        WriteId(writer, "id"u8, message.Id);
        writer.WriteNumber("type"u8, (int)message.Kind);
        writer.WriteString("content"u8, message.Content);
        WriteId(writer, "channel_id"u8, message.Channel.Id);
        writer.WritePropertyName("author"u8);
        WriteUser(writer, message.Author, guild: null);
        WriteInstant(writer, "timestamp"u8, message.SentAt);
        WriteInstant(writer, "edited_timestamp"u8, message.EditedAt);
        writer.WriteBoolean("tts"u8, message.Tts);
        writer.WriteBoolean("pinned"u8, message.Pinned);
        writer.WriteBoolean("mention_everyone"u8, message.Mentions.Everyone);
        writer.WriteStartArray("mentions"u8);
        foreach (var id in message.Mentions.Users)
        {
            if (world.FindUser(id) is { } user)
            {
                WriteUser(writer, user, guild);
            }
        }

        writer.WriteEndArray();
        WriteIds(writer, "mention_roles"u8, message.Mentions.Roles);
        writer.WritePropertyName("attachments"u8);
        MessageShape.Attachments(message).WriteTo(writer);
        WriteNode(writer, "embeds"u8, message.Flags.HasFlag(MessageFlags.SuppressEmbeds) ? null : message.Embeds);
        WriteNode(writer, "components"u8, message.Components);
        writer.WriteNumber("flags"u8, (int)message.Flags);
        foreach (var (name, value) in MessageShape.Rare(message, world, world.Bot, withReply: true))
        {
            writer.WritePropertyName(name);
            if (value is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                value.WriteTo(writer);
            }
        }

        if (guild is not null)
        {
            WriteId(writer, "guild_id"u8, guild.Id);
            if (message.ApplicationId is null && guild.FindMember(message.Author.Id) is { } member)
            {
                writer.WritePropertyName("member"u8);
                WriteMember(writer, member);
            }
        }

        writer.WriteEndObject();
    }

    /// <param name="guild">Where a mention's member stands beside the user.</param>
    private static void WriteUser(Utf8JsonWriter writer, User user, Guild? guild)
    {
        writer.WriteStartObject();
        WriteId(writer, "id"u8, user.Id);
        writer.WriteString("username"u8, user.Username);
        writer.WriteNull("avatar"u8);
        writer.WriteString("discriminator"u8, user.IsBot ? "0001"u8 : "0"u8);
        writer.WriteNumber("public_flags"u8, 0);
        writer.WriteNumber("flags"u8, 0);
        writer.WriteString("global_name"u8, user.IsBot ? null : user.DisplayName);
        writer.WriteNull("primary_guild"u8);
        if (user.IsBot)
        {
            writer.WriteBoolean("bot"u8, true);
        }

        if (guild?.FindMember(user.Id) is { } member)
        {
            writer.WritePropertyName("member"u8);
            WriteMember(writer, member);
        }

        writer.WriteEndObject();
    }

    private static void WriteMember(Utf8JsonWriter writer, Member member)
    {
        writer.WriteStartObject();
        writer.WriteNull("avatar"u8);
        writer.WriteNull("banner"u8);
        WriteInstant(writer, "communication_disabled_until"u8, member.TimedOutUntil);
        writer.WriteNumber("flags"u8, 0);
        WriteInstant(writer, "joined_at"u8, member.JoinedAt);
        writer.WriteString("nick"u8, member.Nick);
        writer.WriteBoolean("pending"u8, member.Pending);
        writer.WriteNull("premium_since"u8);
        WriteIds(writer, "roles"u8, member.Roles);
        writer.WriteBoolean("mute"u8, false);
        writer.WriteBoolean("deaf"u8, false);
        writer.WriteEndObject();
    }

    private static void WriteId(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Snowflake id)
    {
        writer.WritePropertyName(name);
        WriteId(writer, id);
    }

    private static void WriteId(Utf8JsonWriter writer, Snowflake id)
    {
        Span<byte> digits = stackalloc byte[20];
        id.Value.TryFormat(digits, out var length, default, System.Globalization.CultureInfo.InvariantCulture);
        writer.WriteStringValue(digits[..length]);
    }

    private static void WriteIds(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IEnumerable<Snowflake> ids)
    {
        writer.WriteStartArray(name);
        foreach (var id in ids)
        {
            WriteId(writer, id);
        }

        writer.WriteEndArray();
    }

    private static void WriteInstant(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset? instant)
    {
        if (instant is not { } known)
        {
            writer.WriteNull(name);
            return;
        }

        Span<byte> text = stackalloc byte[40];
        known.ToUniversalTime().TryFormat(text, out var length, Json.InstantFormat, System.Globalization.CultureInfo.InvariantCulture);
        writer.WriteString(name, text[..length]);
    }

    private static void WriteNode(Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonArray? nodes)
    {
        writer.WritePropertyName(name);
        if (nodes is null)
        {
            writer.WriteStartArray();
            writer.WriteEndArray();
        }
        else
        {
            nodes.WriteTo(writer);
        }
    }
}
