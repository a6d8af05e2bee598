using System.Text.Json;
using Bronx.Platform.Telemetry;

namespace Bronx.Dashboard.Api;

/// <summary>
/// Reads the tracker and the vitals into one document and its JSON. A reading is shared by everybody who asks while nothing
/// changes: a thousand viewers cost one snapshot and one serialisation.
/// </summary>
internal sealed class StatsSource(UsageTracker usage, VitalsBoard vitals, DashboardOptions options, TimeProvider time)
{
    // Rates fall and the running minute moves on with nothing recorded, so that a reading ages although its versions hold.
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private StatsReading? _last;

    public StatsReading Read()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();

            // Versions first: what changes between the two reads is then read again, and never missed.
            var (usageVersion, vitalsVersion) = (usage.Version, vitals.Version);
            if (_last is { } last && last.UsageVersion == usageVersion && last.VitalsVersion == vitalsVersion && now - last.Document.At < KeptFor)
            {
                return last;
            }

            var document = StatsDocuments.Tell(usage.Snapshot(), vitals.Current, options.BotName, now);
            _last = new StatsReading(usageVersion, vitalsVersion, document, Serialize(document));
            return _last;
        }
    }

    /// <summary>Whether anything but the instant differs.</summary>
    public static bool SaysTheSame(StatsReading one, StatsReading other) =>
        Serialize(one.Document with { At = other.Document.At }).AsSpan().SequenceEqual(other.Json.Span);

    public Task WhenChangedAsync(StatsReading since, CancellationToken ct) => Task.WhenAny(
        usage.WaitForChangeAsync(since.UsageVersion, ct).AsTask(), vitals.WaitForChangeAsync(since.VitalsVersion, ct).AsTask());

    private static byte[] Serialize(StatsDocument document) =>
        JsonSerializer.SerializeToUtf8Bytes(document, ApiJson.Default.StatsDocument);
}

internal sealed record StatsReading(long UsageVersion, long VitalsVersion, StatsDocument Document, ReadOnlyMemory<byte> Json);
