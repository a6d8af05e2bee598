using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bronx.Sandbox.Gateway;

/// <summary>The fields of IDENTIFY that the gateway looks at.</summary>
internal sealed record IdentifyRequest(string Token, long Intents, int Shard, int Shards, bool Sharded, int LargeThreshold, JsonObject? Presence)
{
    /// <summary>Null if a required field is missing or of the wrong type.</summary>
    public static IdentifyRequest? Read(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object
            || !data.TryGetProperty("token", out var token) || token.ValueKind != JsonValueKind.String
            || !data.TryGetProperty("intents", out var intents) || intents.ValueKind != JsonValueKind.Number || !intents.TryGetInt64(out var bits)
            || !data.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        int shard = 0, shards = 1;
        var sharded = data.TryGetProperty("shard", out var pair) && pair.ValueKind != JsonValueKind.Null;
        if (sharded && (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2
            || !pair[0].TryGetInt32Safely(out shard) || !pair[1].TryGetInt32Safely(out shards)))
        {
            return null;
        }

        var threshold = 50;
        if (data.TryGetProperty("large_threshold", out var large) && large.ValueKind != JsonValueKind.Null
            && (!large.TryGetInt32Safely(out threshold) || threshold is < 50 or > 250))
        {
            return null;
        }

        var presence = data.TryGetProperty("presence", out var given) && given.ValueKind == JsonValueKind.Object
            ? JsonNode.Parse(given.GetRawText())!.AsObject()
            : null;
        return new IdentifyRequest(token.GetString()!, bits, shard, shards, sharded, threshold, presence);
    }
}

/// <summary>The fields of RESUME.</summary>
internal sealed record ResumeRequest(string Token, string SessionId, int Sequence)
{
    public static ResumeRequest? Read(JsonElement data) =>
        data.ValueKind == JsonValueKind.Object
        && data.TryGetProperty("token", out var token) && token.ValueKind == JsonValueKind.String
        && data.TryGetProperty("session_id", out var session) && session.ValueKind == JsonValueKind.String
        && data.TryGetProperty("seq", out var sequence) && sequence.TryGetInt32Safely(out var number)
            ? new ResumeRequest(token.GetString()!, session.GetString()!, number)
            : null;
}

internal static class JsonElementNumbers
{
    /// <summary>Unlike the framework's method, says no to what is no number instead of throwing.</summary>
    public static bool TryGetInt32Safely(this JsonElement element, out int number)
    {
        number = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out number);
    }
}
