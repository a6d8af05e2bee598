using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bronx.Sandbox.Tests.Playground;

/// <summary>Nothing anybody writes becomes markup or script, and nothing is loaded from elsewhere.</summary>
public sealed class SafetyTests(BrowserFixture fixture) : IAsyncLifetime
{
    private const string Hostile = "<img src=x onerror=\"window.harmed=1\"><script>window.harmed=1</script><b>bold</b>";

    private PlaygroundStage stage = null!;

    public async ValueTask InitializeAsync() => stage = await PlaygroundStage.StartAsync(fixture);

    public async ValueTask DisposeAsync()
    {
        await stage.DisposeAsync();
        Assert.Empty(stage.Faults);
    }

    [Fact]
    public async Task HostileText_StaysTextEverywhere()
    {
        var channel = await stage.ChannelIdAsync("general");
        await stage.Bot.SayAsync(channel, new
        {
            content = Hostile,
            embeds = new[]
            {
                new
                {
                    title = Hostile, description = Hostile, author = new { name = Hostile }, footer = new { text = Hostile },
                    fields = new[] { new { name = Hostile, value = Hostile, inline = true } },
                    url = "https://example.org/?<script>",
                },
            },
            components = new object[]
            {
                new { type = 1, components = new object[] { new { type = 2, style = 1, label = "<b>press</b>", custom_id = "\"><b>x" } } },
                new { type = 1, components = new object[] { new { type = 3, custom_id = "s", placeholder = "<i>choose</i>", options = new[] { new { label = "<u>one</u>", value = "<1>", description = "<s>two</s>" } } } } },
            },
        });
        var page = await stage.OpenAsync("owner", "general");
        await page.SayAsync(Hostile + " [x](javascript:window.harmed=1) **[y](javascript:window.harmed=1)**");
        await page.SayAsync("||" + Hostile + "||");

        await Expect(page.Messages()).ToHaveCountAsync(3);
        await Expect(page.GetByTestId("content").First).ToHaveTextAsync(Hostile);
        await Expect(page.GetByTestId("embed")).ToContainTextAsync(Hostile);
        await page.GetByTestId("select").ClickAsync();
        await Expect(page.GetByTestId("option")).ToContainTextAsync("<u>one</u>");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByTestId("spoiler").ClickAsync();
        Assert.Equal(0, await page.Locator("#messages img, #messages script, #messages b, #messages i:not(.dots i), #messages a[href^=javascript]").CountAsync());
        Assert.Null(await page.EvaluateAsync<int?>("window.harmed ?? null"));
    }

    [Fact]
    public async Task HostileNames_StayTextInEveryPlaceTheyAppear()
    {
        // The sandbox's own people are harmless; the page has to hold when a name is not.
        var page = await stage.OpenAsync("owner", "general", prepare: context => context.RouteAsync("**/api/**", async route =>
        {
            if (route.Request.Url.Contains("/live", StringComparison.Ordinal))
            {
                await route.ContinueAsync();
                return;
            }

            var answer = await route.FetchAsync();
            var text = await answer.TextAsync();
            await route.FulfillAsync(new() { Response = answer, Body = text.Replace("\"Rosa\"", "\"<b>Rosa</b>\"", StringComparison.Ordinal) });
        }));
        await page.SayAsync("Hello");

        await Expect(page.GetByTestId("acting-as")).ToContainTextAsync("<b>Rosa</b>");
        await Expect(page.Message("Hello").Locator(".msg-author")).ToHaveTextAsync("<b>Rosa</b>");
        await Expect(page.GetByTestId("person").Filter(new() { HasText = "<b>Rosa</b>" })).ToBeVisibleAsync();
        await page.GetByTestId("acting-as").ClickAsync();
        await Expect(page.GetByTestId("act-as").First).ToContainTextAsync("<b>Rosa</b>");
        Assert.Equal(0, await page.Locator("b").CountAsync());
    }

    [Fact]
    public async Task Pictures_OfOtherSitesAreNamedAndNotLoaded()
    {
        var channel = await stage.ChannelIdAsync("general");
        await stage.Bot.SayAsync(channel, new { embeds = new[] { new { title = "Far away", image = new { url = "https://example.org/cat.png" }, thumbnail = new { url = "https://example.org/small.png" } } } });
        List<string> elsewhere = [];
        var page = await stage.OpenAsync("owner", "general", prepare: context =>
        {
            context.Request += (_, request) =>
            {
                if (!request.Url.StartsWith(stage.Server.Address.AbsoluteUri, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                {
                    elsewhere.Add(request.Url);
                }
            };
            return Task.CompletedTask;
        });

        var picture = page.GetByTestId("embed").Locator("a.picture-wide");
        await Expect(picture).ToHaveTextAsync("example.org");
        await Expect(picture).ToHaveAttributeAsync("rel", new Regex("noopener", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Empty(elsewhere);
    }
}
