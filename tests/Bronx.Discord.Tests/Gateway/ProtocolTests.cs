using System.Text.Json;
using Bronx.Discord.Gateway;
using Bronx.Discord.Models;
using Bronx.Testing;

namespace Bronx.Discord.Tests.Gateway;

/// <summary>Small print of the gateway's protocol (Discord's documentation, topic Gateway).</summary>
public sealed class ProtocolTests
{
    [Fact]
    public async Task TheFirstWordsAreComplete()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).StartAsync();
        var socket = await discord.AcceptAsync();
        await socket.HelloAsync();
        var identify = await socket.ExpectAsync(2);
        Assert.All((string[])["os", "browser", "device"], name => Assert.NotEmpty(identify.GetProperty("properties").GetProperty(name).GetString()!));
        Assert.Equal("/gateway?v=10&encoding=json", socket.Address);
    }

    [Fact]
    public async Task AResume_SpeaksTheSameVersionAndEncoding()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord, options => options with { Compress = true }).StartAsync();
        var first = await discord.AcceptAsync();
        Assert.Equal("/gateway?v=10&encoding=json&compress=zlib-stream", first.Address);
        await using var plain = await ClientUnderTest.Of(discord).StartAsync();
        var socket = await SessionTests.ReadyAsync(discord);
        await plain.StatusAsync(ConnectionState.Ready);
        socket.Drop();
        var again = await plain.ReconnectedAsync(discord);
        Assert.Equal("/gateway/resume?v=10&encoding=json", again.Address);
    }

    [Fact]
    public async Task AReconnectInsteadOfHello_IsFollowed()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).StartAsync();
        var first = await discord.AcceptAsync();
        await first.SendAsync("""{"op":7,"d":null}""");
        var second = await under.ReconnectedAsync(discord);
        await second.HelloAsync();
        await second.ExpectAsync(2);
    }

    [Fact]
    public async Task WhileReadyIsWithheld_TheShardBeatsAndWaits()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).StartAsync();
        var socket = await discord.AcceptAsync();
        await socket.HelloAsync(interval: 1000);
        await socket.ExpectAsync(2);
        for (var beat = 0; beat < 5; beat++)
        {
            under.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(JsonValueKind.Null, (await socket.ExpectAsync(1)).ValueKind);
            // Answered behind our answer to the beat: so that one has been read.
            await socket.SendAsync("""{"op":1,"d":null}""");
            await socket.ExpectAsync(1);
        }

        Assert.False(discord.HasWaitingSocket);
        await socket.ReadyAsync(discord);
        await under.StatusAsync(ConnectionState.Ready);
    }

    [Fact]
    public async Task MembersAreAskedOfTheShardThatServesTheServer()
    {
        await using var discord = await FakeDiscord.StartAsync();
        (discord.Shards, discord.MaxConcurrency) = (2, 2);
        await using var under = await ClientUnderTest.Of(discord).StartAsync();
        var sockets = new FakeSocket[2];
        for (var n = 0; n < 2; n++)
        {
            var socket = await discord.AcceptAsync();
            await socket.HelloAsync();
            var shard = (await socket.ExpectAsync(2)).GetProperty("shard")[0].GetInt32();
            sockets[shard] = socket;
            await socket.ReadyAsync(discord, 1, $"s{shard}", []);
            await under.StatusAsync(ConnectionState.Ready);
        }

        // shard = (id >> 22) % shards
        foreach (var (guild, shard) in ((ulong, int)[])[((6UL << 22) + 9, 0), ((7UL << 22) + 9, 1)])
        {
            var asked = under.Client.RequestMembersAsync(new GuildId(guild), "ada", 5, CancellationToken.None);
            var request = await sockets[shard].ExpectAsync(8);
            Assert.Equal(guild.ToString(System.Globalization.CultureInfo.InvariantCulture), request.GetProperty("guild_id").GetString());
            await sockets[shard].DispatchAsync("GUILD_MEMBERS_CHUNK", 2, $$"""{"guild_id":"{{guild}}","members":[],"chunk_index":0,"chunk_count":1,"nonce":"{{request.GetProperty("nonce").GetString()}}"}""");
            Assert.Empty(await asked.WaitAsync(Patience.Long));
        }
    }

    [Fact]
    public async Task AMessageWhoseContentIsKeptFromTheBot_IsStillAMessage()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).Listening<MessageCreated>().StartAsync();
        var socket = await SessionTests.ReadyAsync(discord, 100);
        await socket.DispatchAsync("MESSAGE_CREATE", 2, """{"id":"1","channel_id":"7","guild_id":"100","author":{"id":"9","username":"ada"},"content":"","embeds":[],"attachments":[],"components":[],"timestamp":"2026-03-02T09:00:00+00:00","type":0}""");
        await socket.DispatchAsync("MESSAGE_CREATE", 3, """{"id":"2","channel_id":"7","author":{"id":"9","username":"ada"},"flags":64,"timestamp":"2026-03-02T09:00:00+00:00"}""");
        Assert.Equal("", (await under.NextAsync<MessageCreated>()).Message.Content);
        // Ephemeral: neither server nor member, nor content.
        var bare = (await under.NextAsync<MessageCreated>()).Message;
        Assert.Null(bare.GuildId);
        Assert.Empty(bare.Attachments);
    }

    [Fact]
    public async Task ARepeatedEventIsHandledOnce_AndAGapIsNoFault()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).Listening<MessageCreated>().StartAsync();
        var socket = await SessionTests.ReadyAsync(discord, 100);
        await socket.DispatchAsync("MESSAGE_CREATE", 2, SessionTests.Message(1));
        await socket.DispatchAsync("MESSAGE_CREATE", 9, SessionTests.Message(2));
        await socket.DispatchAsync("MESSAGE_CREATE", 9, SessionTests.Message(2));
        await socket.DispatchAsync("MESSAGE_CREATE", 10, SessionTests.Message(3));
        foreach (var id in (ulong[])[1, 2, 3])
        {
            Assert.Equal(new MessageId(id), (await under.NextAsync<MessageCreated>()).Message.Id);
        }
    }
}
