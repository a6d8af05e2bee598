using System.Diagnostics.Metrics;

namespace Bronx.Platform.Caching;

/// <summary>The cache as metrics: read off the board when somebody asks. Tags are categories.</summary>
internal static class CacheMeter
{
    public static void Watch(IMeterFactory meters, CacheBoard board)
    {
        var meter = meters.Create("Bronx.Cache");
        meter.CreateObservableCounter("cache.lookups", () => Lookups(board), "{lookup}", "Lookups by where they were answered");
        meter.CreateObservableCounter("cache.loads", () => Of(board, usage => usage.Loads), "{load}", "Values asked of their source");
        meter.CreateObservableCounter("cache.load.failures", () => Of(board, usage => usage.Failures), "{load}", "Loads that failed");
        meter.CreateObservableCounter("cache.stale", () => Of(board, usage => usage.Stale), "{answer}", "Failed loads answered with a value past its time");
        meter.CreateObservableCounter("cache.evictions", () => Of(board, usage => usage.Evictions), "{value}", "Values put out of memory for want of room");
        meter.CreateObservableCounter("cache.removals", () => Of(board, usage => usage.Removals), "{value}", "Values taken out because they changed or were cleared");
        meter.CreateObservableGauge("cache.entries", () => Of(board, usage => usage.Entries), "{value}", "Values in memory");
        meter.CreateObservableGauge("cache.redis.connected", () => board.Snapshot().Redis == RedisState.Connected ? 1 : 0, "{connection}", "Whether Redis is there");
    }

    private static IEnumerable<Measurement<long>> Of(CacheBoard board, Func<CategoryUsage, long> value) =>
        board.Snapshot().Categories.Select(usage => new Measurement<long>(value(usage), new KeyValuePair<string, object?>("category", usage.Name)));

    private static IEnumerable<Measurement<long>> Lookups(CacheBoard board) => board.Snapshot().Categories.SelectMany(usage =>
        new[] { (usage.Hits, "memory"), (usage.RedisHits, "redis"), (usage.Misses, "source") }.Select(part =>
            new Measurement<long>(part.Item1, new("category", usage.Name), new KeyValuePair<string, object?>("answered", part.Item2))));
}
