using System.Collections.Concurrent;
using Bronx.Platform.Caching;
using Bronx.Platform.Caching.Redis;
using Bronx.Platform.Tests.Commands;
using Bronx.Testing;
using Bronx.Testing.Servers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace Bronx.Platform.Tests.Caching;

/// <summary>How the way to Redis is lost and found again, step by step: the clock stands still unless a test moves it, so nothing here is a matter of speed.</summary>
public sealed class RedisLinkTests : IAsyncDisposable
{
    private const string Knock = "*1\r\n$4\r\nPING\r\n";

    private static readonly TimeSpan WatchPace = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan KnockPace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan KnockPatience = TimeSpan.FromSeconds(1);

    private readonly RedisServer _redis = new();
    private readonly HeldClock _clock = new();
    private readonly ConcurrentQueue<RedisState> _states = new();

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    [Fact]
    public async Task WhatIsRemovedWhileItComesBack_IsToldAtOnce_AndHoldsNothingUp()
    {
        var address = await _redis.NewAddressAsync();
        var heard = new ConcurrentQueue<string>();
        await using var other = Link(address, _ => { }, NullLogger.Instance, heard: notice => heard.Enqueue(notice.Text));
        other.Start();
        await UntilAsync(() => _states.Contains(RedisState.Connected));
        _states.Clear();
        var removed = new TaskCompletionSource<Task>();
        await using var link = Link(address, comingBack => removed.TrySetResult(comingBack.RemoveAsync("notes:meanwhile")), NullLogger.Instance);
        await link.RemoveAsync("notes:owed");
        link.Start();

        // Not one tick of the clock: it needs no second round.
        await UntilAsync(() => _states.Contains(RedisState.Connected));
        await await removed.Task;
        await UntilAsync(() => heard.Count == 2);
        Assert.Equal(["notes:owed", "notes:meanwhile"], heard);
        Assert.Equal([RedisState.Connected], _states);
    }

    [Fact]
    public async Task ASilentServer_IsKnockedAtAgainAndAgain_AndUsedOnceItAnswers()
    {
        await using var door = new RedisDoor(await _redis.NewAddressAsync()) { IsShut = true };
        await using var link = Link(door.Address, _ => { }, NullLogger.Instance);
        link.Start();
        for (var knock = 0; knock < 3; knock++)
        {
            await UntilAsync(() => door.Passages.Count == knock + 1 && door.Passages[knock].Said == Knock);
            door.IsShut = knock < 2;
            _clock.Advance(KnockPatience);
            await UntilDueAsync(KnockPace);
            _clock.Advance(KnockPace);
        }

        await UntilAsync(() => _states.Contains(RedisState.Connected));

        // Nobody who was kept waiting said more: the client, which waits for long, was not let at a server that does not answer.
        Assert.All(door.Passages.Take(3), passage => Assert.Equal(Knock, passage.Said));
        Assert.Equal([RedisState.Away, RedisState.Away, RedisState.Away, RedisState.Connected], _states);
    }

    [Fact]
    public async Task AConnectionThatFellSilent_IsReplaced_AndWhatItHadSentIsNeverDone()
    {
        var address = await _redis.NewAddressAsync();
        await using var door = new RedisDoor(address);
        await using var cache = new CacheUnderTest(_clock, door.Address);
        await cache.UntilAsync(RedisState.Connected);
        await UntilDueAsync(WatchPace);
        var truth = 1;
        var notes = cache.Notes((key, _) => Task.FromResult($"{key} is {truth}"));
        var silent = door.Passages;
        foreach (var passage in silent)
        {
            passage.Hold();
        }

        // Redis does not answer, so the value is loaded, and sent on a way that holds it up.
        var asked = notes.GetAsync(1, TestContext.Current.CancellationToken).AsTask();
        await UntilAsync(() => _clock.ArmedTimers == 2);
        _clock.Advance(Patience);
        Assert.Equal("1 is 1", await asked);
        await UntilAsync(() => silent.Any(passage => passage.Said.Contains("SETEX", StringComparison.Ordinal)));

        // The silence is called one, and nobody gets through until the value has changed.
        door.IsShut = true;
        await UntilAsync(() =>
        {
            _clock.Advance(Patience);
            return cache.Board.Snapshot().Redis == RedisState.Away;
        });
        truth = 2;
        await notes.RemoveAsync(1);
        door.IsShut = false;
        await KnockingUntilAsync(() =>
        {
            Release(door.Passages.Skip(silent.Count));
            return cache.Board.Snapshot().Redis == RedisState.Connected;
        });

        // Only now, after the removal was made good, the rest of what was sent before may arrive.
        Release(silent);
        await Task.WhenAll(silent.Select(passage => passage.Gone));
        await using var other = new CacheUnderTest(_clock, address);
        await other.UntilAsync(RedisState.Connected);
        Assert.Equal("1 is 2", await other.Notes((key, _) => Task.FromResult($"{key} is {truth}")).GetAsync(1, TestContext.Current.CancellationToken));
        Assert.Equal(RedisState.Connected, cache.Board.Snapshot().Redis);
    }

