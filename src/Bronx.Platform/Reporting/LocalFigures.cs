using Bronx.Platform.Telemetry;

namespace Bronx.Platform.Reporting;

/// <summary>The figures of the bot in this process.</summary>
public sealed class LocalFigures(string name, UsageTracker usage, VitalsBoard vitals, HealthBoard health, TimeProvider time) : IBotFigures
{
    public string Name => name;

    public long Version => usage.Version + vitals.Version;

    public DateTimeOffset AsOf => time.GetUtcNow();

    public BotVitals Vitals => vitals.Current;

    public UsageSnapshot Usage() => usage.Snapshot();

    public CommandDetail? Command(string name) => usage.Detail(name);

    public Task<HealthReport> HealthAsync(CancellationToken ct) => health.ReadAsync(ct);

    public Task WaitForChangeAsync(long seen, CancellationToken ct)
    {
        var (counted, known) = (usage.Version, vitals.Version);
        return counted + known > seen
            ? Task.CompletedTask
            : Task.WhenAny(usage.WaitForChangeAsync(counted, ct).AsTask(), vitals.WaitForChangeAsync(known, ct).AsTask());
    }
}
