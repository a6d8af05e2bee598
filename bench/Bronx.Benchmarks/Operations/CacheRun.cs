using System.Diagnostics.Metrics;
using System.Globalization;
using Bronx.Benchmarks.Reporting;
using Bronx.Platform.Caching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Benchmarks.Operations;

/// <summary>What a hit costs, how often there is one, and how many loads a crowd makes.</summary>
internal static class CacheRun
{
    /// <summary>Well below the time that the system gives a thread at once: most parts are not interrupted by other work.</summary>
    private const int Part = 10_000;

    public static async Task<ResultPage> RunAsync(Arguments options, CancellationToken ct)
    {
        var (hits, keys, lookups, exponent) = (options.Number("hits", 20_000_000), options.Number("keys", 100_000), options.Number("lookups", 2_000_000), options.Number("exponent", 120) / 100.0);
        const int Capacity = 20_000;
        var page = new ResultPage("cache", "The cache in memory", string.Create(CultureInfo.InvariantCulture, $"""
            {hits:N0} hits over 1,024 keys by one thread; the median of parts of {Part:N0}, of the second half. Then {lookups:N0} lookups of {keys:N0} keys by Zipf's law with exponent {exponent:0.0#}, with room for
            {Capacity:N0} values (as the category of names has), after as many to fill it.
            """));
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var board = new CacheBoard();
        await using var cache = new Cache(new CacheOptions(), board, TimeProvider.System, new Random(1), services.GetRequiredService<IMeterFactory>(), NullLoggerFactory.Instance);

        var loads = 0;
        var small = cache.Add(new CacheCategory<ulong, string>("small", TimeSpan.FromHours(1), key => key.ToString(CultureInfo.InvariantCulture)), (key, _) => Task.FromResult($"{key}"));
        for (var key = 0UL; key < 1_024; key++)
        {
            await small.GetAsync(key, ct);
        }

        var (times, least) = (new List<double>(), long.MaxValue);
        for (var part = 0; part < hits / Part; part++)
        {
            var (took, bytes) = Hit(small);
            if (part >= hits / Part / 2)
            {
                times.Add(took.TotalNanoseconds / Part);
                least = Math.Min(least, bytes);
            }
        }

        times.Sort();
        page.Target("cache hit in memory", "≤ 60 ns", string.Create(CultureInfo.InvariantCulture, $"{times[times.Count / 2]:F1} ns"), times[times.Count / 2] <= 60);
        page.Target("allocated by it", "0 B", $"{least / Part} B", least / Part == 0);

        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var crowd = cache.Add(new CacheCategory<ulong, string>("crowd", TimeSpan.FromHours(1), key => key.ToString(CultureInfo.InvariantCulture)), async (key, _) =>
        {
            Interlocked.Increment(ref loads);
            await go.Task;
            return $"{key}";
        });
        var asked = Enumerable.Range(0, 10_000).Select(_ => Task.Run(() => crowd.GetAsync(1, ct).AsTask(), ct)).ToArray();
        go.SetResult();
        await Task.WhenAll(asked);
        page.Target("10,000 concurrent misses of one key", "1 load", $"{loads}", loads == 1);

        var zipf = new Zipf(keys, exponent, new Random(5));
        var wide = cache.Add(
            new CacheCategory<int, string>("wide", TimeSpan.FromHours(1), key => key.ToString(CultureInfo.InvariantCulture)) { Capacity = Capacity }, (key, _) => Task.FromResult($"{key}"));
        for (var i = 0; i < lookups; i++)
        {
            await wide.GetAsync(zipf.Next(), ct);
        }

        var filled = Usage();
        for (var i = 0; i < lookups; i++)
        {
            await wide.GetAsync(zipf.Next(), ct);
        }

        var rate = (double)(Usage().Hits - filled.Hits) / lookups;
        page.Target("hit rate on a Zipf load", "≥ 95 %", string.Create(CultureInfo.InvariantCulture, $"{rate:P1}"), rate >= 0.95);
        page.Row("as many hits as there could be, with the most wanted always in memory", string.Create(CultureInfo.InvariantCulture, $"{zipf.ShareOf(Capacity):P1}"));
        page.Row("values in memory afterwards", $"{Usage().Entries:N0} of {Capacity:N0}");
        return page;

        CategoryUsage Usage() => board.Snapshot().Categories.Single(usage => usage.Name == "wide");
    }

    private static (TimeSpan Took, long Bytes) Hit(CachedValues<ulong, string> values)
    {
        var (before, began) = (GC.GetAllocatedBytesForCurrentThread(), TimeProvider.System.GetTimestamp());
        for (var i = 0; i < Part; i++)
        {
            var hit = values.GetAsync((ulong)i & 1_023, CancellationToken.None);
            if (!hit.IsCompletedSuccessfully)
            {
                throw new BenchException("A value that was just loaded is not in memory any more.");
            }
        }

        return (TimeProvider.System.GetElapsedTime(began), GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>Keys by Zipf's law: the k-th most wanted is asked for k^-exponent times as often as the first.</summary>
    private sealed class Zipf
    {
        private readonly double[] _sums;
        private readonly Random _random;

        public Zipf(int keys, double exponent, Random random)
        {
            _random = random;
            _sums = new double[keys];
            var sum = 0.0;
            for (var k = 0; k < keys; k++)
            {
                _sums[k] = sum += Math.Pow(k + 1, -exponent);
            }
        }

        /// <summary>How many of all lookups ask for one of the most wanted keys.</summary>
        public double ShareOf(int mostWanted) => _sums[Math.Min(mostWanted, _sums.Length) - 1] / _sums[^1];

        public int Next()
        {
            var found = Array.BinarySearch(_sums, _random.NextDouble() * _sums[^1]);
            return found < 0 ? Math.Min(~found, _sums.Length - 1) : found;
        }
    }
}
