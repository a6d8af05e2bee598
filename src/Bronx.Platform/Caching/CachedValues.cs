using System.Collections.Concurrent;
using Bronx.Platform.Caching.Redis;

namespace Bronx.Platform.Caching;

/// <summary>The values of one category. A hit costs one lookup and no allocation.</summary>
public sealed class CachedValues<TKey, TValue> : ICachedCategory
    where TKey : notnull
{
    private static readonly TimeSpan LoadWithin = TimeSpan.FromSeconds(10);

    /// <summary>How long a value past its time answers before its failing source is asked again.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly CacheCategory<TKey, TValue> _category;
    private readonly Func<TKey, CancellationToken, Task<TValue>> _load;
    private readonly CacheCounts _counts;
    private readonly RedisLink? _redis;
    private readonly Func<double> _jitter;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<TKey, CacheEntry<TKey, TValue>> _entries = new();
    private readonly Dictionary<TKey, Flight> _flights = [];

    /// <summary>Keys that are in memory or on their way, by their texts: other processes tell of changes by text. Empty where nobody tells.</summary>
    private readonly Dictionary<string, TKey> _byText = new(StringComparer.Ordinal);

    private readonly CacheOrder<TKey, TValue> _order = new();
    private readonly Lock _gate = new();

    internal CachedValues(
        CacheCategory<TKey, TValue> category, Func<TKey, CancellationToken, Task<TValue>> load, CacheCounts counts, RedisLink? redis, Func<double> jitter, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(category.Capacity, 1, nameof(category));
        _category = category;
        _load = load;
        _counts = counts;
        _redis = redis;
        _jitter = jitter;
        _time = time;
    }

    string ICachedCategory.Name => _category.Name;

    bool ICachedCategory.IsShared => _category.Shared;

    /// <summary>The value, from memory, from Redis, or loaded.</summary>
    /// <exception cref="Exception">What loading threw, when there is no value that may still be used.</exception>
    public ValueTask<TValue> GetAsync(TKey key, CancellationToken ct)
    {
        if (_entries.TryGetValue(key, out var entry) && _time.GetTimestamp() < entry.FreshUntil)
        {
            entry.Touch();
            Interlocked.Increment(ref _counts.Hits);
            return new ValueTask<TValue>(entry.Value);
        }

        return new ValueTask<TValue>(MissAsync(key, ct));
    }

    /// <summary>Forgets a value because it changed: here, in Redis and in other processes. What is being loaded of it is not kept.</summary>
    public Task RemoveAsync(TKey key)
    {
        lock (_gate)
        {
            RemoveUnderLock(key);
            return _redis?.RemoveAsync(NameOf(key)) ?? Task.CompletedTask;
        }
    }

    long ICachedCategory.Count(Predicate<string> fits) => _entries.Keys.LongCount(key => fits(NameOf(key)));

    void ICachedCategory.RemoveHere(Predicate<string> fits, HashSet<string> gone)
    {
        lock (_gate)
        {
            foreach (var key in _entries.Keys.Concat(_flights.Keys).Where(key => fits(NameOf(key))).ToArray())
            {
                if (RemoveUnderLock(key))
                {
                    gone.Add(NameOf(key));
                }
            }
        }
    }

    void ICachedCategory.RemoveHere(string key)
    {
        lock (_gate)
        {
            if (!_byText.TryGetValue(key, out var known))
            {
                return;
            }

            // What this process loaded just before it heard of the change may have reached Redis just after the change did.
            if (_flights.ContainsKey(known) || (_entries.TryGetValue(known, out var entry) && _time.GetElapsedTime(entry.Loaded) < LoadWithin))
            {
                _redis?.RemoveQuietly(NameOf(known));
            }

            RemoveUnderLock(known);
        }
    }

    private string NameOf(TKey key) => $"{_category.Name}:{_category.KeyText(key)}";

    private async Task<TValue> MissAsync(TKey key, CancellationToken ct)
    {
        Flight? flight;
        var mine = false;
        lock (_gate)
        {
            // Somebody may have landed since the first look.
            if (_entries.TryGetValue(key, out var entry) && _time.GetTimestamp() < entry.FreshUntil)
            {
                Interlocked.Increment(ref _counts.Misses);
                return entry.Value;
            }

            if (!_flights.TryGetValue(key, out flight))
            {
                flight = new Flight();
                _flights.Add(key, flight);
                mine = true;
                if (_redis is not null)
                {
                    _byText[_category.KeyText(key)] = key;
                }
            }
        }

        if (mine)
        {
            _ = Task.Run(() => FlyAsync(key, flight), CancellationToken.None);
        }

        var landed = await flight.Landed.Task.WaitAsync(ct);
        Interlocked.Increment(ref landed.FromRedis ? ref _counts.RedisHits : ref _counts.Misses);
        return landed.Value;
    }

    private async Task FlyAsync(TKey key, Flight flight)
    {
        try
        {
            if (_redis is not null && CacheEnvelope.Open<TValue>(await _redis.GetAsync(NameOf(key)), _category.Version, _time.GetUtcNow()) is { } shared
                && shared.Left <= _category.Lifetime)
            {
                Keep(key, flight, shared.Value, shared.Left, share: false);
                flight.Landed.TrySetResult((shared.Value, true));
                return;
            }

            Interlocked.Increment(ref _counts.Loads);
            using var limit = new CancellationTokenSource(LoadWithin, _time);
            var value = await _load(key, limit.Token).WaitAsync(LoadWithin, _time, CancellationToken.None);
            Keep(key, flight, value, _category.Lifetime * _jitter(), share: true);
            flight.Landed.TrySetResult((value, false));
        }
        catch (Exception fault)
        {
            // The source failed: those who wait get the last value while it may be used, else the fault itself.
            Interlocked.Increment(ref _counts.Failures);
            if (StaleOf(key, flight) is { } stale)
            {
                Interlocked.Increment(ref _counts.Stale);
                flight.Landed.TrySetResult((stale.Value, false));
            }
            else
            {
                flight.Landed.TrySetException(fault);
            }
        }
    }

    /// <summary>Keeps what was loaded unless it was removed meanwhile. Redis hears of both in the order in which they happened.</summary>
    private void Keep(TKey key, Flight flight, TValue value, TimeSpan left, bool share)
    {
        lock (_gate)
        {
            if (!_flights.TryGetValue(key, out var current) || !ReferenceEquals(current, flight))
            {
                return;
            }

            _flights.Remove(key);
            var now = _time.GetTimestamp();
            var entry = new CacheEntry<TKey, TValue>(key, value, now, now + Ticks(left), now + Ticks(left + _category.UsableStale));
            if (_entries.TryGetValue(key, out var before))
            {
                _order.Remove(before);
            }

            MakeRoom(before is null ? 1 : 0);
            _entries[key] = entry;
            _order.Add(entry);
            _counts.Entries = _entries.Count;
            if (share)
            {
                _redis?.SetQuietly(NameOf(key), CacheEnvelope.Seal(value, _category.Version, _time.GetUtcNow() + left), left);
            }
        }
    }

    private CacheEntry<TKey, TValue>? StaleOf(TKey key, Flight flight)
    {
        lock (_gate)
        {
            if (_flights.TryGetValue(key, out var current) && ReferenceEquals(current, flight))
            {
                _flights.Remove(key);
                ForgetText(key);
            }

            var now = _time.GetTimestamp();
            if (!_entries.TryGetValue(key, out var entry) || now >= entry.UsableUntil)
            {
                return null;
            }

            entry.FreshUntil = Math.Min(now + Ticks(RetryAfter), entry.UsableUntil);
            return entry;
        }
    }

    private void MakeRoom(int places)
    {
        while (_entries.Count + places > _category.Capacity && _order.TakeOut() is { } outcast)
        {
            _entries.TryRemove(outcast.Key, out _);
            ForgetText(outcast.Key);
            Interlocked.Increment(ref _counts.Evictions);
        }
    }

    /// <returns>Whether there was a value.</returns>
    private bool RemoveUnderLock(TKey key)
    {
        // Whoever asks from now on starts a load of their own; what is under way was begun before the change.
        _flights.Remove(key);
        var had = _entries.TryRemove(key, out var entry);
        ForgetText(key);
        if (!had)
        {
            return false;
        }

        _order.Remove(entry!);
        _counts.Entries = _entries.Count;
        Interlocked.Increment(ref _counts.Removals);
        return true;
    }

    private void ForgetText(TKey key)
    {
        if (_byText.Count > 0 && !_entries.ContainsKey(key) && !_flights.ContainsKey(key))
        {
            _byText.Remove(_category.KeyText(key));
        }
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);

    private sealed class Flight
    {
        public TaskCompletionSource<(TValue Value, bool FromRedis)> Landed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
