using Bronx.Platform.Reporting;

namespace Bronx.Dashboard.Pages.Health;

/// <summary>One section per part.</summary>
internal static class PartSections
{
    /// <summary>More shards than this are told as a sum, and only those that are not well by name.</summary>
    private const int ShardsInARow = 64;

    private static readonly Column[] Shards = [new("Shard"), new("State"), new("Heartbeat"), new("Reconnects", IsWide: true), new("Reason", IsWide: true)];

    private static readonly Column[] Routes =
    [
        new("Route"), new("Waiting"), new("Longest", "How long the oldest has waited", IsWide: true), new("Sent"),
        new("Limited", "Answers that told it to wait (429); shared limits are somebody else’s doing"), new("Again", "Sent again after a fault", IsWide: true),
        new("Merged", "Edits replaced by a newer one before they were sent", IsWide: true),
    ];

    private static readonly Column[] Jobs =
    [
        new("Job"), new("State"), new("Last run"), new("Took", IsWide: true), new("Runs", IsWide: true), new("Failed"), new("On time", "Begun within 100 ms", IsWide: true),
        new("Uptime", "Share of the time in which its latest run had not failed", IsWide: true),
    ];

    private static readonly Column[] Categories =
    [
        new("Category"), new("Hit rate"), new("Hits", IsWide: true), new("Misses", IsWide: true), new("Entries"), new("Keeps", "How long a value is fresh", IsWide: true),
        new("Failed", "Loads that failed", IsWide: true),
    ];

    public static void WriteShards(Html page, IReadOnlyList<ShardHealth>? shards)
    {
        page.Write($"<section class=\"card\"><h2>Connection to Discord</h2>\n");
        if (shards is null)
        {
            WriteUnknown(page);
            return;
        }

        var told = shards.Count > ShardsInARow ? shards.Where(static shard => !shard.IsReady).Take(ShardsInARow).ToList() : shards;
        page.Write($"<p class=\"small\">{shards.Count(static shard => shard.IsReady)} of {shards.Count} shards connected.</p>\n");
        if (told.Count > 0)
        {
            page.WriteTable("Shards", Shards, told.Select(static shard => (IReadOnlyList<Cell>)
            [
                $"{shard.Shard}", new(shard.State, null, !shard.IsReady), Figures.Duration(shard.LatencyMs), Cell.Count(shard.Reconnects), shard.Reason ?? "",
            ]));
        }

        page.Write($"</section>\n");
    }

    public static void WriteQueue(Html page, QueueHealth? queue)
    {
        page.Write($"<section class=\"card\"><h2>Requests to Discord</h2>\n");
        if (queue is null)
        {
            WriteUnknown(page);
            return;
        }

        page.Write($"<dl class=\"lines\">\n");
        WriteLine(page, "Waiting", Figures.Exact(queue.Waiting));
        WriteLine(page, "Sent, not answered yet", Figures.Exact(queue.InFlight));
        WriteLine(page, "Limits in use (buckets)", Figures.Exact(queue.Buckets));
        WriteLine(page, "Invalid within ten minutes", $"{Figures.Exact(queue.InvalidRequests)} of {Figures.Exact(queue.InvalidAllowed)}");
        if (queue.GlobalWaitMs > 0) WriteLine(page, "The global limit holds everything for", Figures.Duration(queue.GlobalWaitMs));
        if (queue.StopWaitMs > 0) WriteLine(page, "Nothing is sent for", Figures.Duration(queue.StopWaitMs));
        page.Write($"</dl>\n");
        if (queue.Routes.Count > 0)
        {
            page.Write($"<div class=\"scroll tall\" tabindex=\"0\" role=\"region\" aria-label=\"Requests by route\">");
            page.WriteTable("Requests by route, those that wait first", Routes, queue.Routes.Select(static route => (IReadOnlyList<Cell>)
            [
                new(HealthTexts.Route(route.Route), route.Route),
                Cell.Count(route.Waiting),
                route.Waiting > 0 ? Figures.Duration(route.LongestWaitMs) : Figures.Unknown,
                Cell.Count(route.Sent),
                new(Figures.Compact(route.RateLimited), $"{Figures.Exact(route.RateLimited)}, of these {Figures.Exact(route.SharedLimited)} shared", route.RateLimited > route.SharedLimited),
                Cell.Count(route.Retried),
                Cell.Count(route.Conflated),
            ]));
            page.Write($"</div>");
        }

        page.Write($"</section>\n");
    }

