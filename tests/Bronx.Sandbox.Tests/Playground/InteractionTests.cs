using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bronx.Sandbox.Tests.Playground;

/// <summary>Commands, buttons, selects and forms, from the key that is pressed to what the bot receives.</summary>
public sealed class InteractionTests(BrowserFixture fixture) : IAsyncLifetime
{
    private const int Ephemeral = 1 << 6;

    private PlaygroundStage stage = null!;

    public async ValueTask InitializeAsync() => stage = await PlaygroundStage.StartAsync(fixture);

    public async ValueTask DisposeAsync()
    {
        await stage.DisposeAsync();
        Assert.Empty(stage.Faults);
    }

    [Fact]
    public async Task SlashCommand_IsChosenFilledAndSentByKeyboardAlone()
    {
        stage.Bot.On("coinflip", interaction => stage.Bot.AnswerAsync(interaction, 4, new { content = OptionsOf(interaction) }));
        await RegisterAsync();
        var page = await stage.OpenAsync("newcomer", "general");
        await page.Composer().PressSequentiallyAsync("/coin");
        await Expect(page.GetByTestId("suggestion")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("half");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Message("amount=half side=tails")).ToBeVisibleAsync();
        await Expect(page.Message("amount=half side=tails")).ToContainTextAsync("Junie used /coinflip");
        await Expect(page.GetByTestId("note")).ToHaveCountAsync(0);
        await Expect(page.Composer()).ToBeFocusedAsync();
    }

