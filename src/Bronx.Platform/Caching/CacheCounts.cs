namespace Bronx.Platform.Caching;

/// <summary>One category's counts.</summary>
internal sealed class CacheCounts(string name, TimeSpan lifetime, int capacity)
{
    public long Hits;
    public long RedisHits;
    public long Misses;
    public long Loads;
    public long Failures;
    public long Stale;
    public long Evictions;
    public long Removals;
    public int Entries;

    public string Name => name;

    public CategoryUsage Read() => new(
        name, lifetime, Volatile.Read(ref Entries), capacity,
        Interlocked.Read(ref Hits), Interlocked.Read(ref RedisHits), Interlocked.Read(ref Misses), Interlocked.Read(ref Loads), Interlocked.Read(ref Failures),
        Interlocked.Read(ref Stale), Interlocked.Read(ref Evictions), Interlocked.Read(ref Removals));
}
