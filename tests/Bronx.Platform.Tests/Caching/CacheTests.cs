using Bronx.Platform.Caching;
using Bronx.Testing;

namespace Bronx.Platform.Tests.Caching;

public sealed class CacheTests : IAsyncDisposable
{
    private readonly HeldClock _clock = new();
    private readonly CacheUnderTest _cache;
    private int _loads;

    public CacheTests() => _cache = new CacheUnderTest(_clock);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _cache.DisposeAsync();

    [Fact]
    public async Task AHit_AllocatesNothing()
    {
        await using var real = new CacheUnderTest(TimeProvider.System);
        var notes = real.Notes(LoadAsync);
        await notes.GetAsync(1, Cancel);
        async ValueTask<long> RoundAsync()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1_000; i++)
            {
                await notes.GetAsync(1, CancellationToken.None);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        var least = long.MaxValue;
        for (var round = 0; round < 6; round++)
        {
            least = Math.Min(least, await RoundAsync());
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public async Task TenThousandConcurrentMissesOfOneKey_AreOneLoad()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var notes = _cache.Notes(async (key, ct) =>
        {
            await go.Task;
            return await LoadAsync(key, ct);
        });
        var asked = Enumerable.Range(0, 10_000).Select(_ => Task.Run(() => notes.GetAsync(7, Cancel).AsTask())).ToArray();
        go.SetResult();
        Assert.All(await Task.WhenAll(asked), value => Assert.Equal("7 #1", value));
        Assert.Equal(1, _loads);
        Assert.Equal(1, _cache.Usage().Loads);
        Assert.Equal(10_000, _cache.Usage().Hits + _cache.Usage().Misses);
    }

    [Fact]
    public async Task AValue_IsLoadedAgainWhenItsTimeIsOver()
    {
        var notes = _cache.Notes(LoadAsync);
        Assert.Equal("1 #1", await notes.GetAsync(1, Cancel));
        _clock.Advance(TimeSpan.FromSeconds(53));
        Assert.Equal("1 #1", await notes.GetAsync(1, Cancel));
        _clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal("1 #2", await notes.GetAsync(1, Cancel));
        Assert.Equal(1.0 / 3, _cache.Usage().HitRate!.Value, 3);
    }

    [Fact]
    public async Task Lifetimes_AreSpreadByUpToATenth()
    {
        var notes = _cache.Notes(LoadAsync);
        for (var key = 0; key < 100; key++)
        {
            await notes.GetAsync(key, Cancel);
        }

        _clock.Advance(TimeSpan.FromSeconds(57));
        for (var key = 0; key < 100; key++)
        {
            await notes.GetAsync(key, Cancel);
        }

        Assert.InRange(_loads, 120, 180);
    }

    [Fact]
    public async Task WhileItsSourceFails_AStaleValueAnswersUntilItsBound()
    {
        var broken = false;
        var notes = _cache.Notes((key, ct) => broken ? throw new InvalidOperationException("away") : LoadAsync(key, ct));
        await notes.GetAsync(1, Cancel);
        broken = true;
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("1 #1", await notes.GetAsync(1, Cancel));
        Assert.Equal((1, 1), (_cache.Usage().Failures, _cache.Usage().Stale));
        Assert.Equal("1 #1", await notes.GetAsync(1, Cancel));
        Assert.Equal(1, _cache.Usage().Failures);
        _clock.Advance(TimeSpan.FromMinutes(5));
        await Assert.ThrowsAsync<InvalidOperationException>(() => notes.GetAsync(1, Cancel).AsTask());
        broken = false;
        Assert.Equal("1 #2", await notes.GetAsync(1, Cancel));
    }

    [Fact]
    public async Task WhatChangesWhileItIsLoaded_IsNotKept()
    {
        var loading = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var notes = _cache.Notes(async (key, ct) =>
        {
            var value = await LoadAsync(key, ct);
            if (value.EndsWith("#1", StringComparison.Ordinal))
            {
                loading.SetResult();
                await go.Task;
            }

            return value;
        });
        var before = notes.GetAsync(1, Cancel).AsTask();
        await loading.Task;
        await notes.RemoveAsync(1);
        Assert.Equal("1 #2", await notes.GetAsync(1, Cancel));
        go.SetResult();
        Assert.Equal("1 #1", await before);
        Assert.Equal("1 #2", await notes.GetAsync(1, Cancel));
    }

    [Fact]
    public async Task Memory_IsBounded_AndWhatIsUsedStays()
    {
        var notes = _cache.Notes(LoadAsync, capacity: 100);
        for (var key = 0; key < 10_000; key++)
        {
            await notes.GetAsync(key, Cancel);
            await notes.GetAsync(0, Cancel);
            Assert.InRange(_cache.Usage().Entries, 1, 100);
        }

        Assert.Equal(10_000, _loads);
        Assert.Equal(9_900, _cache.Usage().Evictions);
    }

    [Fact]
    public async Task WhatIsWantedOften_StaysWhileManyComeForOneUse()
    {
        var notes = _cache.Notes(LoadAsync, capacity: 100);
        for (var passer = 1_000; passer < 11_000; passer++)
        {
            await notes.GetAsync(passer, Cancel);
            await notes.GetAsync(passer % 40, Cancel);
        }

        Assert.Equal(10_040, _loads);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TheOrder_TakesOutAsTheRuleSays_WhateverIsAddedAndRemoved(int seed)
    {
        // The same rule told with a list: the hand is a place in it, from oldest to newest.
        var random = new Random(seed);
        var order = new CacheOrder<int, int>();
        var told = new List<CacheEntry<int, int>>();
        var marked = new HashSet<int>();
        var hand = 0;
        for (var step = 0; step < 20_000; step++)
        {
            switch (random.Next(4))
            {
                case 0 or 1 when told.Count < 40:
                    var entry = new CacheEntry<int, int>(step, step, 0, 0, 0);
                    order.Add(entry);
                    told.Add(entry);
                    break;
                case 2 when told.Count > 0:
                    var some = told[random.Next(told.Count)];
                    some.Touch();
                    marked.Add(some.Key);
                    break;
                case 3 when told.Count > 0 && random.Next(3) == 0:
                    var gone = random.Next(told.Count);
                    order.Remove(told[gone]);
                    marked.Remove(told[gone].Key);
                    told.RemoveAt(gone);
                    hand -= gone < hand ? 1 : 0;
                    break;
                case 3:
                    while (told.Count > 0 && marked.Remove(told[hand %= told.Count].Key))
                    {
                        hand++;
                    }

                    var expected = told.Count == 0 ? null : told[hand];
                    Assert.Same(expected, order.TakeOut());
                    told.Remove(expected!);
                    break;
            }

            // Beyond the newest it begins at the oldest again, also when something newer comes before it moves.
            hand = hand >= told.Count ? 0 : hand;
        }
    }

    [Fact]
    public async Task SettingAndRemovingOneKeyForEver_DoesNotGrow()
    {
        var notes = _cache.Notes(LoadAsync, capacity: 10);
        for (var i = 0; i < 1_000; i++)
        {
            await notes.GetAsync(1, Cancel);
            await notes.RemoveAsync(1);
        }

        Assert.Equal(0, _cache.Usage().Entries);
        Assert.Equal(0, _cache.Usage().Evictions);
        Assert.Equal(1_000, _cache.Usage().Removals);
    }

    [Theory]
    [InlineData("notes:*", 20)]
    [InlineData("*", 20)]
    [InlineData("notes:1*", 11)]
    [InlineData("notes:13", 1)]
    [InlineData("others:*", 0)]
    [InlineData("notes:.*", 0)]
    public async Task Clear_ForgetsWhatFits_AndSaysHowMuch(string pattern, long expected)
    {
        var notes = _cache.Notes(LoadAsync);
        for (var key = 0; key < 20; key++)
        {
            await notes.GetAsync(key, Cancel);
        }

        Assert.Equal(expected, await _cache.Cache.ClearAsync(pattern, Cancel));
        Assert.Equal(20 - expected, _cache.Usage().Entries);
    }

    [Fact]
    public async Task ALeavingCaller_DoesNotEndTheLoadOfOthers()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var notes = _cache.Notes(async (key, ct) =>
        {
            await go.Task.WaitAsync(ct);
            return await LoadAsync(key, ct);
        });
        using var leaves = new CancellationTokenSource();
        var leaving = notes.GetAsync(1, leaves.Token).AsTask();
        var staying = notes.GetAsync(1, Cancel).AsTask();
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        go.SetResult();
        Assert.Equal("1 #1", await staying);
    }

    [Fact]
    public async Task ASetLifetime_IsObeyed()
    {
        await using var cache = new CacheUnderTest(_clock, lifetimes: "names=2m, notes=10s");
        var notes = cache.Notes(LoadAsync);
        await notes.GetAsync(1, Cancel);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("1 #2", await notes.GetAsync(1, Cancel));
        Assert.Equal(TimeSpan.FromSeconds(10), cache.Usage().Lifetime);
    }

    private Task<string> LoadAsync(int key, CancellationToken ct) => Task.FromResult($"{key} #{Interlocked.Increment(ref _loads)}");
}
