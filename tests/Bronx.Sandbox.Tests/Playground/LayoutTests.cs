using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bronx.Sandbox.Tests.Playground;

/// <summary>Readable on a narrow phone, by keyboard and with a screen reader, in light and in dark.</summary>
public sealed class LayoutTests(BrowserFixture fixture) : IAsyncLifetime
{
    private static readonly BrowserNewContextOptions Phone = new() { ViewportSize = new() { Width = 360, Height = 740 }, HasTouch = true, IsMobile = true };

    private PlaygroundStage stage = null!;

    public async ValueTask InitializeAsync() => stage = await PlaygroundStage.StartAsync(fixture);

    public async ValueTask DisposeAsync()
    {
        await stage.DisposeAsync();
        Assert.Empty(stage.Faults);
    }

    [Fact]
    public async Task NarrowPhone_ShowsEverythingWithoutScrollingSideways()
    {
        var channel = await stage.ChannelIdAsync("general");
        var fields = Enumerable.Range(0, 3).Select(i => new { name = $"Field {i}", value = "123,456,789", inline = true });
        await stage.Bot.SayAsync(channel, new { content = new string('w', 300), embeds = new[] { new { title = "A title", description = "```\n" + new string('x', 200) + "\n```", fields } } });
        await stage.Bot.SayAsync(channel, new { content = "Buttons", components = new[] { new { type = 1, components = Enumerable.Range(0, 5).Select(i => new { type = 2, style = 2, label = $"A long label {i}", custom_id = $"b{i}" }) } } });
        var page = await stage.OpenAsync("member", "general", Phone);

        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth && document.getElementById('scroll').scrollWidth <= innerWidth"));
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('.embed, .action-row .button, .composer-holder')].every(node => node.getBoundingClientRect().right <= innerWidth)"));
    }

    [Fact]
    public async Task NarrowPhone_OpensChannelsAndPeopleAsDrawersThatEscapeCloses()
    {
        var page = await stage.OpenAsync("member", "general", Phone);
        await Expect(page.GetByTestId("channels")).Not.ToBeInViewportAsync();
        await page.GetByTestId("open-channels").TapAsync();
        await page.Locator("[data-channel-name=games]").TapAsync();
        await Expect(page.GetByTestId("channel-title")).ToContainTextAsync("games");
        await Expect(page.GetByTestId("channels")).Not.ToBeInViewportAsync();

        await page.GetByTestId("open-people").TapAsync();
        await Expect(page.GetByTestId("person").First).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByTestId("people")).Not.ToBeInViewportAsync();
        await Expect(page.GetByTestId("open-people")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task SlashCommand_IsSentByTouchAlone()
    {
        stage.Bot.On("ping", interaction => stage.Bot.AnswerAsync(interaction, 4, new { content = "Pong by touch" }));
        await stage.Bot.RegisterAsync(new { name = "ping", description = "Awake?" });
        var page = await stage.OpenAsync("member", "general", Phone);

        await page.GetByTestId("open-commands").TapAsync();
        await page.GetByTestId("suggestion").First.TapAsync();
        await page.GetByTestId("command-send").TapAsync();

        await Expect(page.Message("Pong by touch")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Messages_AreWalkedWithTheArrowsAndTheirToolsReachedWithTab()
    {
        var page = await stage.OpenAsync("member", "general");
        await page.SayAsync("one");
        await page.SayAsync("two");
        await Expect(page.Message("two")).ToBeVisibleAsync();
        await page.Message("two").FocusAsync();

        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(page.Message("one")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");

        await Expect(page.Message("one").GetByTestId("tool-react")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task LayoutComponents_AreDrawnWithTheirTextAndTheirButton()
    {
        stage.Bot.On("buy", interaction => stage.Bot.AnswerAsync(interaction, 4, new { content = "Sold" }));
        await stage.Bot.SayAsync(await stage.ChannelIdAsync("general"), new
        {
            flags = 1 << 15,
            components = new object[]
            {
                new
                {
                    type = 17,
                    accent_color = 0xD7A545,
                    components = new object[]
                    {
                        new { type = 9, components = new object[] { new { type = 10, content = "## Rod of patience" } }, accessory = new { type = 2, style = 1, label = "Buy", custom_id = "buy" } },
                        new { type = 14 },
                        new { type = 12, items = new object[] { new { media = new { url = "https://example.org/rod.png" }, description = "A rod" } } },
                    },
                },
            },
        });
        var page = await stage.OpenAsync("member", "general");
        await Expect(page.Messages().GetByRole(AriaRole.Heading)).ToHaveTextAsync("Rod of patience");

        await page.Locator("[data-custom-id=buy]").ClickAsync();

        await Expect(page.Message("Sold")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Text_HasContrastEnoughForAA(ColorScheme scheme)
    {
        var channel = await stage.ChannelIdAsync("general");
        await stage.Bot.SayAsync(channel, new
        {
            content = "Hello <#" + channel + "> `code` -#\n-# small",
            embeds = new[] { new { title = "T", url = "https://example.org", description = "D", footer = new { text = "F" } } },
            components = new[] { new { type = 1, components = Enumerable.Range(1, 4).Select(i => new { type = 2, style = i, label = $"Style {i}", custom_id = $"b{i}" }) } },
        });
        var page = await stage.OpenAsync("member", "general", new() { ColorScheme = scheme, ViewportSize = new() { Width = 1280, Height = 900 } }, hint: true);
        await page.SayAsync("mine");
        await Expect(page.Message("mine")).ToBeVisibleAsync();

        Assert.Equal("", await page.EvaluateAsync<string>(WeakText));
    }

    [Fact]
    public async Task Controls_AllHaveAName()
    {
        var page = await stage.OpenAsync("member", "general", hint: true);
        await page.SayAsync("mine");
        await Expect(page.Message("mine")).ToBeVisibleAsync();

        var nameless = await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('button, a[href], input, textarea, [role=button]')]
              .filter(node => node.checkVisibility() && !(node.getAttribute('aria-label') || node.textContent.trim() || node.labels?.length || node.title))
              .map(node => node.outerHTML.slice(0, 120))
            """);

        Assert.Empty(nameless);
        foreach (var landmark in new[] { "nav[aria-label]", "main", "aside[aria-label]", "[aria-live=polite]" })
        {
            Assert.NotEqual(0, await page.Locator(landmark).CountAsync());
        }
    }

    [Fact]
    public async Task Theme_IsSwitchedAndRemembered()
    {
        var page = await stage.OpenAsync("member", "general");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");

        await page.GetByTestId("theme").ClickAsync();
        await page.ReloadAsync();

        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    // Every visible piece of text against the nearest ground painted behind it.
    private const string WeakText = """
        async () => {
          const { contrast } = await import('/playground/js/colors.js');
          const numbers = text => (text.match(/[\d.]+/g) ?? []).map(Number);
          const over = (top, under) => { const a = top[3] ?? 1; return [0, 1, 2].map(i => top[i] * a + under[i] * (1 - a)); };
          const ground = node => {
            const layers = [];
            for (let at = node; at; at = at.parentElement) {
              const color = numbers(getComputedStyle(at).backgroundColor);
              if (color.length && (color[3] ?? 1) > 0) layers.push(color);
              if (color.length && (color[3] ?? 1) === 1) break;
            }
            return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255]);
          };
          const weak = [];
          for (const node of document.querySelectorAll('body *')) {
            if (![...node.childNodes].some(child => child.nodeType === 3 && child.data.trim())) continue;
            const style = getComputedStyle(node);
            if (!node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || node.closest('svg, [disabled], .channel-voice, .skip, .only-heard, noscript')) continue;
            const behind = ground(node);
            const ratio = contrast(over(numbers(style.color), behind), behind);
            if (ratio < 4.5) weak.push(`${ratio.toFixed(2)} ${node.className} “${node.textContent.slice(0, 30)}”`);
          }
          return weak.join('\n');
        }
        """;
}
