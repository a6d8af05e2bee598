using Bronx.Discord.Gateway;
using Bronx.Discord.Models;
using Bronx.Testing;
using Microsoft.AspNetCore.Http;

namespace Bronx.Discord.Tests.Gateway;

/// <summary>A session's life: beginning, going on, ending. Rules: Discord's documentation, topic Gateway.</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task Shard_IdentifiesAndTellsWhoItIs()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).Listening<SessionStarted>().StartAsync();
        var socket = await discord.AcceptAsync();
        await socket.HelloAsync();
        var identify = await socket.ExpectAsync(2);
        Assert.Equal("token", identify.GetProperty("token").GetString());
        Assert.Equal((int)(GatewayIntents.Guilds | GatewayIntents.GuildMembers | GatewayIntents.GuildMessages | GatewayIntents.MessageContent | GatewayIntents.DirectMessages), identify.GetProperty("intents").GetInt32());
        Assert.Equal([0, 1], identify.GetProperty("shard").EnumerateArray().Select(value => value.GetInt32()));
        Assert.Contains("v=10&encoding=json", socket.Address, StringComparison.Ordinal);
        await socket.ReadyAsync(discord, 100, 200);
        var started = await under.NextAsync<SessionStarted>();
        Assert.Equal(new UserId(42), started.Self.Id);
        Assert.Equal(new AppId(43), started.ApplicationId);
        Assert.Equal(2, started.GuildCount);
        Assert.Equal(2, under.Client.Cache.GuildCount);
        await under.StatusAsync(ConnectionState.Ready);
    }

    [Fact]
    public async Task ShardOfABotThatStillPrepares_ConnectsAndBeatsButDoesNotIdentify()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = ClientUnderTest.Of(discord).Listening<SessionStarted>();
        var prepared = new TaskCompletionSource();
        under.Client.AskAhead();
        await under.Client.StartAsync(prepared.Task, CancellationToken.None);
        var socket = await discord.AcceptAsync();
        await socket.HelloAsync();
        // What was sent before this beat would have come before it.
        await socket.SendAsync("""{"op":1,"d":null}""");
        await socket.ExpectAsync(1);

        prepared.SetResult();
        await socket.ExpectAsync(2);
        await socket.ReadyAsync(discord, 100);
        await under.NextAsync<SessionStarted>();
    }

    [Fact]
    public async Task ShardOfABotThatFailedToPrepare_NeverIdentifiesAndStops()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = ClientUnderTest.Of(discord);
        var prepared = new TaskCompletionSource();
        await under.Client.StartAsync(prepared.Task, CancellationToken.None);
        var socket = await discord.AcceptAsync();
        await socket.HelloAsync();
        prepared.SetException(new IOException("the port is taken"));
        await socket.SendAsync("""{"op":1,"d":null}""");
        await socket.ExpectAsync(1);
        await under.Client.StopAsync(CancellationToken.None).WaitAsync(Patience.Long);
        Assert.NotNull(await socket.Closed);
    }

    [Fact]
    public async Task ClientThatAskedAhead_EndsWithoutEverBeingStarted()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = ClientUnderTest.Of(discord);
        under.Client.AskAhead();
        await under.Client.DisposeAsync().AsTask().WaitAsync(Patience.Long);
        await under.Client.Completion.WaitAsync(Patience.Long);
    }

    [Fact]
    public async Task Shard_ResumesAtTheResumeAddressAfterADroppedLine()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).Listening<MessageCreated>().Listening<SessionResumed>().StartAsync();
        var first = await ReadyAsync(discord);
        await first.DispatchAsync("MESSAGE_CREATE", 2, Message(1));
        await under.NextAsync<MessageCreated>();
        first.Drop();

        var second = await under.ReconnectedAsync(discord);
        Assert.StartsWith("/gateway/resume?", second.Address, StringComparison.Ordinal);
        await second.HelloAsync();
        var resume = await second.ExpectAsync(6);
        Assert.Equal("session", resume.GetProperty("session_id").GetString());
        Assert.Equal(2, resume.GetProperty("seq").GetInt32());
        await second.DispatchAsync("MESSAGE_CREATE", 3, Message(2));
        await second.DispatchAsync("RESUMED", 4, "{}");
        Assert.Equal(new MessageId(2), (await under.NextAsync<MessageCreated>()).Message.Id);
        await under.NextAsync<SessionResumed>();
    }

    [Fact]
    public async Task Shard_ResumesWhenAskedToReconnect()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).StartAsync();
        var first = await ReadyAsync(discord);
        await first.SendAsync("""{"op":7,"d":null}""");
        var code = await first.Closed;
        Assert.True(code is null or not (1000 or 1001), $"closing with {code} would end the session");
        var second = await discord.AcceptAsync();
        await second.HelloAsync();
        await second.ExpectAsync(6);
    }

    [Fact]
    public async Task Shard_WaitsAMomentAndIdentifiesAnewWhenTheSessionIsInvalid()
    {
        await using var discord = await FakeDiscord.StartAsync();
        using var logs = new OutageTests.Gathered();
        await using var under = await ClientUnderTest.Of(discord, logs: logs).StartAsync();
        var first = await ReadyAsync(discord);
        await first.SendAsync("""{"op":9,"d":false}""");
        await first.Closed;
        await under.StatusAsync(ConnectionState.WaitingToReconnect);
        Assert.Matches("reconnecting in [1-4]\\.[0-9] s", logs.Lines.Single(line => line.Text.Contains("op 9", StringComparison.Ordinal)).Text);
        var second = await under.ReconnectedAsync(discord);
        Assert.StartsWith("/gateway?", second.Address, StringComparison.Ordinal);
        await second.HelloAsync();
        await under.IdentifiedAsync(second);
    }

    [Fact]
    public async Task Shard_ResumesWhenTheInvalidSessionIsResumable()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).StartAsync();
        var first = await ReadyAsync(discord);
        await first.SendAsync("""{"op":9,"d":true}""");
        var second = await under.ReconnectedAsync(discord);
        await second.HelloAsync();
        await second.ExpectAsync(6);
    }

    [Theory]
    [InlineData(4000, true)]
    [InlineData(4001, true)]
    [InlineData(4002, true)]
    [InlineData(4003, true)]
    [InlineData(4005, true)]
    [InlineData(4007, false)]
    [InlineData(4008, true)]
    [InlineData(4009, false)]
    [InlineData(1001, true)]
    [InlineData(4999, true)]
    public async Task Shard_ComesBackAfterACloseThatAllowsIt(int code, bool resumes)
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).StartAsync();
        var first = await ReadyAsync(discord);
        await first.CloseAsync(code);
        var second = await under.ReconnectedAsync(discord);
        await second.HelloAsync();
        await (resumes ? second.ExpectAsync(6) : under.IdentifiedAsync(second));
    }

    [Theory]
    [InlineData(4004, "token")]
    [InlineData(4010, "Shard")]
    [InlineData(4011, "ShardCount")]
    [InlineData(4012, "Update")]
    [InlineData(4013, "Intents")]
    [InlineData(4014, "Message Content Intent")]
    public async Task Shard_StopsForGoodAndSaysWhatToDo(int code, string word)
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).StartAsync();
        var socket = await discord.AcceptAsync();
        await socket.HelloAsync();
        await socket.ExpectAsync(2);
        await socket.CloseAsync(code);
        var refusal = await Assert.ThrowsAsync<GatewayRefusedException>(() => under.Client.Completion.WaitAsync(Patience.Long));
        Assert.Equal(code, refusal.CloseCode);
        Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(ConnectionState.Failed, Assert.Single(under.Client.Shards).State);
    }

    [Fact]
    public async Task Client_SaysThatTheTokenIsWrongWhenTheApiDoes()
    {
        await using var discord = await FakeDiscord.StartAsync();
        discord.OnRequest = context =>
        {
            context.Response.StatusCode = 401;
            return context.Response.WriteAsync("""{"message":"401: Unauthorized","code":0}""");
        };
        await using var under = await ClientUnderTest.Of(discord, options => options with { ApiBaseAddress = new Uri(discord.Api, "/elsewhere") }).StartAsync();
        var refusal = await Assert.ThrowsAsync<GatewayRefusedException>(() => under.Client.Completion.WaitAsync(Patience.Long));
        Assert.Equal(0, refusal.CloseCode);
        Assert.Contains("Discord:Token", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shard_HandlesNoEventTwice()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).Listening<MessageCreated>().StartAsync();
        var socket = await ReadyAsync(discord);
        await socket.DispatchAsync("MESSAGE_CREATE", 2, Message(1));
        await socket.DispatchAsync("MESSAGE_CREATE", 2, Message(1));
        await socket.DispatchAsync("MESSAGE_CREATE", 3, Message(2));
        Assert.Equal(new MessageId(1), (await under.NextAsync<MessageCreated>()).Message.Id);
        Assert.Equal(new MessageId(2), (await under.NextAsync<MessageCreated>()).Message.Id);
    }

    [Fact]
    public async Task AReadyThatIsSentTwice_BringsNothingBack()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).Listening<MessageCreated>().StartAsync();
        var socket = await ReadyAsync(discord);
        await socket.DispatchAsync("MESSAGE_CREATE", 2, Message(1));
        await socket.ReadyAsync(discord);
        await socket.DispatchAsync("MESSAGE_CREATE", 2, Message(1));
        await socket.DispatchAsync("MESSAGE_CREATE", 3, Message(2));
        Assert.Equal(new MessageId(1), (await under.NextAsync<MessageCreated>()).Message.Id);
        Assert.Equal(new MessageId(2), (await under.NextAsync<MessageCreated>()).Message.Id);
    }

    [Fact]
    public async Task Client_SaysGoodbyeWhenItStops()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).StartAsync();
        var socket = await ReadyAsync(discord);
        await under.Client.StopAsync(CancellationToken.None).WaitAsync(Patience.Long);
        Assert.Equal(1000, await socket.Closed);
        Assert.True(under.Client.Completion.IsCompletedSuccessfully);
    }

    internal static async Task<FakeSocket> ReadyAsync(FakeDiscord discord, params ulong[] guilds)
    {
        var socket = await discord.AcceptAsync();
        await socket.HelloAsync();
        await socket.ExpectAsync(2);
        await socket.ReadyAsync(discord, guilds);
        return socket;
    }

    internal static string Message(ulong id, ulong guild = 100, string content = "hello") =>
        $$"""{"id":"{{id}}","channel_id":"7","guild_id":"{{guild}}","author":{"id":"9","username":"ada"},"content":"{{content}}","timestamp":"2026-03-02T09:00:00.000000+00:00","type":0,"mentions":[],"embeds":[],"components":[]}""";
}
