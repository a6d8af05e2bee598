using System.Text.Json;
using Bronx.Discord.Json;
using Bronx.Discord.Models;

namespace Bronx.Discord.Gateway;

/// <summary>The ids and small things that short events carry; what an event does not name stays null.</summary>
internal sealed class SmallPayload
{
    public ulong? Id { get; private set; }

    public GuildId? GuildId { get; private set; }

    public ChannelId? ChannelId { get; private set; }

    public MessageId? MessageId { get; private set; }

    public UserId? UserId { get; private set; }

    public RoleId? RoleId { get; private set; }

    public Role? Role { get; private set; }

    public Emoji? Emoji { get; private set; }

    public IReadOnlyList<ulong> Ids { get; private set; } = [];

    public IReadOnlyList<ulong> ChannelIds { get; private set; } = [];

    public IReadOnlyList<Channel> Threads { get; private set; } = [];

    public static SmallPayload Read(ref Utf8JsonReader reader)
    {
        var read = new SmallPayload();
        if (!Lenient.IsObject(ref reader))
        {
            return read;
        }

        while (Lenient.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("id"u8)) { read.Id = Id64(ref reader); }
            else if (reader.ValueTextEquals("guild_id"u8)) { read.GuildId = Id64(ref reader) is { } id ? new(id) : null; }
            else if (reader.ValueTextEquals("channel_id"u8)) { read.ChannelId = Id64(ref reader) is { } id ? new(id) : null; }
            else if (reader.ValueTextEquals("message_id"u8)) { read.MessageId = Id64(ref reader) is { } id ? new(id) : null; }
            else if (reader.ValueTextEquals("user_id"u8)) { read.UserId = Id64(ref reader) is { } id ? new(id) : null; }
            else if (reader.ValueTextEquals("role_id"u8)) { read.RoleId = Id64(ref reader) is { } id ? new(id) : null; }
            else if (reader.ValueTextEquals("role"u8)) { reader.Read(); read.Role = EntityReader.Role(ref reader); }
            else if (reader.ValueTextEquals("emoji"u8)) { reader.Read(); read.Emoji = EntityReader.Emoji(ref reader); }
            else if (reader.ValueTextEquals("threads"u8)) { reader.Read(); read.Threads = Lenient.List(ref reader, EntityReader.Channel); }
            else if (reader.ValueTextEquals("channel_ids"u8)) { reader.Read(); read.ChannelIds = ReadIds(ref reader); }
            else if (reader.ValueTextEquals("ids"u8)) { reader.Read(); read.Ids = ReadIds(ref reader); }
            else { reader.Skip(); }
        }

        return read;
    }

    private static ulong? Id64(ref Utf8JsonReader reader)
    {
        reader.Read();
        return Lenient.Id(ref reader) is var id and not 0 ? id : null;
    }

    private static List<ulong> ReadIds(ref Utf8JsonReader reader)
    {
        List<ulong> ids = [];
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return ids;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Lenient.Id(ref reader) is var id and not 0)
            {
                ids.Add(id);
            }
        }

        return ids;
    }
}
