using Bronx.Discord.Gateway;
using Bronx.Testing;

namespace Bronx.Discord.Tests.Gateway;

/// <summary>Identifies come no faster than Discord allows.</summary>
public sealed class IdentifyGateTests
{
    [Fact]
    public async Task ShardsIdentifyByTurnsOfMaxConcurrency()
    {
        await using var discord = await FakeDiscord.StartAsync();
        discord.MaxConcurrency = 2;
        discord.Shards = 6;
        await using var under = await ClientUnderTest.Of(discord).StartAsync();
        var began = under.Clock.GetUtcNow();
        var identified = new List<(int Shard, TimeSpan At)>();
        var all = Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            var socket = await discord.AcceptAsync();
            await socket.HelloAsync();
            var shard = (await socket.ExpectAsync(2)).GetProperty("shard")[0].GetInt32();
            lock (identified)
            {
                identified.Add((shard, under.Clock.GetUtcNow() - began));
            }

            return shard;
        }));
        await under.AdvanceUntilAsync(all, TimeSpan.FromSeconds(30));
        foreach (var turn in identified.GroupBy(one => one.Shard % 2))
        {
            var at = turn.Select(one => one.At).Order().ToArray();
            // The sockets carry an identify while the clock moves on: seen a little late, never a second late.
            Assert.All(at.Zip(at.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(4), $"{pair.First} then {pair.Second}"));
        }
    }

    [Fact]
    public async Task ATurnLastsFiveSeconds()
    {
        var clock = new HeldClock();
        using var gate = new IdentifyGate(new SessionStartLimit(1000, 1000, 60_000, 1), clock);
        await gate.PassAsync(0, () => Task.CompletedTask, _ => { }, CancellationToken.None).WaitAsync(Patience.Long);
        var second = gate.PassAsync(1, () => Task.CompletedTask, _ => { }, CancellationToken.None);
        await clock.WhenArmedAsync();
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
        await clock.WhenArmedAsync();
        clock.Advance(TimeSpan.FromSeconds(6));
        await clock.WhenArmedAsync();
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
        var second = await under.AdvanceUntilAsync(discord.AcceptAsync(), TimeSpan.FromSeconds(10));
        await second.HelloAsync();
        await under.AdvanceUntilAsync(second.ExpectAsync(2), TimeSpan.FromSeconds(10));
        Assert.True(under.Clock.GetUtcNow() - identified >= TimeSpan.FromSeconds(4));
    }
}