    public static void WriteDatabase(Html page, StoreHealth? store)
    {
        page.Write($"<section class=\"card\"><h2>Database</h2>\n");
        if (store is null)
        {
            WriteUnknown(page);
            return;
        }

        page.Write($"<dl class=\"lines\">\n");
        WriteLine(page, "Engine", store.Version ?? store.Engine);
        WriteLine(page, "State", store.IsHealthy ? "Healthy" : "Not healthy: the log says why", !store.IsHealthy);
        WriteLine(page, "Answers in", Figures.Duration(store.LatencyMs));
        WriteLine(page, "Size", HealthTexts.Size(store.SizeBytes));
        WriteLine(page, "Connections open", store.Connections is { } open ? $"{Figures.Exact(open)}, at most {Figures.Exact(store.PoolMax)}" : Figures.Unknown);
        WriteLine(page, "At work now, at most so far", $"{Figures.Exact(store.InUse)}, {Figures.Exact(store.Peak)}");
        WriteLine(page, "Longest wait for one", Figures.Duration(store.LongestWaitMs));
        page.Write($"</dl></section>\n");
    }

    public static void WriteProcess(Html page, ProcessHealth? process, DateTimeOffset now)
    {
        page.Write($"<section class=\"card\"><h2>Memory and processor</h2>\n");
        if (process is null)
        {
            WriteUnknown(page);
            return;
        }

        page.Write($"<dl class=\"lines\">\n");
        WriteLine(page, "Memory in use", HealthTexts.Size(process.MemoryBytes));
        WriteLine(page, "Of this, objects", HealthTexts.Size(process.HeapBytes));
        WriteLine(page, "Stopped for collections", Figures.Percent(process.PauseShare));
        WriteLine(page, "Processor time", Figures.Span(TimeSpan.FromSeconds(process.ProcessorSeconds)));
        WriteLine(page, "Threads, work waiting for one", $"{Figures.Exact(process.PoolThreads)}, {Figures.Exact(process.PoolWaiting)}");
        WriteLine(page, "Running for", Figures.Span(now - process.StartedAt));
        WriteLine(page, "Release", process.Release);
        page.Write($"</dl></section>\n");
    }

    public static void WriteJobs(Html page, IReadOnlyList<JobHealth>? jobs, DateTimeOffset now)
    {
        page.Write($"<section class=\"card\"><h2>Background jobs</h2>\n");
        if (jobs is not { Count: > 0 })
        {
            page.Write($"<p class=\"empty\">{(jobs is null ? HealthTexts.UnknownPart : "There are none.")}</p></section>\n");
            return;
        }

        page.WriteTable("Background jobs", Jobs, jobs.Select(job => (IReadOnlyList<Cell>)
        [
            new(job.Name, $"{job.Purpose} ({job.Schedule})"),
            new(char.ToUpperInvariant(job.Phase[0]) + job.Phase[1..], job.LastEnd is null ? null : $"Last run {job.LastEnd}", job.Phase is "stuck" or "backing off"),
            job.LastStart is { } last ? new Cell(Figures.Ago(now - last), LiveFigure.Instant(last)) : "not yet",
            Figures.Duration(job.LastMs),
            Cell.Count(job.Runs),
            new(Figures.Compact(job.Failures + job.Hung), $"{Figures.Exact(job.Failures)} failed, {Figures.Exact(job.Hung)} took too long, {Figures.Exact(job.Overlaps)} left out", job.Failures + job.Hung > 0),
            job.OnTime is { } share ? Figures.Percent(share) : Figures.Unknown,
            Figures.Percent(job.Uptime),
        ]));
        page.Write($"</section>\n");
    }

    public static void WriteCache(Html page, CacheHealth? cache)
    {
        page.Write($"<section class=\"card\"><h2>Cache</h2>\n");
        if (cache is null)
        {
            WriteUnknown(page);
            return;
        }

        page.Write($"<p class=\"small\">Redis: {cache.Redis}.</p>\n");
        if (cache.Categories.Count == 0)
        {
            page.Write($"<p class=\"empty\">Nothing was cached yet.</p></section>\n");
            return;
        }

        page.WriteTable("Cache by category", Categories, cache.Categories.Select(static category => (IReadOnlyList<Cell>)
        [
            category.Name,
            category.HitRate is { } rate ? Figures.Percent(rate) : Figures.Unknown,
            Cell.Count(category.Hits),
            Cell.Count(category.Misses),
            new(Figures.Compact(category.Entries), $"{Figures.Exact(category.Entries)} of at most {Figures.Exact(category.Capacity)}"),
            Figures.Span(TimeSpan.FromSeconds(category.LifetimeSeconds)),
            new(Figures.Compact(category.Failures), $"{Figures.Exact(category.Failures)} failed, {Figures.Exact(category.Stale)} answered with an older value", category.Failures > 0),
        ]));
        page.Write($"</section>\n");
    }

    private static void WriteUnknown(Html page) => page.Write($"<p class=\"empty\">{HealthTexts.UnknownPart}</p></section>\n");

    private static void WriteLine(Html page, string name, string value, bool isBad = false)
    {
        page.Write($"<div><dt>{name}</dt><dd");
        if (isBad) page.Write($" class=\"bad\"");
        page.Write($">{value}</dd></div>\n");
    }
}
