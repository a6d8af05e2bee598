using Bronx.Discord.Gateway;

namespace Bronx.Discord.Tests.Gateway;

/// <summary>Heartbeats: Discord's documentation, topic Gateway, Sending Heartbeats.</summary>
public sealed class HeartbeatTests
{
    [Fact]
    public async Task Shard_BeatsFirstAtARandomPartOfTheInterval()
    {
        // Far longer than whatever else the client may wait for: its last timer is the first beat.
        const int interval = 3_000_000;
        var first = new List<TimeSpan>();
        foreach (var seed in new[] { 1, 2, 3 })
        {
            await using var discord = await FakeDiscord.StartAsync();
            await using var under = await ClientUnderTest.Of(discord, seed: seed).StartAsync();
            var socket = await discord.AcceptAsync();
            await socket.HelloAsync(interval);
            await socket.ExpectAsync(2);
            await socket.ReadyAsync(discord);
            await under.StatusAsync(ConnectionState.Ready);
            Assert.Equal(0, socket.Heartbeats);
            var due = under.Clock.LastDue - under.Clock.GetUtcNow();
            under.Clock.Advance(due);
            Assert.Equal(1, (await socket.ExpectAsync(1)).GetInt32());
            first.Add(due);
        }

        Assert.All(first, after => Assert.InRange(after, TimeSpan.FromMilliseconds(interval * 0.02), TimeSpan.FromMilliseconds(interval - 1)));
        Assert.Equal(3, first.Distinct().Count());
    }

    [Fact]
    public async Task Shard_AnswersWhenDiscordAsksForAHeartbeat()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).StartAsync();
        var socket = await SessionTests.ReadyAsync(discord);
        await under.StatusAsync(ConnectionState.Ready);
        await socket.SendAsync("""{"op":1,"d":null}""");
        var beat = await socket.ExpectAsync(1);
        Assert.Equal(1, beat.GetInt32());
    }

    [Fact]
    public async Task Shard_LeavesAConnectionThatNoLongerAnswersAndResumes()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).StartAsync();
        var first = await SessionTests.ReadyAsync(discord);
        first.Acknowledges = false;
        first.AnswersClose = false;
        await under.StatusAsync(ConnectionState.Ready);
        under.Clock.Advance(TimeSpan.FromMilliseconds(41_250));
        await first.ExpectAsync(1);
        under.Clock.Advance(TimeSpan.FromMilliseconds(41_250));
        var second = await under.ReconnectedAsync(discord);
        var code = await first.Closed;
        Assert.True(code is null or not (1000 or 1001), $"closing with {code} would end the session");
        await second.HelloAsync();
        await second.ExpectAsync(6);
        Assert.Contains("heartbeat", (await under.StatusAsync(ConnectionState.WaitingToReconnect)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BeatsThatGoUnanswered_AreNotMadeUpForByABurst()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).StartAsync();
        var socket = await discord.AcceptAsync();
        socket.Acknowledges = false;
        await socket.HelloAsync(interval: 100);
        await socket.ExpectAsync(2);
        await socket.ReadyAsync(discord);
        await under.StatusAsync(ConnectionState.Ready);
        // A stall of a minute, in which six hundred beats would have been due.
        under.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(4900, await socket.Closed);
        Assert.Equal(1, socket.Heartbeats);
    }

    [Fact]
    public async Task Shard_MeasuresTheRoundTrip()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).StartAsync();
        var socket = await SessionTests.ReadyAsync(discord);
        await under.StatusAsync(ConnectionState.Ready);
        socket.Acknowledges = false;
        await socket.SendAsync("""{"op":1,"d":null}""");
        await socket.ExpectAsync(1);
        under.Clock.Advance(TimeSpan.FromMilliseconds(37));
        await socket.SendAsync("""{"op":11}""");
        Assert.Equal(TimeSpan.FromMilliseconds(37), (await under.StatusAsync(ConnectionState.Ready)).Latency);
    }
}
