using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Gateway;

/// <summary>Op 8, Request Guild Members: by prefix, by ids, or all, answered in chunks of up to a thousand.</summary>
internal sealed class MemberRequests(World world)
{
    private const int ChunkSize = 1000;
    private const int QueryLimit = 100;
    private static readonly TimeSpan WholeListPace = TimeSpan.FromSeconds(30);

    private readonly Dictionary<Snowflake, DateTimeOffset> _lastWholeList = [];

    public Closing? Answer(GatewaySession session, JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("guild_id", out var id) || id.ValueKind != JsonValueKind.String
            || !Snowflake.TryParse(id.GetString(), out var guildId))
        {
            return Closing.UnknownOpcode;
        }

        if (world.FindGuild(guildId) is not { Available: true } guild)
        {
            return null;
        }

        var nonce = data.TryGetProperty("nonce", out var given) && given.ValueKind == JsonValueKind.String && Encoding.UTF8.GetByteCount(given.GetString()!) <= 32
            ? given.GetString()
            : null;
        var presences = data.TryGetProperty("presences", out var wanted) && wanted.ValueKind == JsonValueKind.True && session.Intents.HasFlag(Intents.GuildPresences);
        if (data.TryGetProperty("user_ids", out var ids))
        {
            ByIds(session, guild, ids, nonce, presences);
            return null;
        }

        if (!data.TryGetProperty("query", out var query) || query.ValueKind != JsonValueKind.String)
        {
            return Closing.UnknownOpcode;
        }

        var limit = data.TryGetProperty("limit", out var count) && count.TryGetInt32Safely(out var number) ? number : 0;
        ByPrefix(session, guild, query.GetString()!, limit, nonce, presences);
        return null;
    }

    private static void ByIds(GatewaySession session, Guild guild, JsonElement ids, string? nonce, bool presences)
    {
        List<Member> found = [];
        JsonArray missing = [];
        IEnumerable<JsonElement> wanted = ids.ValueKind == JsonValueKind.Array ? ids.EnumerateArray() : [ids];
        foreach (var wantedId in wanted.Take(QueryLimit))
        {
            if (Snowflake.TryParse(wantedId.ToString(), out var id) && guild.FindMember(id) is { } member)
            {
                found.Add(member);
            }
            else
            {
                missing.Add(wantedId.ToString());
            }
        }

        Send(session, guild, found, missing, nonce, presences);
    }

    private void ByPrefix(GatewaySession session, Guild guild, string query, int limit, string? nonce, bool presences)
    {
        if (query.Length > 0 || limit > 0)
        {
            var count = Math.Clamp(limit, 1, QueryLimit);
            var found = guild.Members.Where(member => member.DisplayName.StartsWith(query, StringComparison.OrdinalIgnoreCase)
                || member.User.Username.StartsWith(query, StringComparison.OrdinalIgnoreCase)).Take(count);
            Send(session, guild, [.. found], [], nonce, presences);
            return;
        }

        // The whole list needs the intent, and comes once per guild and half minute.
        if (!session.Intents.HasFlag(Intents.GuildMembers))
        {
            return;
        }

        var now = world.Now;
        if (_lastWholeList.TryGetValue(guild.Id, out var last) && now - last < WholeListPace)
        {
            var meta = new JsonObject { ["guild_id"] = Json.Id(guild.Id) };
            if (nonce is not null)
            {
                meta["nonce"] = nonce;
            }

            var limited = new JsonObject { ["opcode"] = 8, ["retry_after"] = (last + WholeListPace - now).TotalSeconds, ["meta"] = meta };
            session.Dispatch("RATE_LIMITED", Json.Octets(limited));
            return;
        }

        _lastWholeList[guild.Id] = now;
        Send(session, guild, [.. guild.Members], [], nonce, presences);
    }

    private static void Send(GatewaySession session, Guild guild, List<Member> members, JsonArray missing, string? nonce, bool presences)
    {
        var chunks = Math.Max(1, (members.Count + ChunkSize - 1) / ChunkSize);
        for (var index = 0; index < chunks; index++)
        {
            var part = members.Skip(index * ChunkSize).Take(ChunkSize).ToList();
            var chunk = new JsonObject
            {
                ["guild_id"] = Json.Id(guild.Id),
                ["members"] = Json.List(part, UserShape.Of),
                ["chunk_index"] = index,
                ["chunk_count"] = chunks,
            };
            if (missing.Count > 0)
            {
                chunk["not_found"] = missing.DeepClone();
            }

            if (presences)
            {
                chunk["presences"] = Json.List(part.Where(member => member.Online), member => new JsonObject
                {
                    ["user"] = new JsonObject { ["id"] = Json.Id(member.User.Id) },
                    ["status"] = "online",
                    ["activities"] = new JsonArray(),
                    ["client_status"] = new JsonObject { ["desktop"] = "online" },
                });
            }

            if (nonce is not null)
            {
                chunk["nonce"] = nonce;
            }

            session.Dispatch("GUILD_MEMBERS_CHUNK", Json.Octets(chunk));
        }
    }
}
