namespace Bronx.Platform.Caching;

/// <summary>One remembered value. Instants are timestamps of the cache's clock.</summary>
internal sealed class CacheEntry<TKey, TValue>(TKey key, TValue value, long loaded, long freshUntil, long usableUntil)
{
    private bool _touched;

    public TKey Key => key;

    public TValue Value => value;

    public long Loaded => loaded;

    /// <summary>Moved on while its source fails.</summary>
    public long FreshUntil { get; set; } = freshUntil;

    public long UsableUntil => usableUntil;

    /// <summary>Its place in <see cref="CacheOrder{TKey,TValue}"/>.</summary>
    public CacheEntry<TKey, TValue>? Newer { get; set; }

    public CacheEntry<TKey, TValue>? Older { get; set; }

    /// <summary>Written only once per round: readers of a hot value do not fight for its line of memory.</summary>
    public void Touch()
    {
        if (!_touched)
        {
            _touched = true;
        }
    }

    public bool WasTouched()
    {
        var was = _touched;
        _touched = false;
        return was;
    }
}
