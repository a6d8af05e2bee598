using System.Text.Json;
using Bronx.Discord.Json;
using Bronx.Discord.Models;

namespace Bronx.Discord.Gateway;

/// <summary>What READY brings.</summary>
internal sealed record ReadyPayload(User Self, AppId Application, string SessionId, string? ResumeAddress, IReadOnlyList<GuildId> Guilds)
{
    /// <summary>Throws <see cref="JsonException"/> when it lacks what a session needs.</summary>
    public static ReadyPayload Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        User? self = null;
        ulong application = 0;
        string? session = null, resume = null;
        List<GuildId> guilds = [];
        if (Lenient.IsObject(ref reader))
        {
            while (Lenient.NextProperty(ref reader))
            {
                if (reader.ValueTextEquals("user"u8)) { reader.Read(); self = EntityReader.User(ref reader); }
                else if (reader.ValueTextEquals("application"u8)) { reader.Read(); application = IdOf(ref reader); }
                else if (reader.ValueTextEquals("session_id"u8)) { reader.Read(); session = Lenient.Text(ref reader); }
                else if (reader.ValueTextEquals("resume_gateway_url"u8)) { reader.Read(); resume = Lenient.Text(ref reader); }
                else if (reader.ValueTextEquals("guilds"u8)) { reader.Read(); GuildIds(ref reader, guilds); }
                else { reader.Skip(); }
            }
        }

        return self is null || string.IsNullOrEmpty(session)
            ? throw new JsonException("READY without a user or a session")
            : new ReadyPayload(self, new AppId(application == 0 ? self.Id.Value : application), session, resume, guilds);
    }

    private static ulong IdOf(ref Utf8JsonReader reader)
    {
        ulong id = 0;
        if (Lenient.IsObject(ref reader))
        {
            while (Lenient.NextProperty(ref reader))
            {
                if (reader.ValueTextEquals("id"u8)) { reader.Read(); id = Lenient.Id(ref reader); }
                else { reader.Skip(); }
            }
        }

        return id;
    }

    private static void GuildIds(ref Utf8JsonReader reader, List<GuildId> into)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (IdOf(ref reader) is var id and not 0)
            {
                into.Add(new GuildId(id));
            }
        }
    }
}
