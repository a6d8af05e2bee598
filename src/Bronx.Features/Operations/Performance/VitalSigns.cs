using Bronx.Discord;
using Bronx.Discord.RequestQueue;
using Bronx.Platform.Alerts;
using Bronx.Platform.Caching;
using Bronx.Platform.Jobs;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;

namespace Bronx.Features.Operations.Performance;

/// <summary>One look at every part that measures something.</summary>
internal sealed class VitalSigns(
    UsageTracker usage, VitalsBoard vitals, CacheBoard cache, JobBoard jobs, AlertBoard alerts, DatabaseWatch database, DiscordClient client, TimeProvider time)
{
    public async Task<Signs> ReadAsync(CancellationToken ct) => new(
        usage.Recent(),
        usage.Snapshot().Session,
        vitals.Current,
        cache.Snapshot(),
        jobs.Snapshot(),
        [.. alerts.Snapshot().Where(alert => alert.Phase == AlertPhase.Firing)],
        database.Current ?? await database.LookAsync(ct),
        await client.Rest.GetQueueSnapshotAsync(ct),
        client.Shards.Count,
        new ProcessSigns(Environment.WorkingSet, GC.GetTotalMemory(forceFullCollection: false), Environment.CpuUsage.TotalTime, Environment.ProcessorCount),
        time.GetUtcNow());
}

/// <summary>Everything at one instant.</summary>
internal sealed record Signs(
    RecentUsage Recent,
    SessionUsage Session,
    BotVitals Vitals,
    CacheSnapshot Cache,
    IReadOnlyList<JobState> Jobs,
    IReadOnlyList<AlertState> Firing,
    DatabaseReading Database,
    QueueSnapshot Queue,
    int Shards,
    ProcessSigns Process,
    DateTimeOffset At);

/// <param name="Memory">Bytes the system counts for this process.</param>
/// <param name="Managed">Bytes of these that our objects take.</param>
/// <param name="Processor">Time used since it started, over all cores.</param>
internal sealed record ProcessSigns(long Memory, long Managed, TimeSpan Processor, int Cores);
