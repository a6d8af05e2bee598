using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.Playground;

public sealed class PlaygroundTests
{
    [Fact]
    public async Task TheWorld_IsWhatThePersonSees()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var page = new RawPage(sandbox.Server);
        var owners = (await page.GetAsync("api/world")).Json;
        Assert.Equal("The Corner Store", owners.GetProperty("guild").GetProperty("name").GetString());
        Assert.Equal(["owner", "moderator", "member", "newcomer"], owners.GetProperty("people").EnumerateArray().Take(4).Select(person => person.GetProperty("persona").GetString()!));
        Assert.Equal(12, owners.GetProperty("people").GetArrayLength());
        Assert.False(owners.GetProperty("bot").GetProperty("online").GetBoolean());
        var members = (await page.GetAsync($"api/world?as={sandbox.Server.As("member").Id}")).Json;
        Assert.Contains("staff-room", Names(owners));
        Assert.DoesNotContain("staff-room", Names(members));
        Assert.DoesNotContain("Back office", Names(members));
        var quiet = members.GetProperty("channels").EnumerateArray().Single(channel => channel.GetProperty("name").GetString() == "announcements");
        Assert.False(quiet.GetProperty("can_send").GetBoolean());

        static IEnumerable<string> Names(System.Text.Json.JsonElement world) => world.GetProperty("channels").EnumerateArray().Select(channel => channel.GetProperty("name").GetString()!);
    }

    [Fact]
    public async Task AMessage_IsSaidEditedReactedToAndDeletedFromThePage()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        using var page = new RawPage(sandbox.Server);
        var member = sandbox.Server.As("member").Id.ToString();
        var messages = $"api/channels/{sandbox.Channel("general")}/messages";
        var said = await page.SendAsync(HttpMethod.Post, messages, new { @as = member, content = ".ping" });
        Assert.Equal(".ping", (await gateway.NextAsync("MESSAGE_CREATE")).GetProperty("content").GetString());
        Assert.Equal(200, (await page.SendAsync(HttpMethod.Patch, $"{messages}/{said.Id}", new { @as = member, content = ".pong" })).Status);
        Assert.Equal(204, (await page.SendAsync(HttpMethod.Put, $"{messages}/{said.Id}/reactions/%F0%9F%91%8D?as={member}")).Status);
        var listed = (await page.GetAsync($"{messages}?as={member}")).Json[0];
        Assert.Equal(".pong", listed.GetProperty("content").GetString());
        Assert.True(listed.GetProperty("reactions")[0].GetProperty("me").GetBoolean());
        Assert.Equal(member, listed.GetProperty("reactions")[0].GetProperty("users")[0].GetString());
        var answer = await page.SendAsync(HttpMethod.Post, messages, new { @as = member, content = "more", reply_to = said.Id });
        Assert.Equal(".pong", answer.Json.GetProperty("referenced_message").GetProperty("content").GetString());
        Assert.Equal(204, (await page.SendAsync(HttpMethod.Delete, $"{messages}/{said.Id}/reactions/%F0%9F%91%8D?as={member}")).Status);
        var newcomer = sandbox.Server.As("newcomer").Id.ToString();
        Assert.Equal(400, (await page.SendAsync(HttpMethod.Delete, $"{messages}/{said.Id}", new { @as = newcomer })).Status);
        Assert.Equal(204, (await page.SendAsync(HttpMethod.Delete, $"{messages}/{said.Id}", new { @as = sandbox.Server.As("moderator").Id.ToString() })).Status);
        Assert.Equal(204, (await page.SendAsync(HttpMethod.Post, $"api/channels/{sandbox.Channel("general")}/typing?as={member}")).Status);
        await gateway.NextAsync("TYPING_START");
    }

    [Fact]
    public async Task Refusals_AreInPlainWords()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var page = new RawPage(sandbox.Server);
        var member = sandbox.Server.As("member").Id.ToString();
        var refused = await page.SendAsync(HttpMethod.Post, $"api/channels/{sandbox.Channel("announcements")}/messages", new { @as = member, content = "x" });
        Assert.Equal((400, "You cannot write in this channel."), (refused.Status, refused.Json.GetProperty("message").GetString()));
        Assert.Equal(400, (await page.GetAsync($"api/channels/{sandbox.Channel("staff-room")}/messages?as={member}")).Status);
        Assert.Equal(400, (await page.GetAsync("api/world?as=1")).Status);
        Assert.Equal(400, (await page.SendAsync(HttpMethod.Post, "api/dms", "nonsense")).Status);
        Assert.Equal(404, (await page.GetAsync("api/nothing")).Status);
        Assert.Equal(404, (await page.GetAsync("no-such-file.js")).Status);
    }

    [Fact]
    public async Task TheFeed_BringsMessagesInteractionsAndModals_ToWhomTheyConcern()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var page = new RawPage(sandbox.Server);
        var member = sandbox.Server.As("member").Id;
        using var mine = await page.WatchAsync(member);
        using var other = await page.WatchAsync(sandbox.Server.As("newcomer").Id);
        await using var gateway = await sandbox.ConnectAsync();
        Assert.True((await mine.NextAsync("BOT_STATUS")).GetProperty("online").GetBoolean());
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync("ask");
        await mine.NextAsync("COMMANDS_UPDATE");
        var command = (await page.GetAsync($"api/world?as={member}")).Json.GetProperty("commands")[0].GetProperty("id").GetString();
        var general = sandbox.Channel("general").ToString();
        var run = await page.SendAsync(HttpMethod.Post, "api/interactions/command", new { @as = $"{member}", channel_id = general, command_id = command, options = Array.Empty<object>() });
        var id = run.Json.GetProperty("interaction_id").GetString();
        await bot.AnswerNextAsync(new { type = 9, data = new { custom_id = "m", title = "T", components = new[] { new { type = 18, label = "L", component = new { type = 4, custom_id = "a", style = 1 } } } } });
        Assert.Equal("modal", (await mine.NextAsync("INTERACTION_ACK")).GetProperty("kind").GetString());
        Assert.Equal(id, (await mine.NextAsync("MODAL_OPEN")).GetProperty("interaction_id").GetString());
        var submitted = await page.SendAsync(HttpMethod.Post, "api/interactions/modal", new { @as = $"{member}", interaction_id = id, custom_id = "m", values = new { a = "yes" } });
        Assert.Equal(200, submitted.Status);
        await bot.AnswerNextAsync(new { type = 4, data = new { content = "only you", flags = 64 } });
        var whisper = await mine.NextAsync("MESSAGE_CREATE");
        Assert.Equal(64, whisper.GetProperty("flags").GetInt32());
        Assert.Equal(204, (await page.SendAsync(HttpMethod.Delete, $"api/channels/{general}/messages/{whisper.GetProperty("id").GetString()}", new { @as = $"{member}" })).Status);
        await mine.NextAsync("MESSAGE_DELETE");
        await sandbox.Server.As("owner").SayAsync("general", "to all");
        Assert.Equal("to all", (await other.NextAsync("MESSAGE_CREATE")).GetProperty("content").GetString());

        await page.SendAsync(HttpMethod.Post, "api/interactions/command", new { @as = $"{member}", channel_id = general, command_id = command });
        await bot.TakeAsync();
        sandbox.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains("did not respond", (await mine.NextAsync("INTERACTION_FAILED")).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AComponent_AndCompletion_WorkFromThePage()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        using var page = new RawPage(sandbox.Server);
        var member = sandbox.Server.As("member").Id.ToString();
        var general = sandbox.Channel("general").ToString();
        var posted = await sandbox.Api.PostAsync($"/channels/{general}/messages", new { content = "c", components = new[] { new { type = 1, components = new[] { new { type = 2, style = 1, label = "Go", custom_id = "go" } } } } });
        var pressed = await page.SendAsync(HttpMethod.Post, "api/interactions/component", new { @as = member, channel_id = general, message_id = posted.Id, custom_id = "go" });
        Assert.Equal(200, pressed.Status);
        await bot.AnswerNextAsync(new { type = 6 });
        await bot.RegisterAsync(new { name = "help", description = "Help.", options = new[] { new { type = 3, name = "topic", description = "t", autocomplete = true } } });
        var command = (await page.GetAsync("api/world")).Json.GetProperty("commands")[0].GetProperty("id").GetString();
        var completing = page.SendAsync(HttpMethod.Post, "api/interactions/autocomplete",
            new { @as = member, channel_id = general, command_id = command, options = new[] { new { name = "topic", type = 3, value = "co" } }, focused = "topic" });
        await bot.AnswerNextAsync(new { type = 8, data = new { choices = new[] { new { name = "Coinflip", value = "coinflip" } } } });
        Assert.Equal("coinflip", (await completing).Json.GetProperty("choices")[0].GetProperty("value").GetString());
    }

    [Fact]
    public async Task AFeedThatComesBack_GetsWhatItMissed()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var page = new RawPage(sandbox.Server);
        var member = sandbox.Server.As("member");
        long last;
        using (var feed = await page.WatchAsync(member.Id))
        {
            await member.SayAsync("general", "first");
            await feed.NextAsync("MESSAGE_CREATE");
            last = feed.LastId;
        }

        await member.SayAsync("general", "missed");
        using var again = await page.WatchAsync(member.Id, last);
        Assert.Equal("missed", (await again.NextAsync("MESSAGE_CREATE")).GetProperty("content").GetString());
    }

    [Fact]
    public async Task AQuietFeed_SaysThatItIsThere()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var page = new RawPage(sandbox.Server);
        using var feed = await page.WatchAsync(sandbox.Server.As("member").Id);
        sandbox.Clock.Advance(TimeSpan.FromSeconds(15));
        await feed.LineAsync(":");
    }

    [Theory]
    [InlineData("https://evil.example", null, 403)]
    [InlineData("null", null, 403)]
    [InlineData(null, "evil.example", 403)]
    [InlineData(null, null, 200)]
    public async Task AnotherWebsite_CannotDriveIt(string? origin, string? host, int status)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var page = new RawPage(sandbox.Server);
        var member = sandbox.Server.As("member").Id.ToString();
        var answer = await page.SendAsync(HttpMethod.Post, $"api/channels/{sandbox.Channel("general")}/messages", new { @as = member, content = "x" }, origin, host);
        Assert.Equal(status, answer.Status);
        var own = await page.SendAsync(HttpMethod.Post, "api/dms", new { @as = member }, $"http://localhost:{sandbox.Server.Address.Port}", $"localhost:{sandbox.Server.Address.Port}");
        Assert.Equal(200, own.Status);
        Assert.Contains("frame-ancestors 'none'", own.Header("Content-Security-Policy")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HalfACharacter_IsRefusedInWords()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var client = new HttpClient();
        using var body = new StringContent($$"""{"as":"{{sandbox.Server.As("member").Id}}","content":"a\ud800b"}""");
        using var answer = await client.PostAsync(
            new Uri(sandbox.Server.PlaygroundAddress, $"api/channels/{sandbox.Channel("general")}/messages"), body, TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains("no valid text", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheFaultSwitch_ListsWhatItCan_AndDoesIt()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        using var page = new RawPage(sandbox.Server);
        Assert.NotEqual(0, (await page.GetAsync("api/faults")).Json.GetProperty("kinds").GetArrayLength());
        Assert.Equal(200, (await page.SendAsync(HttpMethod.Post, "api/faults", new { kind = "op7" })).Status);
        await gateway.NextOpAsync(7);
        Assert.Equal(400, (await page.SendAsync(HttpMethod.Post, "api/faults", new { kind = "meteor" })).Status);
    }
}
