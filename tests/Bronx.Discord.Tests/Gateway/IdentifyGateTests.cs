using System.Collections.Concurrent;
using Bronx.Discord.Gateway;
using Bronx.Testing;

namespace Bronx.Discord.Tests.Gateway;

/// <summary>Identifies come no faster than Discord allows.</summary>
public sealed class IdentifyGateTests
{
    [Fact]
    public async Task ShardsIdentifyByTurnsOfMaxConcurrency()
    {
        var clock = new HeldClock();
        using var gate = new IdentifyGate(new SessionStartLimit(1000, 1000, 60_000, 2), clock);
        var identified = new ConcurrentQueue<(int Shard, DateTimeOffset At)>();
        var all = Task.WhenAll(Enumerable.Range(0, 6).Select(shard => gate.PassAsync(
            shard,
            () =>
            {
                identified.Enqueue((shard, clock.GetUtcNow()));
                return Task.CompletedTask;
            },
            _ => { },
            CancellationToken.None)));
        while (!all.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        await all;
        Assert.Equal(6, identified.Count);
        Assert.All(identified.GroupBy(one => one.Shard % 2), turn =>
            Assert.All(turn.Zip(turn.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromSeconds(5), $"{pair.First} then {pair.Second}")));
    }

    [Fact]
    public async Task EveryShardIdentifiesAsItself()
    {
        await using var discord = await FakeDiscord.StartAsync();
        discord.MaxConcurrency = 16;
        discord.Shards = 6;
        await using var under = await ClientUnderTest.Of(discord).StartAsync();
        var all = Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            var socket = await discord.AcceptAsync();
            await socket.HelloAsync();
            var shard = (await socket.ExpectAsync(2)).GetProperty("shard");
            return (shard[0].GetInt32(), shard[1].GetInt32());
        }));
        Assert.Equal(Enumerable.Range(0, 6).Select(shard => (shard, 6)), (await all.WaitAsync(Patience.Long)).Order());
    }

    [Fact]
    public async Task AProcessRunsTheShardsThatAreItsOwn()
    {
        await using var discord = await FakeDiscord.StartAsync();
        discord.MaxConcurrency = 16;
        await using var under = await ClientUnderTest.Of(discord, options => options with { ShardCount = 6, Shards = [1, 4] }).StartAsync();
        List<(int, int)> identified = [];
        for (var n = 0; n < 2; n++)
        {
            var socket = await discord.AcceptAsync();
            await socket.HelloAsync();
            var shard = (await socket.ExpectAsync(2)).GetProperty("shard");
            identified.Add((shard[0].GetInt32(), shard[1].GetInt32()));
        }

        Assert.Equal([(1, 6), (4, 6)], identified.Order());
        Assert.Equal([1, 4], under.Client.Shards.Select(shard => shard.Shard));
    }

    [Fact]
    public async Task ATurnLastsFiveSeconds()
    {
        var clock = new HeldClock();
        using var gate = new IdentifyGate(new SessionStartLimit(1000, 1000, 60_000, 1), clock);
        await gate.PassAsync(0, () => Task.CompletedTask, _ => { }, CancellationToken.None).WaitAsync(Patience.Long);
        var second = gate.PassAsync(1, () => Task.CompletedTask, _ => { }, CancellationToken.None);
        await clock.WhenArmedAsync().WaitAsync(Patience.Long);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False(second.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.5));
        await second.WaitAsync(Patience.Long);
    }

    [Fact]
    public async Task WhenTheDaysBudgetIsSpent_NobodyIdentifiesUntilItIsRenewed()
    {
        var clock = new HeldClock();
        using var gate = new IdentifyGate(new SessionStartLimit(1000, 1, 60_000, 1), clock);
        var told = TimeSpan.Zero;
        await gate.PassAsync(0, () => Task.CompletedTask, _ => { }, CancellationToken.None).WaitAsync(Patience.Long);
        var second = gate.PassAsync(0, () => Task.CompletedTask, wait => told = wait, CancellationToken.None);
        await clock.WhenArmedAsync().WaitAsync(Patience.Long);
        clock.Advance(TimeSpan.FromSeconds(6));
        await clock.WhenArmedAsync().WaitAsync(Patience.Long);
        Assert.False(second.IsCompleted);
        Assert.Equal(0, gate.Remaining);
        clock.Advance(TimeSpan.FromSeconds(60));
        await second.WaitAsync(Patience.Long);
        Assert.True(told > TimeSpan.FromSeconds(50));
        Assert.Equal(999, gate.Remaining);
    }

    [Fact]
    public async Task AReIdentifyPassesTheGateToo()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).StartAsync();
        var first = await SessionTests.ReadyAsync(discord);
        var identified = under.Clock.GetUtcNow();
        await under.StatusAsync(ConnectionState.Ready);
        await first.SendAsync("""{"op":9,"d":false}""");
        var second = await under.ReconnectedAsync(discord);
        await second.HelloAsync();
        await under.IdentifiedAsync(second);
        Assert.True(under.Clock.GetUtcNow() - identified >= TimeSpan.FromSeconds(4));
    }
}
