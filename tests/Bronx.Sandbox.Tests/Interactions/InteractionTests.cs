using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.Interactions;

public sealed class InteractionTests
{
    private static readonly object Buttons = new[]
    {
        new { type = 1, components = new object[] { new { type = 2, style = 1, label = "Go", custom_id = "go" }, new { type = 2, style = 2, label = "Off", custom_id = "off", disabled = true } } },
    };

    [Fact]
    public async Task AnInteraction_CarriesWhoWhereAndWithWhichPermissions()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync("ping");
        await sandbox.Server.As("moderator").SlashAsync("general", "ping");
        var raised = await bot.TakeAsync();
        Assert.Equal(2, raised.GetProperty("type").GetInt32());
        Assert.Equal("ping", raised.GetProperty("data").GetProperty("name").GetString());
        Assert.Equal(sandbox.Guild.ToString(), raised.GetProperty("guild_id").GetString());
        Assert.NotEqual(0UL, ulong.Parse(raised.GetProperty("member").GetProperty("permissions").GetString()!, null) & (1UL << 40));
        Assert.True(raised.TryGetProperty("app_permissions", out _));
        Assert.Equal(0, raised.GetProperty("context").GetInt32());
        Assert.False(raised.TryGetProperty("user", out _));
    }

    [Fact]
    public async Task InDirectMessages_ThereIsAUserAndNoMember()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync("ping");
        await sandbox.Server.As("member").SlashAsync("@bot", "ping");
        var raised = await bot.TakeAsync();
        Assert.True(raised.TryGetProperty("user", out _));
        Assert.False(raised.TryGetProperty("member", out _));
        Assert.Equal(1, raised.GetProperty("context").GetInt32());
    }

    [Fact]
    public async Task AfterThreeSeconds_ItHasFailed_AndTheAnswerIs10062()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync("ping");
        var run = await sandbox.Server.As("member").SlashAsync("general", "ping");
        await bot.TakeAsync();
        sandbox.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(InteractionAnswerKind.Failed, (await run.AnswerAsync()).Kind);
        var late = await bot.AnswerAsync(new { type = 4, data = new { content = "late" } });
        Assert.Equal((404, 10062), (late.Status, late.Code));
    }

    [Fact]
    public async Task ASecondAnswer_Is40060()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync("ping");
        await sandbox.Server.As("member").SlashAsync("general", "ping");
        await bot.AnswerNextAsync(new { type = 4, data = new { content = "one" } });
        var second = await bot.AnswerAsync(new { type = 4, data = new { content = "two" } });
        Assert.Equal((400, 40060), (second.Status, second.Code));
    }

    [Fact]
    public async Task ADeferredAnswer_FixesEphemerality_AndIsFilledByTheFirstFollowUp()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync("ping");
        var member = sandbox.Server.As("member");
        var run = await member.SlashAsync("general", "ping");
        await bot.AnswerNextAsync(new { type = 5, data = new { flags = 64 } });
        var answer = await run.AnswerAsync();
        Assert.Equal(InteractionAnswerKind.Deferred, answer.Kind);
        Assert.True(answer.Message!.IsThinking);
        Assert.True(answer.Message.IsEphemeral);
        var followed = await sandbox.Api.PostAsync(bot.Webhook, new { content = "here it is" });
        Assert.Equal(answer.Message.Id.ToString(), followed.Id);
        var shown = await member.NextAsync(message => message.Content == "here it is");
        Assert.True(shown is { IsEphemeral: true, IsEdit: true, IsThinking: false });
        var next = await sandbox.Api.PostAsync(bot.Webhook, new { content = "and more" });
        Assert.NotEqual(followed.Id, next.Id);
    }

    [Fact]
    public async Task TheOriginal_IsReadEditedAndDeletedUnderTheToken()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync("ping");
        var run = await sandbox.Server.As("member").SlashAsync("general", "ping");
        await bot.AnswerNextAsync(new { type = 4, data = new { content = "one" } });
        var original = await sandbox.Api.GetAsync($"{bot.Webhook}/messages/@original");
        Assert.Equal("one", original.Json.GetProperty("content").GetString());
        Assert.Equal("ping", original.Json.GetProperty("interaction_metadata").GetProperty("name").GetString());
        await sandbox.Api.PatchAsync($"{bot.Webhook}/messages/@original", new { content = "two" });
        Assert.Equal("two", run.Original!.Content);
        var later = await sandbox.Api.PostAsync(bot.Webhook, new { content = "three", flags = 64 });
        Assert.Equal(200, (await sandbox.Api.PatchAsync($"{bot.Webhook}/messages/{later.Id}", new { content = "four" })).Status);
        sandbox.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("four", (await sandbox.Api.GetAsync($"{bot.Webhook}/messages/{later.Id}")).Json.GetProperty("content").GetString());
        Assert.Equal(204, (await sandbox.Api.DeleteAsync($"{bot.Webhook}/messages/{later.Id}")).Status);
        Assert.Equal(204, (await sandbox.Api.DeleteAsync($"{bot.Webhook}/messages/@original")).Status);
        Assert.Equal(10008, (await sandbox.Api.GetAsync($"{bot.Webhook}/messages/@original")).Code);
    }

    [Fact]
    public async Task TheToken_DiesAfterFifteenMinutes_50027()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync("ping");
        await sandbox.Server.As("member").SlashAsync("general", "ping");
        await bot.AnswerNextAsync(new { type = 4, data = new { content = "one" } });
        sandbox.Clock.Advance(TimeSpan.FromMinutes(15));
        var late = await sandbox.Api.PostAsync(bot.Webhook, new { content = "two" });
        Assert.Equal((401, 50027), (late.Status, late.Code));
    }

    [Fact]
    public async Task AnEphemeralMessage_IsNotToBeHadOverTheChannel()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync("ping");
        await sandbox.Server.As("member").SlashAsync("general", "ping");
        await bot.AnswerNextAsync(new { type = 4, data = new { content = "secret", flags = 64 } });
        var id = (await sandbox.Api.GetAsync($"{bot.Webhook}/messages/@original")).Id;
        var path = $"/channels/{sandbox.Channel("general")}/messages";
        Assert.Equal(10008, (await sandbox.Api.GetAsync($"{path}/{id}")).Code);
        Assert.Equal(10008, (await sandbox.Api.PatchAsync($"{path}/{id}", new { content = "x" })).Code);
        Assert.Equal("[]", (await sandbox.Api.GetAsync(path)).Text);
    }

    [Fact]
    public async Task AButton_UpdatesItsMessage_AndADisabledOneCannotBePressed()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        var member = sandbox.Server.As("member");
        await sandbox.Api.PostAsync($"/channels/{sandbox.Channel("general")}/messages", new { content = "choose", components = Buttons });
        var shown = await member.NextAsync();
        await Assert.ThrowsAsync<SandboxRefusal>(() => member.PressAsync(shown, "Off"));
        await Assert.ThrowsAsync<SandboxRefusal>(() => member.PressAsync(shown, "Nothing"));
        var run = await member.PressAsync(shown, "Go");
        var raised = await bot.TakeAsync();
        Assert.Equal("go", raised.GetProperty("data").GetProperty("custom_id").GetString());
        Assert.Equal(shown.Id.ToString(), raised.GetProperty("message").GetProperty("id").GetString());
        var answered = await bot.AnswerAsync(new { type = 7, data = new { content = "chosen", components = Array.Empty<object>() } }, "?with_response=true");
        Assert.Equal("chosen", answered.Json.GetProperty("resource").GetProperty("message").GetProperty("content").GetString());
        Assert.Equal(InteractionAnswerKind.Update, (await run.AnswerAsync()).Kind);
        Assert.Empty((await member.NextAsync(message => message.Content == "chosen")).Controls);
    }

    [Fact]
    public async Task ASelect_ChecksCountAndChoices_AndResolvesPeople()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        var member = sandbox.Server.As("member");
        var components = new object[]
        {
            new { type = 1, components = new object[] { new { type = 3, custom_id = "dish", max_values = 2, options = new[] { new { label = "Soup", value = "s" }, new { label = "Bread", value = "b" }, new { label = "Cake", value = "c" } } } } },
            new { type = 1, components = new object[] { new { type = 5, custom_id = "who", placeholder = "Who?" } } },
        };
        await sandbox.Api.PostAsync($"/channels/{sandbox.Channel("general")}/messages", new { content = "choose", components });
        var shown = await member.NextAsync();
        await Assert.ThrowsAsync<SandboxRefusal>(() => member.SelectAsync(shown, "dish", "Soup", "Bread", "Cake"));
        await Assert.ThrowsAsync<SandboxRefusal>(() => member.SelectAsync(shown, "dish", "Stones"));
        await member.SelectAsync(shown, "dish", "Soup", "Bread");
        Assert.Equal("s", (await bot.TakeAsync()).GetProperty("data").GetProperty("values")[0].GetString());
        await member.SelectAsync(shown, "Who?", "Rosa");
        var data = (await bot.TakeAsync()).GetProperty("data");
        var rosa = data.GetProperty("values")[0].GetString()!;
        Assert.Equal("Rosa", data.GetProperty("resolved").GetProperty("users").GetProperty(rosa).GetProperty("global_name").GetString());
        Assert.True(data.GetProperty("resolved").GetProperty("members").GetProperty(rosa).TryGetProperty("permissions", out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(12)]
    public async Task ACommand_CannotBeAnsweredWithWhatDoesNotFit(int type)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync("ping");
        await sandbox.Server.As("member").SlashAsync("general", "ping");
        await bot.TakeAsync();
        Assert.Equal(50035, (await bot.AnswerAsync(new { type, data = new { content = "x", choices = Array.Empty<object>() } })).Code);
    }

    [Theory]
    [InlineData("""{"type":9,"data":{"custom_id":"m","title":"t","components":[]}}""", "data.components")]
    [InlineData("""{"type":9,"data":{"custom_id":"m","title":"1234567890123456789012345678901234567890123456","components":[{"type":10,"content":"x"}]}}""", "data.title")]
    [InlineData("""{"type":9,"data":{"custom_id":"m","title":"t","components":[{"type":18,"component":{"type":4,"custom_id":"a","style":1}}]}}""", "data.components.0.label")]
    [InlineData("""{"type":9,"data":{"custom_id":"m","title":"t","components":[{"type":18,"label":"l","component":{"type":4,"custom_id":"a","style":3}}]}}""", "data.components.0.component.style")]
    [InlineData("""{"type":9,"data":{"custom_id":"m","title":"t","components":[{"type":18,"label":"l","component":{"type":4,"custom_id":"a","style":1}},{"type":18,"label":"l","component":{"type":4,"custom_id":"a","style":1}}]}}""", "data.components.1.component.custom_id")]
    [InlineData("""{"type":4}""", "data")]
    public async Task ABadAnswer_IsRefused_AndTheInteractionStaysOpen(string body, string path)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync("ping");
        await sandbox.Server.As("member").SlashAsync("general", "ping");
        await bot.TakeAsync();
        var refused = await bot.AnswerAsync(body);
        Assert.Equal(50035, refused.Code);
        Assert.NotNull(refused.ErrorAt(path));
        Assert.Equal(204, (await bot.AnswerAsync(new { type = 4, data = new { content = "fine" } })).Status);
    }

    [Fact]
    public async Task AModal_ChecksItsFields_AndIsSentOnce()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync("ask");
        var member = sandbox.Server.As("member");
        var run = await member.SlashAsync("general", "ask");
        await bot.AnswerNextAsync(new
        {
            type = 9,
            data = new
            {
                custom_id = "form",
                title = "Form",
                components = new object[]
                {
                    new { type = 10, content = "Read this." },
                    new { type = 18, label = "Name", component = new { type = 4, custom_id = "name", style = 1, min_length = 3 } },
                    new { type = 18, label = "Dish", component = new { type = 3, custom_id = "dish", options = new[] { new { label = "Soup", value = "s" } } } },
                },
            },
        });
        var modal = (await run.AnswerAsync()).Modal!;
        await Assert.ThrowsAsync<SandboxRefusal>(() => member.SubmitAsync(modal, ("Name", "ab"), ("Dish", "s")));
        await Assert.ThrowsAsync<SandboxRefusal>(() => member.SubmitAsync(modal, ("Dish", "s")));
        await Assert.ThrowsAsync<SandboxRefusal>(() => member.SubmitAsync(modal, ("Name", "abc"), ("Dish", "stones")));
        await Assert.ThrowsAsync<SandboxRefusal>(() => sandbox.Server.As("owner").SubmitAsync(modal, ("Name", "abc"), ("Dish", "s")));
        await member.SubmitAsync(modal, ("Name", "abc"), ("Dish", "s"));
        var data = (await bot.TakeAsync()).GetProperty("data");
        Assert.Equal("abc", data.GetProperty("components")[1].GetProperty("component").GetProperty("value").GetString());
        Assert.Equal("s", data.GetProperty("components")[2].GetProperty("component").GetProperty("values")[0].GetString());
        await Assert.ThrowsAsync<SandboxRefusal>(() => member.SubmitAsync(modal, ("Name", "abc"), ("Dish", "s")));
        Assert.Equal(50035, (await bot.AnswerAsync(new { type = 9, data = new { } })).Code);
    }

    [Fact]
    public async Task Options_AreCheckedAsTheClientWould_AndResolved()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync(new
        {
            name = "pay",
            description = "Pay.",
            options = new object[]
            {
                new { type = 6, name = "to", description = "Whom", required = true },
                new { type = 4, name = "coins", description = "How many", required = true, min_value = 1 },
                new { type = 3, name = "note", description = "Why", choices = new[] { new { name = "Rent", value = "rent" } } },
                new { type = 5, name = "quiet", description = "Hush" },
            },
        });
        var member = sandbox.Server.As("member");
        await Assert.ThrowsAsync<SandboxRefusal>(() => member.SlashAsync("general", "pay", ("to", "Rosa")));
        await Assert.ThrowsAsync<SandboxRefusal>(() => member.SlashAsync("general", "pay", ("to", "Rosa"), ("coins", "many")));
        await Assert.ThrowsAsync<SandboxRefusal>(() => member.SlashAsync("general", "pay", ("to", "Rosa"), ("coins", "0")));
        await Assert.ThrowsAsync<SandboxRefusal>(() => member.SlashAsync("general", "pay", ("to", "Nobody"), ("coins", "5")));
        await Assert.ThrowsAsync<SandboxRefusal>(() => member.SlashAsync("general", "pay", ("to", "Rosa"), ("coins", "5"), ("note", "food")));
        await Assert.ThrowsAsync<SandboxRefusal>(() => member.SlashAsync("general", "pay", ("to", "Rosa"), ("coins", "5"), ("colour", "red")));
        await member.SlashAsync("general", "pay", ("to", "Rosa"), ("coins", "5"), ("note", "rent"), ("quiet", "true"));
        var options = (await bot.TakeAsync()).GetProperty("data").GetProperty("options");
        Assert.Equal(5, options[1].GetProperty("value").GetInt32());
        Assert.True(options[3].GetProperty("value").GetBoolean());
    }

    [Fact]
    public async Task Subcommands_AreNested()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync(new
        {
            name = "setup",
            description = "Set up.",
            options = new object[] { new { type = 1, name = "server", description = "The server", options = new[] { new { type = 3, name = "prefix", description = "p" } } } },
        });
        await Assert.ThrowsAsync<SandboxRefusal>(() => sandbox.Server.As("owner").SlashAsync("general", "setup"));
        await sandbox.Server.As("owner").SlashAsync("general", "setup server", ("prefix", "!"));
        var sub = (await bot.TakeAsync()).GetProperty("data").GetProperty("options")[0];
        Assert.Equal("server", sub.GetProperty("name").GetString());
        Assert.Equal("!", sub.GetProperty("options")[0].GetProperty("value").GetString());
    }

    [Fact]
    public async Task Completion_NamesTheFocusedOption_AndGivesChoices()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync(new { name = "help", description = "Help.", options = new[] { new { type = 3, name = "topic", description = "t", autocomplete = true } } });
        var run = await sandbox.Server.As("member").CompleteAsync("general", "help", ("topic", "co"));
        var raised = await bot.TakeAsync();
        Assert.True(raised.GetProperty("data").GetProperty("options")[0].GetProperty("focused").GetBoolean());
        await bot.AnswerAsync(new { type = 8, data = new { choices = new[] { new { name = "Coinflip", value = "coinflip" } } } });
        Assert.Equal("Coinflip", Assert.Single((await run.AnswerAsync()).Choices).Name);
    }

    [Fact]
    public async Task ACommandForAdministrators_IsNotOfferedToOthers()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync(new { name = "purge", description = "d", default_member_permissions = "8192" });
        await Assert.ThrowsAsync<SandboxRefusal>(() => sandbox.Server.As("member").SlashAsync("general", "purge"));
        await sandbox.Server.As("moderator").SlashAsync("general", "purge");
        await bot.TakeAsync();
    }

    [Fact]
    public async Task MenuCommands_CarryTheirTarget()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await sandbox.Api.PutAsync($"/applications/{sandbox.Server.World.BotId}/commands", new[] { new { name = "Look up", type = 2 }, new { name = "Quote", type = 3 } });
        var member = sandbox.Server.As("member");
        var said = await sandbox.Server.As("owner").SayAsync("general", "wise words");
        await member.UserCommandAsync("general", "Look up", sandbox.Server.As("owner").Id);
        var raised = await gateway.NextAsync("INTERACTION_CREATE");
        Assert.Equal(sandbox.Server.As("owner").Id.ToString(), raised.GetProperty("data").GetProperty("target_id").GetString());
        await member.MessageCommandAsync(said, "Quote");
        raised = await gateway.NextAsync("INTERACTION_CREATE");
        Assert.Equal("wise words", raised.GetProperty("data").GetProperty("resolved").GetProperty("messages").GetProperty(said.Id.ToString()).GetProperty("content").GetString());
    }
}
