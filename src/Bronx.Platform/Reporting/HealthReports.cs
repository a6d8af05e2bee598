using System.Diagnostics;
using Bronx.Discord.Gateway;
using Bronx.Discord.RequestQueue;
using Bronx.Platform.Alerts;
using Bronx.Platform.Caching;
using Bronx.Platform.Jobs;
using Bronx.Platform.Storage;

namespace Bronx.Platform.Reporting;

/// <summary>
/// Turns what each part knows of itself into what is told of it. What faults said stays behind: it may name a file or a person, and a
/// dashboard may be open to everybody.
/// </summary>
internal static class HealthReports
{
    /// <summary>Of the busiest.</summary>
    private const int MaxRoutes = 40;

    /// <summary>Within ten minutes (Discord's documentation, Rate Limits, Invalid Request Limit).</summary>
    private const int InvalidAllowed = 10_000;

    public static ProcessHealth Process(string release, DateTimeOffset startedAt)
    {
        using var own = System.Diagnostics.Process.GetCurrentProcess();
        var memory = GC.GetGCMemoryInfo();
        return new ProcessHealth(
            release,
            startedAt,
            own.WorkingSet64,
            memory.HeapSizeBytes,
            Math.Round(memory.PauseTimePercentage / 100, 4),
            Math.Round(own.TotalProcessorTime.TotalSeconds, 1),
            ThreadPool.ThreadCount,
            ThreadPool.PendingWorkItemCount);
    }

    public static ShardHealth Tell(ShardStatus shard) => new(
        shard.Shard, shard.State.ToString(), shard.State == ConnectionState.Ready, shard.Latency?.TotalMilliseconds, shard.Reconnects, Line(shard.Reason));

    public static QueueHealth Tell(QueueSnapshot queue) => new(
        queue.Waiting,
        queue.InFlight,
        queue.Buckets,
        queue.InvalidRequests,
        InvalidAllowed,
        queue.GlobalWait.TotalMilliseconds,
        queue.StopWait.TotalMilliseconds,
        queue.TokenRejected,
        [.. queue.Routes.Take(MaxRoutes).Select(route => new RouteHealth(
            route.Route, route.Waiting, route.LongestWait.TotalMilliseconds, route.Sent, route.RateLimited, route.SharedLimited, route.Retried, route.Conflated))]);

    public static CacheHealth Tell(CacheSnapshot cache) => new(
        cache.Redis switch
        {
            RedisState.NotUsed => "not used",
            RedisState.Connected => "connected",
            RedisState.Away => "away",
            _ => throw new UnreachableException(),
        },
        [.. cache.Categories.Take(HealthReportRules.MaxRows).Select(category => new CacheCategoryHealth(
            category.Name,
            category.Lifetime.TotalSeconds,
            category.Entries,
            category.Capacity,
            category.Hits + category.RedisHits,
            category.Misses,
            category.Loads,
            category.Failures,
            category.Stale,
            category.HitRate))]);

    public static StoreHealth Tell(DatabaseReading reading) => new(
        reading.Health.Engine == DatabaseEngine.Postgres ? "PostgreSQL" : "SQLite",
        Line(reading.Health.Version),
        reading.Health.IsHealthy,
        reading.Health.Latency.TotalMilliseconds,
        reading.Health.SizeBytes,
        reading.Health.Connections,
        reading.Pool.Min,
        reading.Pool.Max,
        reading.Pool.InUse,
        reading.Pool.Peak,
        reading.Pool.Waiting,
        reading.Pool.LongestWait.TotalMilliseconds);

    public static JobHealth Tell(JobState job) => new(
        job.Name,
        job.Purpose,
        job.Schedule,
        job.Phase switch
        {
            JobPhase.Stopped => "stopped",
            JobPhase.Waiting => "waiting",
            JobPhase.Running => "running",
            JobPhase.BackingOff => "backing off",
            JobPhase.Stuck => "stuck",
            _ => throw new UnreachableException(),
        },
        job.Next,
        job.LastStart,
        job.LastDuration?.TotalMilliseconds,
        job.LastEnd switch
        {
            null => null,
            JobEnd.Succeeded => "succeeded",
            JobEnd.Failed => "failed",
            JobEnd.Hung => "hung",
            JobEnd.Cancelled => "cancelled",
            JobEnd.ElsewhereDone => "done elsewhere",
            _ => throw new UnreachableException(),
        },
        job.Runs,
        job.Failures,
        job.Hung,
        job.Overlaps,
        job.Uptime,
        job.Lateness?.OnTime);

    public static AlertHealth Tell(AlertState alert) => new(
        alert.Rule.Name,
        alert.Rule.Title,
        alert.Phase switch
        {
            AlertPhase.Unknown => "unknown",
            AlertPhase.Quiet => "quiet",
            AlertPhase.Pending => "pending",
            AlertPhase.Firing => "firing",
            _ => throw new UnreachableException(),
        },
        alert.Value,
        alert.Rule.Unit,
        alert.Rule.Threshold,
        alert.Rule.Side == AlertSide.Above,
        Line(alert.Detail),
        alert.Since);

    public static PastAlert Tell(AlertEvent alert) => new(
        alert.Rule, alert.Title, alert.Unit, alert.Threshold, alert.Worst, Line(alert.Detail), alert.Began, alert.Ended);

    /// <summary>One line that a report may carry.</summary>
    public static string? Line(string? text)
    {
        var line = text is null ? null : string.Concat(text.Select(static sign => char.IsControl(sign) ? ' ' : sign));
        return line is { Length: > BotReportRules.LongestText } ? line[..BotReportRules.LongestText] : line;
    }
}
