using System.Text.RegularExpressions;
using Bronx.Dashboard.Tests.Live;
using Bronx.Dashboard.Tests.Pages;
using Bronx.Platform.Telemetry;
using Bronx.Testing;
using Bronx.Testing.Servers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bronx.Dashboard.Tests.Browser;

public sealed class LivePageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly BotVitals Well = new(BotConnection.Live, 3, 1_534_221, TimeSpan.FromMilliseconds(42), null);

    [Fact]
    public async Task Number_RisesAndFlashesWithACommand()
    {
        Assert.InRange(new DashboardOptions().LiveSpacing, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Vitals.Publish(Well);
        await using var watched = await browser.OpenAsync(dashboard.Address);
        await Expect(watched.Page.Locator("html")).ToHaveAttributeAsync("data-state", "live");
        await Expect(watched.Page.Locator("[data-status]")).ToHaveTextAsync("Live");
        await Expect(watched.Figure("commands.total")).ToHaveTextAsync("0");

        // Seen by the page itself: a flash is over in half a second, and who looks from outside may look too late.
        await watched.Page.EvaluateAsync(
            """
            () => {
              window.flashed = new Promise(seen => new MutationObserver(() => document.querySelector(".tiles .grew") && seen(true))
                .observe(document.body, { subtree: true, attributeFilter: ["class"] }));
            }
            """);
        dashboard.Usage.Ran("ping", dashboard.Time);

        await Expect(watched.Figure("commands.total")).ToHaveTextAsync("1");
        Assert.True(await watched.Page.EvaluateAsync<bool>("window.flashed").WaitAsync(Patience.Long));
        await Expect(watched.Page.Locator(".tiles .grew")).ToHaveCountAsync(0);
        await Expect(watched.Figure("session.lastCommand")).ToHaveTextAsync("ping");
        await Expect(watched.Page.Locator("#top tr").First).ToContainTextAsync("ping");
        await Expect(watched.Page.Locator("#top-empty")).ToBeHiddenAsync();
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task Figures_AreShortAndExactInTheTitle()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Vitals.Publish(Well);
        dashboard.Usage.Ran("ping", dashboard.Time, times: 1234);
        await using var watched = await browser.OpenAsync(dashboard.Address);
        await Expect(watched.Page.Locator("html")).ToHaveAttributeAsync("data-state", "live");
        dashboard.Usage.Ran("ping", dashboard.Time);

        await Expect(watched.Figure("commands.total")).ToHaveAttributeAsync("title", "1,235");
        await Expect(watched.Figure("commands.total")).ToHaveTextAsync("1.2K");
        await Expect(watched.Figure("bot.users")).ToHaveTextAsync("1.5M");
        await Expect(watched.Figure("bot.users")).ToHaveAttributeAsync("title", "1,534,221 – Sum of the servers’ member counts: somebody in two servers counts twice");
    }

    [Fact]
    public async Task Page_GoesGreyWhenTheBotStopsAndRecoversWhenItIsBack()
    {
        await using var telemetry = await TestTelemetry.OpenAsync(TimeProvider.System);
        telemetry.Vitals.Publish(Well);
        using var port = HeldPort.Take();
        var first = await RunningDashboard.StartAsync(telemetry: telemetry, port: port.Number);
        await using var watched = await browser.OpenAsync(first.Address);
        await Expect(watched.Page.Locator("html")).ToHaveAttributeAsync("data-state", "live");

        await first.DisposeAsync();
        await Expect(watched.Page.Locator("html")).ToHaveAttributeAsync("data-state", "lost");
        await Expect(watched.Page.Locator("#notice")).ToHaveTextAsync(
            new Regex(@"^The bot has been stopped\. Showing numbers as of \d\d:\d\d:\d\d\. Trying again…$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(watched.Page.Locator("[data-status]")).ToHaveTextAsync("Not connected");

        telemetry.Usage.Ran("ping", TimeProvider.System, times: 5);
        await using var second = await RunningDashboard.StartAsync(telemetry: telemetry, port: port.Number);
        await Expect(watched.Page.Locator("html")).ToHaveAttributeAsync("data-state", "live");
        await Expect(watched.Page.Locator("#notice")).ToBeEmptyAsync();
        await Expect(watched.Figure("commands.total")).ToHaveTextAsync("5");
    }

    [Fact]
    public async Task Page_SaysWhyTheBotIsNotOnDiscordAndThatItIsBack()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Vitals.Publish(Well);
        await using var watched = await browser.OpenAsync(dashboard.Address);
        await Expect(watched.Page.Locator("html")).ToHaveAttributeAsync("data-state", "live");

        dashboard.Vitals.Publish(Well with { Connection = BotConnection.Interrupted, Reason = "the socket closed" });
        await Expect(watched.Page.Locator("#notice")).ToHaveTextAsync("The bot’s connection to Discord is interrupted: the socket closed.");
        await Expect(watched.Page.Locator("html")).ToHaveAttributeAsync("data-state", "offline");
        await Expect(watched.Page.Locator("[data-status]")).ToHaveTextAsync("Interrupted");

        dashboard.Vitals.Publish(Well);
        await Expect(watched.Page.Locator("html")).ToHaveAttributeAsync("data-state", "live");
        await Expect(watched.Page.Locator("#notice")).ToBeEmptyAsync();
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task Page_PollsWhileTheStreamIsRefused()
    {
        await using var dashboard = await RunningDashboard.StartAsync(new DashboardOptions { MaxViewers = 1 });
        dashboard.Vitals.Publish(Well);
        await using var taken = await EventReader.OpenAsync(dashboard);
        await using var watched = await browser.OpenAsync(dashboard.Address);
        await Expect(watched.Page.Locator("html")).ToHaveAttributeAsync("data-state", "polling");

        dashboard.Usage.Ran("ping", dashboard.Time);

        await Expect(watched.Figure("commands.total")).ToHaveTextAsync("1");
    }

    [Fact]
    public async Task Page_WorksWithoutScripts()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new HeldClock());
        dashboard.Vitals.Publish(Well);
        dashboard.Usage.Ran("ping", dashboard.Time, times: 1500);
        await using var watched = await browser.OpenAsync(dashboard.Address, new BrowserNewContextOptions { JavaScriptEnabled = false });

        await Expect(watched.Figure("commands.total")).ToHaveTextAsync("1.5K");
        await Expect(watched.Page.Locator("#top tr")).ToHaveCountAsync(1);
        await Expect(watched.Page.Locator("noscript p")).ToBeVisibleAsync();
        await Expect(watched.Page.Locator("[data-status]")).ToContainTextAsync("As of ");
        await watched.Page.Locator("summary").First.ClickAsync();
        await Expect(watched.Page.Locator("figure table").First.Locator("tbody tr").First).ToContainTextAsync("1,500");
    }

    [Theory]
    [InlineData(360)]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Page_NeverScrollsSideways(int width)
    {
        await using var dashboard = await RunningDashboard.StartAsync(
            new DashboardOptions { BotName = "A bot with a rather long name, to see it wrap", PlaygroundAddress = new Uri("http://127.0.0.1:1/playground/") });
        dashboard.Vitals.Publish(Well with { Connection = BotConnection.Refused, Reason = new string('x', 120) });
        foreach (var name in new[] { "giveaway start", "an-extraordinarily-long-command-name-without-a-break", "db" })
        {
            dashboard.Usage.Ran(name, dashboard.Time, CommandEnd.Failed, times: 1234);
        }

        await using var watched = await browser.OpenAsync(
            dashboard.Address, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 740 } });
        await Expect(watched.Page.Locator("html")).ToHaveAttributeAsync("data-state", "offline");

        Assert.Equal(width, await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task Script_FollowsTheSameTableOfFiguresAsTheServer()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var watched = await browser.OpenAsync(dashboard.Address);
        var rows = FigureTable.Rows.Select(row => new object[] { row.Rule, row.Input }).ToArray();

        var written = await watched.Page.EvaluateAsync<string[]>("rows => rows.map(([rule, input]) => String(figures[rule](input)))", rows);

        Assert.Equal(FigureTable.Rows.Select(row => $"{row.Rule} {row.Input}: {row.Text}"), FigureTable.Rows.Zip(written, (row, text) => $"{row.Rule} {row.Input}: {text}"));
    }

    [Fact]
    public async Task Script_DrawsAfterAnUpdateWhatTheServerWouldDraw()
    {
        // The minute must not turn between the two pages.
        var clock = new HeldClock();
        await using var dashboard = await RunningDashboard.StartAsync(time: clock);
        dashboard.Vitals.Publish(Well with { Connection = BotConnection.Interrupted, Reason = "the socket closed." });
        await using var updated = await browser.OpenAsync(dashboard.Address);
        for (var i = 1; i <= 12; i++) dashboard.Usage.Ran($"command {i}", dashboard.Time, i % 5 == 0 ? CommandEnd.Failed : CommandEnd.Succeeded, times: i * i);
        dashboard.Usage.Ran("daily", dashboard.Time, CommandEnd.Refused, times: 3);
        await clock.WhenArmedAsync();
        clock.Advance(new DashboardOptions().LiveSpacing);
        await Expect(updated.Figure("commands.total")).ToHaveTextAsync("650");
        await Expect(updated.Figure("commands.refused")).ToHaveTextAsync("3");
        await using var loaded = await browser.OpenAsync(dashboard.Address, new BrowserNewContextOptions { JavaScriptEnabled = false });

        foreach (var part in new[] { ".tiles.large", "#top", ".lines >> nth=0", ".lines >> nth=1", "#notice", "figure >> nth=0 >> .plot", "figure >> nth=0 >> figcaption" })
        {
            Assert.Equal(await loaded.Page.Locator(part).InnerTextAsync(), await updated.Page.Locator(part).InnerTextAsync());
        }

        Assert.Equal(await Bars(loaded.Page), await Bars(updated.Page));
    }

    [Fact]
    public async Task CommandName_StaysTextInTheLiveTable()
    {
        const string Evil = "<img src=x onerror=alert(1)>";
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var watched = await browser.OpenAsync(dashboard.Address);

        dashboard.Usage.Ran(Evil, dashboard.Time);

        await Expect(watched.Page.Locator("#top th a")).ToHaveTextAsync(Evil);
        Assert.Equal(0, await watched.Page.Locator("#top img").CountAsync());
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task Page_StaysStillForThoseWhoAskForIt()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Vitals.Publish(Well);
        await using var watched = await browser.OpenAsync(dashboard.Address, new BrowserNewContextOptions { ReducedMotion = ReducedMotion.Reduce });
        await Expect(watched.Page.Locator("html")).ToHaveAttributeAsync("data-state", "live");

        Assert.Equal("none", await watched.Page.Locator(".dot").EvaluateAsync<string>("dot => getComputedStyle(dot).animationName"));
    }

    private static async Task<string> Bars(IPage page)
    {
        var bars = await page.Locator("figure >> nth=0 >> .bar").AllAsync();
        var heights = new List<string?>();
        foreach (var bar in bars.TakeLast(3)) heights.Add(await bar.GetAttributeAsync("height"));
        return string.Join(' ', heights);
    }
}
