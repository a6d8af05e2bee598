using Bronx.Platform.Caching;
using Bronx.Testing;
using Bronx.Testing.Servers;

namespace Bronx.Platform.Tests.Caching;

/// <summary>Two processes' caches before a real Redis.</summary>
public sealed class RedisCacheTests : IAsyncDisposable
{
    /// <summary>Stands still: where nothing is to be late, no answer comes too late on a busy machine.</summary>
    private readonly HeldClock _clock = new();

    private readonly RedisServer _redis = new();
    private int _truth = 1;
    private int _loads;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    [Fact]
    public async Task AValueLoadedByOneProcess_IsTheOthersToo()
    {
        var (address, one, two) = await TwoAsync(_clock);
        await using var first = one;
        await using var second = two;
        var (notesOfFirst, notesOfSecond) = (first.Notes(TruthAsync), second.Notes(TruthAsync));
        Assert.Equal("5 is 1", await notesOfFirst.GetAsync(5, Cancel));
        await using var third = new CacheUnderTest(_clock, address);
        await third.UntilAsync(RedisState.Connected);

        await WhenSentAsync(notesOfFirst);
        Assert.Equal("5 is 1", await notesOfSecond.GetAsync(5, Cancel));
        Assert.Equal("5 is 1", await third.Notes(TruthAsync).GetAsync(5, Cancel));
        Assert.Equal(1, _loads);
        Assert.Equal((1, 0), (second.Usage().RedisHits, second.Usage().Misses));
    }

    [Fact]
    public async Task AChangeInOneProcess_ReachesTheOther()
    {
        var (_, one, two) = await TwoAsync(_clock);
        await using var first = one;
        await using var second = two;
        var (notesOfFirst, notesOfSecond) = (first.Notes(TruthAsync), second.Notes(TruthAsync));
        await notesOfFirst.GetAsync(1, Cancel);
        await notesOfSecond.GetAsync(1, Cancel);
        await WhenSentAsync(notesOfFirst, notesOfSecond);
        _truth = 2;
        await notesOfFirst.RemoveAsync(1);
        Assert.Equal("1 is 2", await notesOfFirst.GetAsync(1, Cancel));
        await UntilAsync(notesOfSecond, 1, "1 is 2");
    }

    [Fact]
    public async Task Clear_CountsAndRemovesEverywhere()
    {
        var (_, one, two) = await TwoAsync(_clock);
        await using var first = one;
        await using var second = two;
        var (notesOfFirst, notesOfSecond) = (first.Notes(TruthAsync), second.Notes(TruthAsync));
        for (var key = 0; key < 5; key++)
        {
            await notesOfFirst.GetAsync(key, Cancel);
            await notesOfSecond.GetAsync(key + 100, Cancel);
        }

        await WhenSentAsync(notesOfFirst, notesOfSecond);
        _truth = 2;
        Assert.Equal(10, await first.Cache.ClearAsync("notes:*", Cancel));
        Assert.Equal("1 is 2", await notesOfFirst.GetAsync(1, Cancel));
        await UntilAsync(notesOfSecond, 101, "101 is 2");
    }

    [Fact]
    public async Task WithoutRedisAtTheStart_EverythingWorks_AndItIsUsedOnceItIsThere()
    {
        var address = await _redis.NewAddressAsync();
        await _redis.KillAsync();
        await using var cache = new CacheUnderTest(TimeProvider.System, address);
        var notes = cache.Notes(TruthAsync);
        Assert.Equal("1 is 1", await notes.GetAsync(1, Cancel));
        await notes.RemoveAsync(1);
        Assert.Equal(0, await cache.Cache.ClearAsync("nothing:*", Cancel));
        Assert.Equal(RedisState.Away, cache.Board.Snapshot().Redis);
        await _redis.StartAsync();
        await cache.UntilAsync(RedisState.Connected);
        Assert.Equal("1 is 1", await notes.GetAsync(1, Cancel));
    }

