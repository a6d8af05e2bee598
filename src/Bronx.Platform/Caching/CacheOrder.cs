namespace Bronx.Platform.Caching;

/// <summary>
/// Which value goes when there is no room: the SIEVE rule (Zhang and others, NSDI 2024). Values stay in the order in which they came; a hand
/// moves from the oldest to the newest, spares what was used since it last passed, and puts out the first that was not. What came for one
/// use only is found soon, so that many such cannot push out what is wanted often. A use moves nothing, so it needs no lock; everything here does.
/// </summary>
internal sealed class CacheOrder<TKey, TValue>
{
    private CacheEntry<TKey, TValue>? _newest;
    private CacheEntry<TKey, TValue>? _oldest;
    private CacheEntry<TKey, TValue>? _hand;

    public void Add(CacheEntry<TKey, TValue> entry)
    {
        entry.Older = _newest;
        _newest?.Newer = entry;
        _newest = entry;
        _oldest ??= entry;
    }

    public void Remove(CacheEntry<TKey, TValue> entry)
    {
        if (ReferenceEquals(_hand, entry))
        {
            _hand = entry.Newer;
        }

        if (entry.Older is { } older)
        {
            older.Newer = entry.Newer;
        }
        else
        {
            _oldest = entry.Newer;
        }

        if (entry.Newer is { } newer)
        {
            newer.Older = entry.Older;
        }
        else
        {
            _newest = entry.Older;
        }

        (entry.Newer, entry.Older) = (null, null);
    }

    /// <summary>Takes out the value to do without; null when there is none.</summary>
    public CacheEntry<TKey, TValue>? TakeOut()
    {
        var candidate = _hand ?? _oldest;
        while (candidate is not null && candidate.WasTouched())
        {
            candidate = candidate.Newer ?? _oldest;
        }

        if (candidate is not null)
        {
            _hand = candidate;
            Remove(candidate);
        }

        return candidate;
    }
}
