using System.Text.Json;
using Bronx.Discord.Json;
using Bronx.Discord.Models;

namespace Bronx.Discord.Gateway;

/// <summary>One of the answers to a request for members.</summary>
internal sealed record MemberChunk(GuildId? Guild, string? Nonce, int Index, int Count, IReadOnlyList<Member> Members)
{
    public static MemberChunk Read(ref Utf8JsonReader reader)
    {
        string? nonce = null;
        ulong guild = 0;
        int index = 0, count = 1;
        Member[] members = [];
        if (Lenient.IsObject(ref reader))
        {
            while (Lenient.NextProperty(ref reader))
            {
                if (reader.ValueTextEquals("nonce"u8)) { reader.Read(); nonce = Lenient.Text(ref reader); }
                else if (reader.ValueTextEquals("guild_id"u8)) { reader.Read(); guild = Lenient.Id(ref reader); }
                else if (reader.ValueTextEquals("chunk_index"u8)) { reader.Read(); index = Lenient.Int(ref reader); }
                else if (reader.ValueTextEquals("chunk_count"u8)) { reader.Read(); count = Lenient.Int(ref reader); }
                else if (reader.ValueTextEquals("members"u8)) { reader.Read(); members = Lenient.List(ref reader, EntityReader.Member); }
                else { reader.Skip(); }
            }
        }

        return new MemberChunk(guild == 0 ? null : new(guild), nonce, index, count, members);
    }
}
