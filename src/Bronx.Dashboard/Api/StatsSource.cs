using System.Text.Json;
using Bronx.Platform.Reporting;

namespace Bronx.Dashboard.Api;

/// <summary>
/// Reads the bot's figures into one document and its JSON. A reading is shared by everybody who asks while nothing changes: a
/// thousand viewers cost one snapshot and one serialisation.
/// </summary>
internal sealed class StatsSource(IBotFigures figures, TimeProvider time)
{
    // Rates fall and the running minute moves on with nothing recorded, so that a reading ages although its version holds.
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private StatsReading? _last;

    public StatsReading Read()
    {
        lock (_gate)
        {
            // The version first: what changes between the two reads is then read again, and never missed.
            var version = figures.Version;
            if (_last is { } last && last.Version == version && time.GetElapsedTime(last.ReadAt) < KeptFor)
            {
                return last;
            }

            var document = StatsDocuments.Tell(figures.Usage(), figures.Vitals, figures.Name, figures.AsOf);
            _last = new StatsReading(version, time.GetTimestamp(), document, Serialize(document));
            return _last;
        }
    }

    /// <summary>Whether anything but the instant differs.</summary>
    public static bool SaysTheSame(StatsReading one, StatsReading other) =>
        Serialize(one.Document with { At = other.Document.At }).AsSpan().SequenceEqual(other.Json.Span);

    public Task WhenChangedAsync(StatsReading since, CancellationToken ct) => figures.WaitForChangeAsync(since.Version, ct);

    private static byte[] Serialize(StatsDocument document) =>
        JsonSerializer.SerializeToUtf8Bytes(document, ApiJson.Default.StatsDocument);
}

/// <param name="ReadAt">A timestamp of the clock.</param>
internal sealed record StatsReading(long Version, long ReadAt, StatsDocument Document, ReadOnlyMemory<byte> Json);
