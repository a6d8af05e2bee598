namespace Bronx.Platform.Caching;

/// <summary>What the cache did, by category: counted by the cache, read by dashboard, commands and alerts.</summary>
public sealed class CacheBoard
{
    private readonly Lock _gate = new();
    private CacheCounts[] _categories = [];
    private RedisState _redis = RedisState.NotUsed;
    private string? _problem;

    /// <summary>All counts at this moment, by category.</summary>
    public CacheSnapshot Snapshot()
    {
        var categories = Volatile.Read(ref _categories).Select(counts => counts.Read()).ToArray();
        lock (_gate)
        {
            return new CacheSnapshot(_redis, _problem, categories);
        }
    }

    internal CacheCounts Add(string name, TimeSpan lifetime, int capacity)
    {
        var counts = new CacheCounts(name, lifetime, capacity);
        lock (_gate)
        {
            _categories = [.. _categories.Append(counts).OrderBy(one => one.Name, StringComparer.Ordinal)];
        }

        return counts;
    }

    /// <param name="problem">In words, when it is away.</param>
    internal void Tell(RedisState redis, string? problem)
    {
        lock (_gate)
        {
            (_redis, _problem) = (redis, problem);
        }
    }
}
