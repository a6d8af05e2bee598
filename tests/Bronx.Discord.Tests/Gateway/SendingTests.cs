using System.Text.Json;
using Bronx.Discord.Gateway;
using Bronx.Discord.Models;
using Bronx.Testing;

namespace Bronx.Discord.Tests.Gateway;

/// <summary>What the bot sends through the gateway, and how often.</summary>
public sealed class SendingTests
{
    [Fact]
    public void OrdinaryPayloadsLeaveRoomForHeartbeats()
    {
        var clock = new HeldClock();
        var limit = SendLimit.OfPayloads(clock);
        var sent = 0;
        for (; limit.Wait() == TimeSpan.Zero && sent < 1000; sent++)
        {
            limit.Count();
        }

        Assert.Equal(110, sent);
        Assert.InRange(limit.Wait(), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(61));
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.InRange(limit.Wait(), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(31));
        clock.Advance(limit.Wait());
        Assert.Equal(TimeSpan.Zero, limit.Wait());
    }

    [Fact]
    public async Task PresenceIsShownNowAndAfterANewSession()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).StartAsync();
        var first = await SessionTests.ReadyAsync(discord);
        await under.StatusAsync(ConnectionState.Ready);
        await under.Client.SetPresenceAsync(new Presence(OnlineStatus.Idle, ActivityKind.Watching, "the harbour"), CancellationToken.None);
        var update = await first.ExpectAsync(3);
        Assert.Equal("idle", update.GetProperty("status").GetString());
        Assert.Equal("the harbour", update.GetProperty("activities")[0].GetProperty("name").GetString());
        await first.CloseAsync(4009);
        var second = await under.ReconnectedAsync(discord);
        await second.HelloAsync();
        var identify = await under.IdentifiedAsync(second);
        Assert.Equal("idle", identify.GetProperty("presence").GetProperty("status").GetString());
    }

    [Fact]
    public async Task PresenceChangesThatComeTooFast_AreSpread_AndTheNewestIsShown()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).StartAsync();
        var socket = await SessionTests.ReadyAsync(discord);
        await under.StatusAsync(ConnectionState.Ready);
        for (var n = 1; n <= 5; n++)
        {
            await ShowAsync(n).WaitAsync(Patience.Long);
            Assert.Equal($"{n}", Shown(await socket.ExpectAsync(3)));
        }

        var waiting = Task.WhenAll(ShowAsync(6), ShowAsync(7));
        under.Clock.Advance(TimeSpan.FromSeconds(20));
        // The answer would come behind a presence, had one been sent.
        await socket.SendAsync("""{"op":1,"d":null}""");
        await socket.ExpectAsync(1);
        under.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("7", Shown(await socket.ExpectAsync(3)));
        await waiting.WaitAsync(Patience.Long);

        Task ShowAsync(int n) => under.Client.SetPresenceAsync(new Presence(OnlineStatus.Online, ActivityKind.Playing, $"{n}"), CancellationToken.None);
    }

    [Fact]
    public async Task APresenceSetWhileTheLineIsDown_IsShownWhenTheSessionGoesOn()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).StartAsync();
        var first = await SessionTests.ReadyAsync(discord);
        await under.StatusAsync(ConnectionState.Ready);
        first.Drop();
        await under.StatusAsync(ConnectionState.WaitingToReconnect);
        await under.Client.SetPresenceAsync(new Presence(OnlineStatus.Idle), CancellationToken.None).WaitAsync(Patience.Long);
        var second = await under.ReconnectedAsync(discord);
        await second.HelloAsync();
        await second.ExpectAsync(6);
        await second.DispatchAsync("RESUMED", 2, "{}");
        Assert.Equal("idle", (await second.ExpectAsync(3)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task WhatIsTooMuchForOneMinute_IsSentInTheNext_AndHeartbeatsGoBetween()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).StartAsync();
        var socket = await SessionTests.ReadyAsync(discord, 100);
        await under.StatusAsync(ConnectionState.Ready);
        // The identify was the first of the 110 that the heartbeats leave.
        for (var n = 1; n < 110; n++)
        {
            _ = AskAsync();
            await socket.ExpectAsync(8);
        }

        var late = AskAsync();
        await socket.SendAsync("""{"op":1,"d":null}""");
        await socket.ExpectAsync(1);
        under.Clock.Advance(TimeSpan.FromSeconds(40));
        under.Clock.Advance(TimeSpan.FromSeconds(19));
        await socket.SendAsync("""{"op":1,"d":null}""");
        await socket.ExpectAsync(1);
        under.Clock.Advance(TimeSpan.FromSeconds(2));
        await socket.ExpectAsync(8);
        Assert.False(late.IsCompleted);

        async Task AskAsync() => await under.Client.RequestMembersAsync(new GuildId(100), "a", 1, CancellationToken.None);
    }

    [Fact]
    public async Task WhatNoRequestForMembersMayHold_IsRefusedHere()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = ClientUnderTest.Of(discord);
        var many = Enumerable.Range(1, 101).Select(n => new UserId((ulong)n)).ToArray();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => under.Client.RequestMembersAsync(new GuildId(100), many, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => under.Client.RequestMembersAsync(new GuildId(100), "a", 101, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => under.Client.SetPresenceAsync(new Presence(OnlineStatus.Online, ActivityKind.Playing, new string('x', 129)), CancellationToken.None));
    }

    [Fact]
    public async Task MembersComeInChunksAndAreGathered()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).StartAsync();
        var socket = await SessionTests.ReadyAsync(discord, 100);
        await under.StatusAsync(ConnectionState.Ready);
        var asking = under.Client.RequestMembersAsync(new GuildId(100), "", 0, CancellationToken.None);
        var request = await socket.ExpectAsync(8);
        Assert.Equal("100", request.GetProperty("guild_id").GetString());
        var nonce = request.GetProperty("nonce").GetString();
        for (var chunk = 1; chunk >= 0; chunk--)
        {
            await socket.DispatchAsync("GUILD_MEMBERS_CHUNK", 3 - chunk,
                $$"""{"guild_id":"100","chunk_index":{{chunk}},"chunk_count":2,"nonce":"{{nonce}}","members":[{"user":{"id":"{{chunk + 1}}","username":"u"},"roles":[]}]}""");
        }

        var members = await asking.WaitAsync(Patience.Long);
        Assert.Equal([1UL, 2UL], members.Select(member => member.User!.Id.Value).Order());
    }

    [Fact]
    public async Task AskingForEverybodyTooOftenIsAClearError()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).StartAsync();
        var socket = await SessionTests.ReadyAsync(discord, 100);
        await under.StatusAsync(ConnectionState.Ready);
        var asking = under.Client.RequestMembersAsync(new GuildId(100), "", 0, CancellationToken.None);
        var nonce = (await socket.ExpectAsync(8)).GetProperty("nonce").GetString();
        await socket.DispatchAsync("RATE_LIMITED", 2, $$"""{"opcode":8,"retry_after":23.4,"meta":{"guild_id":"100","nonce":"{{nonce}}"} }""");
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => asking.WaitAsync(Patience.Long));
        Assert.Contains("24 s", error.Message, StringComparison.Ordinal);
    }

    private static string? Shown(JsonElement presence) => presence.GetProperty("activities")[0].GetProperty("name").GetString();

    [Fact]
    public void APayloadLargerThanDiscordTakes_IsRefusedHere()
    {
        var error = Assert.Throws<ArgumentException>(() => Payloads.PresenceUpdate(new Presence(OnlineStatus.Online, ActivityKind.Custom, new string('x', 5000))));
        Assert.Contains("4096", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Heartbeats_CarryTheLastSequenceOrNull()
    {
        Assert.Equal("""{"op":1,"d":null}""", System.Text.Encoding.UTF8.GetString(Payloads.Heartbeat(null)));
        Assert.Equal(7, JsonDocument.Parse(Payloads.Heartbeat(7)).RootElement.GetProperty("d").GetInt32());
    }
}
