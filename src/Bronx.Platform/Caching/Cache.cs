using System.Diagnostics.Metrics;
using System.Text;
using System.Text.RegularExpressions;
using Bronx.Platform.Caching.Redis;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Caching;

/// <summary>
/// Memory in front of Redis. Redis absent or dying changes how long an answer takes and nothing else: what cannot be shared is loaded, what
/// could not be told is told when it is back, and no value is used longer than its time.
/// </summary>
public sealed class Cache : IAsyncDisposable
{
    private readonly CacheOptions _options;
    private readonly CacheBoard _board;
    private readonly TimeProvider _time;
    private readonly Random _chance;
    private readonly RedisLink? _redis;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ICachedCategory> _categories = new(StringComparer.Ordinal);

    /// <param name="chance">Source of jitter; may be seeded. Guarded here, so it may be one that is not safe to share.</param>
    public Cache(CacheOptions options, CacheBoard board, TimeProvider time, Random chance, IMeterFactory meters, ILoggerFactory logs)
    {
        _options = options;
        _board = board;
        _time = time;
        _chance = chance;
        CacheMeter.Watch(meters, board);
        if (options.RedisUrl is { } url)
        {
            board.Tell(RedisState.Away, "not connected yet");
            _redis = new RedisLink(RedisAddress.Parse(url.Reveal()), time, logs.CreateLogger<Cache>())
            {
                Heard = HearAsync,
                Back = ForgetAll,
                Changed = board.Tell,
            };
            _redis.Start();
        }
    }

    /// <summary>Makes a category; once per name.</summary>
    /// <param name="load">Where a value comes from. One call serves all who miss a key at once; it is cancelled after ten seconds, not when one of them leaves.</param>
    public CachedValues<TKey, TValue> Add<TKey, TValue>(CacheCategory<TKey, TValue> category, Func<TKey, CancellationToken, Task<TValue>> load)
        where TKey : notnull
    {
        var lifetime = _options.LifetimeOf(category.Name, category.Lifetime);
        var counts = _board.Add(category.Name, lifetime, category.Capacity);
        var values = new CachedValues<TKey, TValue>(category with { Lifetime = lifetime }, load, counts, category.Shared ? _redis : null, Jitter, _time);
        lock (_gate)
        {
            _categories.Add(category.Name, values);
        }

        return values;
    }

    /// <summary>Forgets every value whose name fits, here, in Redis and in other processes.</summary>
    /// <param name="pattern">"names:*", "leaderboards:1234", "*"; <c>*</c> stands for any text.</param>
    /// <returns>How many different values went, of this process and of Redis.</returns>
    public async Task<long> ClearAsync(string pattern, CancellationToken ct)
    {
        var gone = ClearHere(pattern);
        if (_redis is not null)
        {
            gone.UnionWith(await _redis.ClearAsync(pattern, ct));
        }

        return gone.Count;
    }

    /// <summary>How many values in this process's memory fit a pattern.</summary>
    public long Count(string pattern)
    {
        var glob = Glob(pattern);
        return Categories().Sum(category => category.Count(glob.IsMatch));
    }

    public async ValueTask DisposeAsync()
    {
        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }
    }

    /// <summary>A pattern as the cache reads it, so that a text can be asked before it is cleared.</summary>
    internal static Regex Glob(string pattern) => new(
        new StringBuilder("^").AppendJoin(".*", pattern.Split('*').Select(Regex.Escape)).Append('$').ToString(),
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline);

    private HashSet<string> ClearHere(string pattern)
    {
        var glob = Glob(pattern);
        var gone = new HashSet<string>(StringComparer.Ordinal);
        foreach (var category in Categories())
        {
            category.RemoveHere(glob.IsMatch, gone);
        }

        return gone;
    }

    private double Jitter()
    {
        lock (_gate)
        {
            return 1 - (_chance.NextDouble() / 10);
        }
    }

    private ICachedCategory[] Categories()
    {
        lock (_gate)
        {
            return [.. _categories.Values];
        }
    }

    /// <summary>Another process changed something.</summary>
    private void HearAsync(RedisNotice notice)
    {
        if (notice.IsPattern)
        {
            ClearHere(notice.Text);
        }
        else if (notice.Text.Split(':', 2) is [var name, var key])
        {
            Categories().FirstOrDefault(category => category.Name == name)?.RemoveHere(key);
        }
    }

    /// <summary>What changed while nobody could be heard is not known: nothing that is shared may stay.</summary>
    private void ForgetAll()
    {
        foreach (var category in Categories().Where(category => category.IsShared))
        {
            category.RemoveHere(static _ => true, []);
        }
    }
}

/// <summary>What the cache does to a category without knowing its types.</summary>
internal interface ICachedCategory
{
    string Name { get; }

    bool IsShared { get; }

    long Count(Predicate<string> fits);

    /// <summary>Removes from memory what fits; names are "category:key".</summary>
    void RemoveHere(Predicate<string> fits, HashSet<string> gone);

    /// <summary>Another process removed it.</summary>
    void RemoveHere(string key);
}
