using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bronx.Sandbox.Tests.Playground;

/// <summary>What people do among themselves: write, answer, react, take back, be somebody else.</summary>
public sealed class ChatTests(BrowserFixture fixture) : IAsyncLifetime
{
    private PlaygroundStage stage = null!;

    public async ValueTask InitializeAsync() => stage = await PlaygroundStage.StartAsync(fixture);

    public async ValueTask DisposeAsync()
    {
        await stage.DisposeAsync();
        Assert.Empty(stage.Faults);
    }

    [Fact]
    public async Task Message_AppearsInBothWindowsAndTheBotAnswers()
    {
        stage.Bot.On(".ping", message => stage.Bot.SayAsync(message.GetProperty("channel_id").GetString()!, new { content = "Pong!" }));
        var rosa = await stage.OpenAsync("owner", "general");
        var junie = await stage.OpenAsync("newcomer", "general");

        await junie.SayAsync(".ping");

        await Expect(junie.Message(".ping")).ToHaveAttributeAsync("data-author", "junie");
        await Expect(rosa.Message(".ping")).ToBeVisibleAsync();
        await Expect(rosa.Message("Pong!").Locator(".badge")).ToHaveTextAsync("bot");
        await Expect(junie.Message("Pong!")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Reply_QuotesTheMessageItAnswers()
    {
        var rosa = await stage.OpenAsync("owner", "general");
        await rosa.SayAsync("Who has **bread**?");
        await rosa.UseToolAsync(rosa.Message("Who has"), "reply");

        await Expect(rosa.GetByTestId("reply-bar")).ToContainTextAsync("Who has bread?");
        await rosa.SayAsync("I do");

        await Expect(rosa.Message("I do").GetByTestId("quote")).ToContainTextAsync("Who has bread?");
        await Expect(rosa.GetByTestId("reply-bar")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task OwnMessage_IsEditedByArrowUpAndDeletedAfterAQuestion()
    {
        var mika = await stage.OpenAsync("member", "general");
        await mika.SayAsync("helo");
        await Expect(mika.Message("helo")).ToBeVisibleAsync();

        await mika.Composer().PressAsync("ArrowUp");
        await mika.GetByTestId("edit").FillAsync("hello");
        await mika.GetByTestId("edit").PressAsync("Enter");

        await Expect(mika.Message("hello").Locator(".msg-edited")).ToBeVisibleAsync();
        await mika.UseToolAsync(mika.Message("hello"), "delete");
        await mika.GetByTestId("confirm").ClickAsync();
        await Expect(mika.Message("hello")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task AnothersMessage_IsDeletedByAModeratorOnly()
    {
        var mika = await stage.OpenAsync("member", "general");
        var theo = await stage.OpenAsync("moderator", "general");
        var rosa = await stage.OpenAsync("owner", "general");
        await rosa.SayAsync("Here for a while");
        await mika.Message("Here for a while").HoverAsync();
        await Expect(mika.Message("Here for a while").GetByTestId("tool-reply")).ToBeVisibleAsync();
        await Expect(mika.Message("Here for a while").GetByTestId("tool-delete")).ToHaveCountAsync(0);

        await theo.UseToolAsync(theo.Message("Here for a while"), "delete");
        await theo.GetByTestId("confirm").ClickAsync();

        await Expect(rosa.Message("Here for a while")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Reaction_CountsForEverybodyAndIsTakenBack()
    {
        var mika = await stage.OpenAsync("member", "general");
        var rosa = await stage.OpenAsync("owner", "general");
        await rosa.SayAsync("Cake at four");
        await mika.UseToolAsync(mika.Message("Cake at four"), "react");
        await mika.Keyboard.TypeAsync("tada");
        await mika.Keyboard.PressAsync("Enter");

        var hers = rosa.Message("Cake at four").GetByTestId("reaction");
        await Expect(hers).ToHaveAttributeAsync("aria-pressed", "false");
        await hers.ClickAsync();
        await Expect(hers).ToHaveAttributeAsync("aria-pressed", "true");
        var theirs = mika.Message("Cake at four").GetByTestId("reaction");
        await Expect(theirs).ToContainTextAsync("2");
        await Expect(theirs).ToHaveAttributeAsync("aria-pressed", "true");

        await theirs.ClickAsync();
        await Expect(hers).ToContainTextAsync("1");
    }

    [Fact]
    public async Task ActingAs_ChangesThePersonAndStaysInTheAddress()
    {
        var page = await stage.OpenAsync("newcomer", "general");
        await Expect(page.GetByTestId("acting-as")).ToContainTextAsync("Junie");

        await page.GetByTestId("acting-as").ClickAsync();
        await page.Locator("[data-testid=act-as][data-persona=moderator]").First.ClickAsync();

        await Expect(page.GetByTestId("acting-as")).ToContainTextAsync("Theo");
        await Expect(page.Locator("[data-channel-name=staff-room]")).ToBeVisibleAsync();
        Assert.Contains("as=moderator", page.Url, StringComparison.Ordinal);
        await page.ReloadAsync();
        await Expect(page.GetByTestId("acting-as")).ToContainTextAsync("Theo");
        await page.GoBackAsync();
        await Expect(page.GetByTestId("acting-as")).ToContainTextAsync("Junie");
        await Expect(page.Locator("[data-channel-name=staff-room]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task ReadOnlyChannel_SaysSoInPlaceOfTheBox()
    {
        var page = await stage.OpenAsync("newcomer", "old-notices");

        await Expect(page.GetByTestId("read-only")).ToContainTextAsync("Junie may read here, but not write.");
        await Expect(page.Composer()).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Mention_TypedByNameTravelsAsAMentionAndStandsOut()
    {
        var rosa = await stage.OpenAsync("owner", "general");
        var mika = await stage.OpenAsync("member", "games");
        await rosa.Composer().PressSequentiallyAsync("Come here @mik");
        await Expect(rosa.GetByTestId("suggestion").First).ToContainTextAsync("Mika");
        await rosa.Keyboard.PressAsync("Enter");
        await rosa.Keyboard.TypeAsync(":tada:");
        await rosa.Keyboard.PressAsync("Enter");

        await Expect(mika.Locator("[data-channel-name=general] .mention-count")).ToHaveTextAsync("1");
        await mika.Locator("[data-channel-name=general]").ClickAsync();
        var message = mika.Message("Come here");
        await Expect(message.Locator(".mention")).ToHaveTextAsync("@Mika");
        await Expect(message).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("msg-mention", default, TimeSpan.FromSeconds(1)));
        await Expect(message).ToContainTextAsync("🎉");
        await Expect(mika.Locator("[data-channel-name=general] .mention-count")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task UnreadChannel_HasADotAndALineBeforeWhatIsNew()
    {
        var mika = await stage.OpenAsync("member", "general");
        var rosa = await stage.OpenAsync("owner", "general");
        await rosa.SayAsync("Seen");
        await Expect(mika.Message("Seen")).ToBeVisibleAsync();
        await mika.BringToFrontAsync();
        await mika.Locator("[data-channel-name=games]").ClickAsync();
        await rosa.SayAsync("Not seen yet");

        await Expect(mika.Locator("[data-channel-name=general] .unread-dot")).ToBeVisibleAsync();
        await mika.Locator("[data-channel-name=general]").ClickAsync();

        await Expect(mika.Message("Not seen yet").GetByTestId("new-divider")).ToBeVisibleAsync();
        await Expect(mika.Locator("[data-channel-name=general] .unread-dot")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task DirectMessage_OpensWithTheBot()
    {
        stage.Bot.On("hello there", message => stage.Bot.SayAsync(message.GetProperty("channel_id").GetString()!, new { content = "Only we two see this" }));
        var junie = await stage.OpenAsync("newcomer", "general");
        await junie.GetByTestId("dm").ClickAsync();
        await Expect(junie).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("channel=dm", default, TimeSpan.FromSeconds(1)));

        await junie.SayAsync("hello there");

        await Expect(junie.Message("Only we two see this")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task TypingOfAnother_IsShownUntilTheMessageComes()
    {
        var mika = await stage.OpenAsync("member", "general");
        var rosa = await stage.OpenAsync("owner", "general");
        await mika.Composer().PressSequentiallyAsync("Hm");
        await Expect(rosa.GetByTestId("typing")).ToContainTextAsync("Mika is typing");

        await mika.Composer().PressAsync("Enter");

        await Expect(rosa.GetByTestId("typing")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task LongHistory_LoadsUpwardsAndNeverHoldsMoreThanThreeHundredRows()
    {
        var (channel, rosa) = (await stage.ChannelIdAsync("games"), await stage.PersonIdAsync("owner"));
        for (var i = 0; i < 420; i++)
        {
            await stage.PostAsync($"api/channels/{channel}/messages", new { @as = rosa, content = $"Line {i} of many" });
        }

        var page = await stage.OpenAsync("owner", "games");
        await Expect(page.Message("Line 419 of many")).ToBeInViewportAsync();
        while (await page.Message("Line 0 of many").CountAsync() == 0)
        {
            var rows = await page.Messages().First.GetAttributeAsync("data-message-id");
            await page.Locator("#scroll").EvaluateAsync("node => { node.scrollTop = 0; }");
            await Expect(page.Messages().First).Not.ToHaveAttributeAsync("data-message-id", rows!);
        }

        Assert.Equal(300, await page.Messages().CountAsync());
        await page.GetByTestId("jump").ClickAsync();
        await Expect(page.Message("Line 419 of many")).ToBeInViewportAsync();
        Assert.True(await page.Messages().CountAsync() <= 300);
    }

    [Fact]
    public async Task Refusal_IsToldInTheServersWordsAndTheTextIsKept()
    {
        var page = await stage.OpenAsync("owner", "general");
        await page.RouteAsync("**/messages", route => route.Request.Method == "POST"
            ? route.FulfillAsync(new() { Status = 403, ContentType = "application/json", Body = """{"message":"Slow down: one message in 5 s here."}""" })
            : route.ContinueAsync());

        await page.SayAsync("Too fast");

        await Expect(page.GetByTestId("toast")).ToContainTextAsync("Slow down: one message in 5 s here.");
        await Expect(page.Composer()).ToHaveValueAsync("Too fast");
    }

    [Fact]
    public async Task FirstHint_FillsTheBoxAndIsGoneOnceDismissed()
    {
        var page = await stage.OpenAsync("newcomer", "general", hint: true);
        await page.GetByTestId("hint-try").First.ClickAsync();
        await Expect(page.Composer()).ToHaveValueAsync(".help");

        await page.GetByTestId("hint-close").ClickAsync();
        await page.ReloadAsync();

        await Expect(page.Composer()).ToBeVisibleAsync();
        await Expect(page.GetByTestId("hint")).ToHaveCountAsync(0);
    }
}