    [Fact]
    public async Task SlashCommand_ChecksItsOptionsBeforeItIsSent()
    {
        stage.Bot.On("coinflip", interaction => stage.Bot.AnswerAsync(interaction, 4, new { content = OptionsOf(interaction) }));
        await RegisterAsync();
        var page = await stage.OpenAsync("newcomer", "general");
        await page.Composer().PressSequentiallyAsync("/coinflip ");
        await page.GetByTestId("command-send").ClickAsync();
        await Expect(page.GetByTestId("command-form")).ToContainTextAsync("This is needed.");

        await page.GetByTestId("option-amount").FillAsync("500");
        await page.GetByTestId("option-side").FillAsync("edge");
        await page.GetByTestId("add-rounds").ClickAsync();
        await page.GetByTestId("option-rounds").FillAsync("99");
        await page.GetByTestId("command-send").ClickAsync();
        await Expect(page.GetByTestId("command-form")).ToContainTextAsync("Choose one from the list.");
        await Expect(page.GetByTestId("command-form")).ToContainTextAsync("At most 10.");

        await page.GetByTestId("option-side").FillAsync("heads");
        await page.GetByTestId("option-rounds").FillAsync("3");
        await page.GetByTestId("add-against").ClickAsync();
        await page.GetByTestId("option-against").FillAsync("Mika");
        await page.GetByTestId("command-send").ClickAsync();
        await Expect(page.Message($"amount=500 side=heads rounds=3 against={await stage.PersonIdAsync("member")}")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Subcommand_TravelsUnderItsGroup()
    {
        stage.Bot.On("shop", interaction => stage.Bot.AnswerAsync(interaction, 4, new { content = interaction.GetProperty("data").GetProperty("options").ToString() }));
        await RegisterAsync();
        var page = await stage.OpenAsync("newcomer", "general");
        await page.Composer().PressSequentiallyAsync("/shop stock add ");
        await page.Keyboard.TypeAsync("rod");
        await page.Keyboard.PressAsync("Enter");

        var answer = page.Message("rod");
        await Expect(answer).ToContainTextAsync("\"name\":\"stock\"");
        await Expect(answer).ToContainTextAsync("\"name\":\"add\"");
    }

    [Fact]
    public async Task Autocomplete_AsksTheBotWhileOneTypes()
    {
        stage.Bot.On("help", interaction => interaction.GetProperty("type").GetInt32() == 4
            ? stage.Bot.AnswerAsync(interaction, 8, new { choices = new[] { new { name = "daily: coins", value = "daily" } } })
            : stage.Bot.AnswerAsync(interaction, 4, new { content = OptionsOf(interaction) }));
        await RegisterAsync();
        var page = await stage.OpenAsync("newcomer", "general");
        await page.Composer().PressSequentiallyAsync("/help ");
        await page.GetByTestId("add-topic").ClickAsync();
        await page.Keyboard.TypeAsync("da");
        await Expect(page.GetByTestId("suggestion")).ToHaveTextAsync("daily: coins");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Message("topic=daily")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task EphemeralAnswer_IsSeenByItsPersonAloneAndDismissed()
    {
        stage.Bot.On("whisper", interaction => stage.Bot.AnswerAsync(interaction, 4, new { content = "Between us", flags = Ephemeral }));
        await PanelAsync(Button("whisper"));
        var junie = await stage.OpenAsync("newcomer", "general");
        var rosa = await stage.OpenAsync("owner", "general");
        await junie.Locator("[data-custom-id=whisper]").ClickAsync();

        var whisper = junie.Message("Between us");
        await Expect(whisper).ToHaveAttributeAsync("data-ephemeral", "true");
        await Expect(whisper).ToContainTextAsync("Only you can see this");
        await rosa.SayAsync("Anything new?");
        await Expect(rosa.Message("Anything new?")).ToBeVisibleAsync();
        await Expect(rosa.Message("Between us")).ToHaveCountAsync(0);

        await whisper.GetByTestId("dismiss").ClickAsync();
        await Expect(whisper).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task ButtonPress_SpinsUntilTheBotUpdatesTheMessage()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stage.Bot.On("count", async interaction =>
        {
            await gate.Task;
            await stage.Bot.AnswerAsync(interaction, 7, new { content = "Pressed once" });
        });
        await PanelAsync(Button("count"));
        var page = await stage.OpenAsync("newcomer", "general");
        var button = page.Locator("[data-custom-id=count]");
        await button.ClickAsync();
        await Expect(button).ToHaveAttributeAsync("aria-busy", "true");

        gate.SetResult();

        await Expect(page.Message("Pressed once")).ToBeVisibleAsync();
        await Expect(button).Not.ToHaveAttributeAsync("aria-busy", "true");
        await Expect(button).ToBeFocusedAsync();
    }

    [Fact]
    public async Task SilentBot_IsToldUnderTheMessageToThePersonOnly()
    {
        await PanelAsync(Button("silent"));
        var junie = await stage.OpenAsync("newcomer", "general");
        var rosa = await stage.OpenAsync("owner", "general");

        await junie.Locator("[data-custom-id=silent]").ClickAsync();

        await Expect(junie.GetByTestId("interaction-failed")).ToContainTextAsync(new Regex("respond", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(rosa.GetByTestId("interaction-failed")).ToHaveCountAsync(0);
        await Expect(junie.Locator("[data-custom-id=silent]")).Not.ToHaveAttributeAsync("aria-busy", "true");
    }

    [Fact]
    public async Task DeferredAnswer_ThinksAndThenSpeaks()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stage.Bot.On("slow", async interaction =>
        {
            await stage.Bot.AnswerAsync(interaction, 5);
            await gate.Task;
            await stage.Bot.EditAnswerAsync(interaction, new { content = "Here at last" });
        });
        await PanelAsync(Button("slow"));
        var page = await stage.OpenAsync("newcomer", "general");
        await page.Locator("[data-custom-id=slow]").ClickAsync();
        await Expect(page.GetByTestId("thinking")).ToBeVisibleAsync();

        gate.SetResult();

        await Expect(page.Message("Here at last")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("thinking")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Modal_RefusesWhatIsTooShortThenSubmitsAndReturnsTheFocus()
    {
        stage.Bot.On("terms", interaction => stage.Bot.AnswerAsync(interaction, 9, new
        {
            custom_id = "agreement",
            title = "Terms of the house",
            components = new object[]
            {
                new { type = 18, label = "Type I AGREE", component = new { type = 4, custom_id = "words", style = 1, min_length = 7, max_length = 20, required = true } },
                new { type = 18, label = "Where from?", component = new { type = 3, custom_id = "from", required = false, options = new[] { new { label = "A friend", value = "friend" } } } },
            },
        }));
        stage.Bot.On("agreement", interaction => stage.Bot.AnswerAsync(interaction, 4, new { content = interaction.GetProperty("data").GetProperty("components").ToString(), flags = Ephemeral }));
        await PanelAsync(Button("terms"));
        var page = await stage.OpenAsync("newcomer", "general");
        await page.Locator("[data-custom-id=terms]").ClickAsync();
        var modal = page.GetByTestId("modal");
        await Expect(modal).ToContainTextAsync("Terms of the house");

        await modal.GetByTestId("modal-submit").ClickAsync();
        await Expect(modal).ToContainTextAsync("This field must be filled in.");
        await modal.GetByLabel("Type I AGREE").FillAsync("I");
        await modal.GetByTestId("modal-submit").ClickAsync();
        await Expect(modal).ToContainTextAsync("Write at least 7 characters; there are 1.");
        await modal.GetByLabel("Type I AGREE").FillAsync("I AGREE");
        await modal.GetByTestId("select").ClickAsync();
        await page.GetByTestId("option").ClickAsync();
        await modal.GetByTestId("modal-submit").ClickAsync();

        await Expect(modal).ToHaveCountAsync(0);
        await Expect(page.Message("I AGREE")).ToContainTextAsync("friend");
        await Expect(page.Locator("[data-custom-id=terms]")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Modal_CancelledSendsNothing()
    {
        stage.Bot.On("ask", interaction => stage.Bot.AnswerAsync(interaction, 9, new
        {
            custom_id = "never",
            title = "A question",
            components = new object[] { new { type = 18, label = "Well?", component = new { type = 4, custom_id = "well", style = 2, required = false } } },
        }));
        await PanelAsync(Button("ask"));
        var page = await stage.OpenAsync("newcomer", "general");
        await page.Locator("[data-custom-id=ask]").ClickAsync();
        await page.GetByTestId("modal").WaitForAsync();

        await page.Keyboard.PressAsync("Escape");

        await Expect(page.GetByTestId("modal")).ToHaveCountAsync(0);
        await Expect(page.Messages()).ToHaveCountAsync(await page.Messages().CountAsync());
        await Expect(page.Locator("[data-custom-id=ask]")).Not.ToHaveAttributeAsync("aria-busy", "true");
    }

    [Fact]
    public async Task Select_OfSeveralSendsThemTogetherWhenDone()
    {
        stage.Bot.On("fruit", interaction => stage.Bot.AnswerAsync(interaction, 4, new { content = interaction.GetProperty("data").GetProperty("values").ToString() }));
        var options = new[] { "apple", "pear", "plum" }.Select(name => new { label = name, value = name });
        await PanelAsync(new { type = 3, custom_id = "fruit", min_values = 2, max_values = 3, options });
        var page = await stage.OpenAsync("newcomer", "general");
        await page.Locator("[data-custom-id=fruit]").ClickAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("select-done")).ToBeDisabledAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByTestId("select-done").ClickAsync();

        await Expect(page.Message("apple")).ToContainTextAsync("plum");
    }

    [Fact]
    public async Task UserSelect_OffersThePeopleOfTheServer()
    {
        stage.Bot.On("whom", interaction => stage.Bot.AnswerAsync(interaction, 4, new { content = $"<@{interaction.GetProperty("data").GetProperty("values")[0].GetString()}>" }));
        await PanelAsync(new { type = 5, custom_id = "whom" });
        var page = await stage.OpenAsync("newcomer", "general");
        await page.Locator("[data-custom-id=whom]").ClickAsync();
        await page.Keyboard.TypeAsync("pri");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Message("@Priya")).ToBeVisibleAsync();
    }

    private static object Button(string id) => new { type = 2, style = 1, label = id, custom_id = id };

    private static string OptionsOf(JsonElement interaction) => interaction.GetProperty("data").TryGetProperty("options", out var options)
        ? string.Join(' ', options.EnumerateArray().Select(option => $"{option.GetProperty("name").GetString()}={option.GetProperty("value")}"))
        : "no options";

    private async Task PanelAsync(object component) =>
        await stage.Bot.SayAsync(await stage.ChannelIdAsync("general"), new { content = "A panel", components = new[] { new { type = 1, components = new[] { component } } } });

    private Task RegisterAsync() => stage.Bot.RegisterAsync(
        new
        {
            name = "coinflip",
            description = "Double or nothing",
            options = new object[]
            {
                new { type = 3, name = "amount", description = "What to stake", required = true },
                new { type = 3, name = "side", description = "Heads or tails", required = true, choices = new[] { new { name = "Heads", value = "heads" }, new { name = "Tails", value = "tails" } } },
                new { type = 4, name = "rounds", description = "How often", min_value = 1, max_value = 10 },
                new { type = 6, name = "against", description = "Whom to play" },
            },
        },
        new { name = "help", description = "What there is", options = new object[] { new { type = 3, name = "topic", description = "One command", autocomplete = true } } },
        new
        {
            name = "shop",
            description = "The shop",
            options = new object[]
            {
                new { type = 1, name = "list", description = "Everything" },
                new
                {
                    type = 2,
                    name = "stock",
                    description = "The shelves",
                    options = new object[] { new { type = 1, name = "add", description = "Add a thing", options = new object[] { new { type = 3, name = "item", description = "Which", required = true } } } },
                },
            },
        });
}
