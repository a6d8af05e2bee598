using Bronx.Discord;
using Bronx.Discord.Gateway;
using Bronx.Platform.Caching;
using Bronx.Platform.Configuration.Live;
using Bronx.Platform.Jobs;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Bronx.Platform.Text;

namespace Bronx.Platform.Alerts;

/// <summary>Every rule with what is measured for it now. Each value comes from the part that measures it; null when it is unknown.</summary>
internal sealed class AlertGauges(
    LiveSettings settings, UsageTracker usage, CacheBoard cache, DiscordClient client, DatabaseWatch database, JobBoard jobs, LedgerWatch ledger, TimeProvider time)
{
    /// <summary>Fewer commands or lookups than this say nothing about a share.</summary>
    internal const int EnoughUses = 20;
    private const int EnoughLookups = 200;
    private const int FailuresToTell = 3;
    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly Queue<(DateTimeOffset At, long Hits, long Misses)> _lookups = new();

    public async Task<IReadOnlyList<AlertReading>> ReadAsync(CancellationToken ct)
    {
        var recent = usage.Recent();
        var queue = await client.Rest.GetQueueSnapshotAsync(ct);
        return
        [
            Above("ledger", "The ledger differs from its journal", "differences", 0, TimeSpan.Zero, ledger.Last?.Findings.Count, ledger.Last?.Findings is [var first, ..] ? first : null),
            Shards(),
            Database(),
            Jobs(),
            .. Commands(recent, settings.Of(AlertSettings.Errors), settings.Of(AlertSettings.Latency)),
            Above("rate-limits", "Discord turns requests away", "hits", settings.Of(AlertSettings.RateLimits), TimeSpan.FromSeconds(30), recent.RateLimits, null),
            Above("queue", "Requests to Discord pile up", "requests", settings.Of(AlertSettings.Queue), TimeSpan.FromMinutes(1), queue.Waiting, queue.Routes is [{ Waiting: > 0 } busiest, ..] ? busiest.Route : null),
            Above("memory", "The process takes much memory", "MB", settings.Of(AlertSettings.Memory), TimeSpan.FromMinutes(2), Environment.WorkingSet / 1_000_000.0, null),
            CacheHits(),
        ];
    }

    internal static AlertReading[] Commands(RecentUsage recent, double errors, double latency)
    {
        var isEnough = recent.Uses >= EnoughUses;
        var why = isEnough ? null : $"fewer than {EnoughUses} commands in five minutes are too few to tell";
        return
        [
            OverWithItsWindow(Above("errors", "Commands fail", "%", errors, TimeSpan.FromMinutes(1), isEnough ? 100.0 * recent.Failures / recent.Uses : null, why)),
            OverWithItsWindow(Above("latency", "Commands answer slowly", "ms", latency, TimeSpan.FromMinutes(1), isEnough ? recent.P95?.TotalMilliseconds : null, why)),
        ];
    }

    /// <summary>What nobody does any more is no trouble any more: once the window holds nothing of what was bad, it is over.</summary>
    private static AlertReading OverWithItsWindow(AlertReading reading) => reading with { Rule = reading.Rule with { OverUntold = Window } };

    /// <summary>Ends at nine tenths of where it begins, after a minute.</summary>
    private static AlertReading Above(string name, string title, string unit, double threshold, TimeSpan lasts, double? value, string? detail) =>
        new(new AlertRule(name, title, unit, AlertSide.Above, threshold, threshold * 0.9, lasts, TimeSpan.FromMinutes(1)), value, detail);

    private AlertReading Shards()
    {
        var shards = client.Shards;
        var down = shards.Where(shard => shard.State != ConnectionState.Ready).ToArray();
        return Above(
            "shards", "The connection to Discord is down", "shards", 0, TimeSpan.FromSeconds(30),
            shards.All(shard => shard.State == ConnectionState.Stopped) ? null : down.Length,
            down.Length == 0 ? null : string.Join(", ", down.Take(5).Select(shard => $"{shard.Shard}: {shard.Reason ?? shard.State.ToString()}")));
    }

    private AlertReading Database()
    {
        var health = database.Current?.Health;
        return Above(
            "database", "The database answers slowly or not at all", "ms", settings.Of(AlertSettings.Database), TimeSpan.FromSeconds(30),
            health is null ? null : health.IsHealthy ? health.Latency.TotalMilliseconds : AlertRule.NoAnswer, health?.Problem);
    }

    private AlertReading Jobs() => Jobs(jobs.Snapshot(), TimeSpan.FromMilliseconds(settings.Of(AlertSettings.JobLateness)), time.GetUtcNow());

    internal static AlertReading Jobs(IReadOnlyList<JobState> jobs, TimeSpan allowed, DateTimeOffset now)
    {
        var bad = jobs.Select(job => (job.Name, Trouble: Trouble(job, allowed, now))).Where(job => job.Trouble is not null).ToArray();

        // What several have in common is said once: mostly it is the database.
        var told = bad.GroupBy(job => job.Trouble, job => job.Name).Take(5).Select(alike => $"{string.Join(", ", alike.Take(5))}: {alike.Key}");
        return Above("jobs", "Background work fails or is late", "jobs", 0, TimeSpan.FromSeconds(30), bad.Length, bad.Length == 0 ? null : string.Join("; ", told));
    }

    /// <summary>What is wrong with a job, in words; null when nothing is.</summary>
    private static string? Trouble(JobState job, TimeSpan allowed, DateTimeOffset now)
    {
        // A loop has no time limit of its own that would end its round.
        if (job is { IsLoop: true, Phase: JobPhase.Running, LastStart: { } began } && now - began > LongestRound)
        {
            return $"at it for {DurationText.Write(TimeSpan.FromSeconds(Math.Floor((now - began).TotalSeconds)))}";
        }

        if (job.FailuresInARow >= FailuresToTell || job.Phase == JobPhase.Stuck)
        {
            return job.LastError;
        }

        // That the nightly backup once began late is no trouble for the whole day.
        var beganLate = job.LastLateness > allowed && now - job.LastStart < Window;
        return beganLate || (job.Phase == JobPhase.Waiting && job.Next < now - allowed) ? "late" : null;
    }

    private AlertReading CacheHits()
    {
        var (now, snapshot) = (time.GetUtcNow(), cache.Snapshot());
        _lookups.Enqueue((now, snapshot.Hits, snapshot.Misses));
        while (_lookups.Count > 1 && now - _lookups.Peek().At > Window)
        {
            _lookups.Dequeue();
        }

        var (_, hits, misses) = _lookups.Peek();
        var lookups = snapshot.Hits - hits + snapshot.Misses - misses;
        var threshold = settings.Of(AlertSettings.CacheHits);
        return OverWithItsWindow(new AlertReading(
            new AlertRule("cache-hits", "The cache seldom has the answer", "%", AlertSide.Below, threshold, Math.Min(100, threshold * 1.1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(1)),
            lookups < EnoughLookups ? null : 100.0 * (snapshot.Hits - hits) / lookups,
            snapshot.RedisProblem is { } problem ? $"Redis is away: {problem}" : lookups < EnoughLookups ? $"fewer than {EnoughLookups} lookups in five minutes are too few to tell" : null));
    }
}

/// <summary>A rule and what was measured for it.</summary>
internal sealed record AlertReading(AlertRule Rule, double? Value, string? Detail);