    [Fact]
    public async Task AValueThatRedisRefuses_IsNoAbsence()
    {
        var address = await _redis.NewAddressAsync();
        await ConfigureAsync(address, "maxmemory", "1");
        await using var link = Link(address, _ => { }, NullLogger.Instance);
        link.Start();
        await UntilAsync(() => _states.Contains(RedisState.Connected));
        for (var round = 0; round < 20; round++)
        {
            link.SetQuietly("notes:1", [1], TimeSpan.FromMinutes(1));
            await link.RemoveAsync("notes:2");
        }

        Assert.Null(await link.GetAsync("notes:1"));
        Assert.Equal([RedisState.Connected], _states);
    }

    [Fact]
    public async Task AnAbsence_IsLoggedOnce_HoweverOftenItIsKnocked()
    {
        using var logs = new CapturedLogs();
        var address = await _redis.NewAddressAsync();
        await _redis.KillAsync();
        await using var link = Link(address, _ => { }, logs.CreateLogger("link"));
        link.Start();
        for (var absence = 0; absence < 2; absence++)
        {
            await KnockingUntilAsync(() => _states.Count(state => state == RedisState.Away) >= 3);
            await _redis.StartAsync();
            await KnockingUntilAsync(() => _states.Contains(RedisState.Connected));
            await UntilAsync(() => logs.Lines.Count == 2 * (absence + 1));
            _states.Clear();
            await _redis.KillAsync();
        }

        await KnockingUntilAsync(() => _states.Count(state => state == RedisState.Away) >= 3);
        Assert.Equal(
            ["Warning: Redis is away", "Warning: Redis is back", "Warning: Redis is away", "Warning: Redis is back", "Warning: Redis is away"],
            logs.Lines.Select(line => line[.."Warning: Redis is away".Length]));

        // In our words: the client's are three lines long and speak of buffers.
        Assert.All(logs.Lines, line => Assert.DoesNotContain("buffer", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "it wants a password")]
    [InlineData(":wrong@", "it refuses the password")]
    [InlineData(":right@", null)]
    public async Task APassword_IsAskedForInWords(string given, string? problem)
    {
        var address = await _redis.NewAddressAsync();
        await ConfigureAsync(address, "requirepass", "right");
        var told = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var options = RedisAddress.Parse(address.Replace("//", $"//{given}", StringComparison.Ordinal));
        await using var link = new RedisLink(options, _clock, NullLogger.Instance)
        {
            Heard = static _ => { },
            Back = static () => { },
            Changed = (_, why) => told.TrySetResult(why),
        };
        link.Start();
        Assert.Equal(problem, await told.Task.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void EarlierConnections_AreKnownByTheirNames()
    {
        const string list = "id=3 addr=127.0.0.1:5000 name=bronx-a-1 db=1\nid=4 addr=127.0.0.1:5001 name=bronx-a-2 db=1\nid=5 addr=127.0.0.1:5002 name= db=0\nid=6 addr=127.0.0.1:5003 name=bronx-b-1 db=1\n\n";
        Assert.Equal(["3"], RedisClients.Earlier(list, "bronx-a-", "bronx-a-2"));
    }

    private static async Task ConfigureAsync(string address, string key, string value)
    {
        using var admin = await ConnectionMultiplexer.ConnectAsync(RedisAddress.Parse(address));
        await admin.GetDatabase().ExecuteAsync("CONFIG", "SET", key, value);
    }

    private static void Release(IEnumerable<RedisPassage> passages)
    {
        foreach (var passage in passages)
        {
            passage.Release();
        }
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }
    }

    private RedisLink Link(string address, Action<RedisLink> back, ILogger log, Action<RedisNotice>? heard = null)
    {
        RedisLink? link = null;
        link = new RedisLink(RedisAddress.Parse(address), _clock, log)
        {
            Heard = heard ?? (static _ => { }),
            Back = () => back(link!),
            Changed = (state, _) => _states.Enqueue(state),
        };
        return link;
    }

    /// <summary>Until the last thing that waits for the clock waits for this long.</summary>
    private Task UntilDueAsync(TimeSpan left) => UntilAsync(() => _clock.LastDue - _clock.GetUtcNow() == left);

    /// <summary>Lets the pauses between two knocks pass and nothing else: no answer comes too late because the machine is busy.</summary>
    private Task KnockingUntilAsync(Func<bool> holds) => UntilAsync(() =>
    {
        if (!holds() && _clock.LastDue - _clock.GetUtcNow() == KnockPace)
        {
            _clock.Advance(KnockPace);
        }

        return holds();
    });
}