    [Fact]
    public async Task RedisKilledUnderLoad_FailsNobody_AndNothingOldIsLeftWhenItIsBack()
    {
        var (_, one, two) = await TwoAsync(TimeProvider.System);
        await using var first = one;
        await using var second = two;
        var (notesOfFirst, notesOfSecond) = (first.Notes(TruthAsync), second.Notes(TruthAsync));
        using var enough = new CancellationTokenSource();
        var answered = 0L;
        var load = Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            while (!enough.IsCancellationRequested)
            {
                var key = random.Next(200);
                var notes = worker % 2 == 0 ? notesOfFirst : notesOfSecond;
                if (key % 10 == 0)
                {
                    await notes.RemoveAsync(key);
                }

                Assert.StartsWith($"{key} is ", await notes.GetAsync(key, Cancel), StringComparison.Ordinal);
                if (Interlocked.Increment(ref answered) % 20 == 0)
                {
                    // Hits never wait; the caches' own work must get its turn on a small machine.
                    await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, CancellationToken.None);
                }
            }
        })).ToArray();
        for (var round = 0; round < 2; round++)
        {
            await AnsweredAsync(2_000);
            await _redis.KillAsync();
            await first.UntilAsync(RedisState.Away);
            await second.UntilAsync(RedisState.Away);
            await AnsweredAsync(2_000);
            await _redis.StartAsync();
            await first.UntilAsync(RedisState.Connected);
            await second.UntilAsync(RedisState.Connected);
        }

        await enough.CancelAsync();
        await Task.WhenAll(load);

        // Changed in one process while neither could hear the other: on its return, the other forgets.
        await notesOfSecond.GetAsync(777, Cancel);
        await _redis.KillAsync();
        await first.UntilAsync(RedisState.Away);
        await second.UntilAsync(RedisState.Away);
        _truth = 2;
        await notesOfFirst.RemoveAsync(777);
        await _redis.StartAsync();
        await UntilAsync(notesOfSecond, 777, "777 is 2");

        async Task AnsweredAsync(long more)
        {
            using var patience = new CancellationTokenSource(Patience.Long);
            for (var from = Interlocked.Read(ref answered); Interlocked.Read(ref answered) < from + more;)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
                if (load.FirstOrDefault(task => task.IsFaulted) is { } failed)
                {
                    await failed;
                }
            }
        }
    }

    [Theory]
    [InlineData("redis://localhost", null)]
    [InlineData("rediss://:secret@cache.example.org:6380/3", null)]
    [InlineData("localhost:6379", "should look like redis://:secret@localhost:6379/0")]
    [InlineData("redis://somebody:secret@localhost", "names a user")]
    [InlineData("redis://localhost/first", "has a database that is no number")]
    public void AnAddress_IsCheckedAtTheStart(string address, string? problem)
    {
        var found = new CacheOptions { RedisUrl = new Configuration.Secret(address) }.Problems().SingleOrDefault();
        Assert.Equal(problem is null, found is null);
        Assert.StartsWith(problem ?? "", found?.Problem ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("secret@cache", found?.Problem ?? "", StringComparison.Ordinal);
    }

    /// <summary>
    /// Redis takes a process's requests in order: once it has answered one about a key that nobody uses, it has what this process wrote before.
    /// </summary>
    private static Task WhenSentAsync(params CachedValues<int, string>[] processes) => Task.WhenAll(processes.Select(notes => notes.RemoveAsync(99_999)));

    private static async Task UntilAsync(CachedValues<int, string> notes, int key, string expected)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        while (await notes.GetAsync(key, Cancel) != expected)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, patience.Token);
        }
    }

    private async Task<(string Address, CacheUnderTest One, CacheUnderTest Two)> TwoAsync(TimeProvider time)
    {
        var address = await _redis.NewAddressAsync();
        var (one, two) = (new CacheUnderTest(time, address), new CacheUnderTest(time, address));
        await one.UntilAsync(RedisState.Connected);
        await two.UntilAsync(RedisState.Connected);
        return (address, one, two);
    }

    private Task<string> TruthAsync(int key, CancellationToken ct)
    {
        Interlocked.Increment(ref _loads);
        return Task.FromResult($"{key} is {Volatile.Read(ref _truth)}");
    }
}
