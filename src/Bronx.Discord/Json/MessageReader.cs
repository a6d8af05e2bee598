using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Bronx.Discord.Models;

namespace Bronx.Discord.Json;

/// <summary>Reads messages, the most frequent event of all. Embeds and components, rare in what people write, go the general way.</summary>
internal static class MessageReader
{
    public static Message? Message(ref Utf8JsonReader reader)
    {
        if (!Lenient.IsObject(ref reader))
        {
            return null;
        }

        ulong id = 0, channel = 0, guild = 0, webhook = 0;
        User? author = null;
        Member? member = null;
        string? content = null;
        DateTimeOffset? sent = null, edited = null;
        int flags = 0, type = 0;
        MentionedUser[] mentions = [];
        IReadOnlyList<Embed>? embeds = null;
        IReadOnlyList<Component>? components = null;
        MessageReference? reference = null;
        IReadOnlyList<Attachment>? attachments = null;
        while (Lenient.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("id"u8)) { reader.Read(); id = Lenient.Id(ref reader); }
            else if (reader.ValueTextEquals("channel_id"u8)) { reader.Read(); channel = Lenient.Id(ref reader); }
            else if (reader.ValueTextEquals("guild_id"u8)) { reader.Read(); guild = Lenient.Id(ref reader); }
            else if (reader.ValueTextEquals("author"u8)) { reader.Read(); author = EntityReader.User(ref reader); }
            else if (reader.ValueTextEquals("member"u8)) { reader.Read(); member = EntityReader.Member(ref reader); }
            else if (reader.ValueTextEquals("content"u8)) { reader.Read(); content = Lenient.Text(ref reader); }
            else if (reader.ValueTextEquals("timestamp"u8)) { reader.Read(); sent = Lenient.Instant(ref reader); }
            else if (reader.ValueTextEquals("edited_timestamp"u8)) { reader.Read(); edited = Lenient.Instant(ref reader); }
            else if (reader.ValueTextEquals("flags"u8)) { reader.Read(); flags = Lenient.Int(ref reader); }
            else if (reader.ValueTextEquals("type"u8)) { reader.Read(); type = Lenient.Int(ref reader); }
            else if (reader.ValueTextEquals("webhook_id"u8)) { reader.Read(); webhook = Lenient.Id(ref reader); }
            else if (reader.ValueTextEquals("mentions"u8)) { reader.Read(); mentions = Lenient.List(ref reader, Mention); }
            else if (reader.ValueTextEquals("embeds"u8)) { reader.Read(); embeds = General(ref reader, WireJson.Default.IReadOnlyListEmbed); }
            else if (reader.ValueTextEquals("components"u8)) { reader.Read(); components = General(ref reader, WireJson.Default.IReadOnlyListComponent); }
            else if (reader.ValueTextEquals("attachments"u8)) { reader.Read(); attachments = General(ref reader, WireJson.Default.IReadOnlyListAttachment); }
            else if (reader.ValueTextEquals("message_reference"u8)) { reader.Read(); reference = General(ref reader, WireJson.Default.MessageReference); }
            else { reader.Skip(); }
        }

        return id == 0 || channel == 0 || author is null ? null : new Message
        {
            Id = new(id),
            ChannelId = new(channel),
            GuildId = guild == 0 ? null : new(guild),
            Author = author,
            Member = member,
            Content = content ?? "",
            Timestamp = sent ?? default,
            EditedTimestamp = edited,
            Flags = (MessageFlags)flags,
            Type = type,
            WebhookId = webhook == 0 ? null : webhook,
            Mentions = mentions,
            Embeds = embeds ?? [],
            Components = components,
            MessageReference = reference,
            Attachments = attachments ?? [],
        };
    }

    private static MentionedUser? Mention(ref Utf8JsonReader reader)
    {
        if (!Lenient.IsObject(ref reader))
        {
            return null;
        }

        ulong id = 0;
        string? username = null, globalName = null;
        var bot = false;
        Member? member = null;
        while (Lenient.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("id"u8)) { reader.Read(); id = Lenient.Id(ref reader); }
            else if (reader.ValueTextEquals("username"u8)) { reader.Read(); username = Lenient.Text(ref reader); }
            else if (reader.ValueTextEquals("global_name"u8)) { reader.Read(); globalName = Lenient.Text(ref reader); }
            else if (reader.ValueTextEquals("bot"u8)) { reader.Read(); bot = Lenient.Flag(ref reader); }
            else if (reader.ValueTextEquals("member"u8)) { reader.Read(); member = EntityReader.Member(ref reader); }
            else { reader.Skip(); }
        }

        return id == 0 ? null : new MentionedUser { Id = new(id), Username = username ?? "", GlobalName = globalName, Bot = bot, Member = member };
    }

    /// <summary>Through the serializer; what it cannot read is as good as absent.</summary>
    private static T? General<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> type)
        where T : class
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            // Mostly empty: look before asking the serializer.
            var peek = reader;
            if (peek.Read() && peek.TokenType == JsonTokenType.EndArray)
            {
                reader = peek;
                return null;
            }
        }

        var start = reader;
        try
        {
            return JsonSerializer.Deserialize(ref reader, type);
        }
        catch (JsonException)
        {
            reader = start;
            reader.Skip();
            return null;
        }
    }
}
