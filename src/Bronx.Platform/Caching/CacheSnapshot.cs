namespace Bronx.Platform.Caching;

/// <summary>The cache at one moment.</summary>
/// <param name="RedisProblem">Why Redis is away, in words; null when it is there or not used.</param>
public sealed record CacheSnapshot(RedisState Redis, string? RedisProblem, IReadOnlyList<CategoryUsage> Categories)
{
    public long Hits => Categories.Sum(category => category.Hits + category.RedisHits);

    public long Misses => Categories.Sum(category => category.Misses);

    /// <summary>Share of lookups that needed no load, 0 to 1; null when there was none.</summary>
    public double? HitRate => CategoryUsage.Share(Hits, Misses);
}

public enum RedisState
{
    /// <summary>No address was set: memory alone serves.</summary>
    NotUsed,
    Connected,

    /// <summary>Memory alone serves until it is back.</summary>
    Away,
}

/// <summary>One category since the process started.</summary>
/// <param name="Lifetime">How long a value is fresh, before jitter.</param>
/// <param name="Entries">In memory now.</param>
/// <param name="Capacity">In memory at most.</param>
/// <param name="Hits">Answered from memory.</param>
/// <param name="RedisHits">Not in memory, answered from Redis.</param>
/// <param name="Misses">Had to be loaded, or had to wait for a load that was under way.</param>
/// <param name="Loads">Asked of the source: one for all who missed a key at once.</param>
/// <param name="Failures">Loads that failed.</param>
/// <param name="Stale">Failed loads that were answered with a value past its time.</param>
/// <param name="Evictions">Put out of memory for want of room.</param>
/// <param name="Removals">Taken out because they changed here or in another process, or were cleared.</param>
public sealed record CategoryUsage(
    string Name, TimeSpan Lifetime, int Entries, int Capacity,
    long Hits, long RedisHits, long Misses, long Loads, long Failures, long Stale, long Evictions, long Removals)
{
    /// <summary>Share of lookups that needed no load, 0 to 1; null when there was none.</summary>
    public double? HitRate => Share(Hits + RedisHits, Misses);

    internal static double? Share(long hits, long misses) => hits + misses == 0 ? null : (double)hits / (hits + misses);
}
