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
        var limit = new SendLimit(clock);
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
        var second = await under.AdvanceUntilAsync(discord.AcceptAsync(), TimeSpan.FromSeconds(10));
        await second.HelloAsync();
        var identify = await under.AdvanceUntilAsync(second.ExpectAsync(2), TimeSpan.FromSeconds(10));
        Assert.Equal("idle", identify.GetProperty("presence").GetProperty("status").GetString());
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
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => asking);
        Assert.Contains("24 s", error.Message, StringComparison.Ordinal);
    }

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
