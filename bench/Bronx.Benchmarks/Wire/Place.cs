using System.Text.Json.Serialization;

namespace Bronx.Benchmarks.Wire;

/// <summary>A text channel and its server.</summary>
internal sealed record Place([property: JsonPropertyName("guild")] string Guild, [property: JsonPropertyName("channel")] string Channel);

/// <summary>What is requested of each channel.</summary>
internal sealed record Counts(
    [property: JsonPropertyName("sends")] int Sends,
    [property: JsonPropertyName("edits")] int Edits,
    [property: JsonPropertyName("deletes")] int Deletes,
    [property: JsonPropertyName("reactions")] int Reactions,
    [property: JsonPropertyName("reads")] int Reads)
{
    [JsonIgnore]
    public int Total => Sends + Edits + Deletes + Reactions + Reads;
}

/// <summary>The requests of one run: channels are worked on wave by wave, those of a wave at the same time.</summary>
internal sealed record Workload(
    [property: JsonPropertyName("self")] string Self, [property: JsonPropertyName("waves")] Place[][] Waves, [property: JsonPropertyName("counts")] Counts Counts);
