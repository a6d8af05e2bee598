using System.Text.RegularExpressions;
using Bronx.Dashboard.Tests.Reports;
using Bronx.Platform.Reporting;
using Bronx.Platform.Telemetry;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bronx.Dashboard.Tests.Browser;

/// <summary>The pages as a screen reader hears them.</summary>
public sealed class SpokenTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task EveryPicture_Table_AndRegion_HasAName()
    {
        var figures = new ReportedFigures("BronxBot", TimeProvider.System);
        figures.Accept(await Reporter.StoredAsync());
        await using var dashboard = await RunningDashboard.StartAsync(figures: figures);
        foreach (var path in new[] { "/", "/commands", "/commands/ping", "/health", "/verify" })
        {
            await using var watched = await browser.OpenAsync(new Uri(dashboard.Address, path));
            var page = watched.Page;

            // What is folded away is heard once it is opened.
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
            foreach (var (role, parts) in new[] { (AriaRole.Table, "table"), (AriaRole.Img, "svg[role=img]"), (AriaRole.Region, "[role=region]"), (AriaRole.Navigation, "nav") })
            {
                var all = await page.Locator(parts).CountAsync();
                var named = await page.GetByRole(role, new PageGetByRoleOptions { NameRegex = Like("\\S") }).CountAsync();
                Assert.Equal((path, parts, all), (path, parts, Math.Min(all, named)));
            }

            Assert.Equal((path, 1), (path, await page.GetByRole(AriaRole.Main).CountAsync()));
            Assert.Equal((path, 1), (path, await page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 }).CountAsync()));
        }
    }

    [Fact]
    public async Task APlot_SaysWhatItShows_AndHidesItsMarks()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Usage.Ran("ping", dashboard.Time, times: 7);
        await using var watched = await browser.OpenAsync(dashboard.Address);
        await Expect(watched.Page.Locator("figure").First).ToMatchAriaSnapshotAsync(
            """
            - figure "Commands per minute Last hour · 7 in all Time range":
              - heading "Commands per minute" [level=2]
              - paragraph: Last hour · 7 in all
              - navigation "Time range":
                - link "Hour"
                - link "Day"
                - link "Month"
              - img /Commands per minute, Last hour 7 in all; most at \d\d:\d\d UTC with 7\./
              - group: "As a table of: Commands per minute"
            """);
    }

    [Fact]
    public async Task WhatStandsBehindAnAlert_IsReadByEverybody()
    {
        var figures = new ReportedFigures("BronxBot", TimeProvider.System);
        var report = await Reporter.StoredAsync();
        figures.Accept(report with
        {
            Health = report.Health with { Alerts = [report.Health.Alerts![0] with { Title = "Background work fails or is late", Unit = "jobs", Value = 1, Phase = "firing", Detail = "backup: no space left" }] },
        });
        await using var dashboard = await RunningDashboard.StartAsync(figures: figures);
        await using var watched = await browser.OpenAsync(new Uri(dashboard.Address, "/health"), new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        var row = watched.Page.GetByRole(AriaRole.Row, new PageGetByRoleOptions { NameRegex = Like("Background work fails or is late") });
        await Expect(row.GetByText("backup: no space left")).ToBeVisibleAsync();
        await Expect(row).ToContainTextAsync("1 job");
        await Expect(row).Not.ToContainTextAsync("1 jobs");
    }

    [Fact]
    public async Task NumbersThatRise_AreSpokenOfOnceAMinute()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Vitals.Publish(new BotVitals(BotConnection.Live, 3, 1200, null, null));
        await using var watched = await browser.OpenAsync(dashboard.Address, before: async page =>
        {
            await page.Clock.InstallAsync();
            await page.AddInitScriptAsync("window.heard = []; addEventListener('DOMContentLoaded', () => new MutationObserver(() => heard.push(spoken.textContent)).observe(document.getElementById('spoken'), { childList: true, characterData: true, subtree: true }))");
        });
        await Expect(watched.Page.Locator("html")).ToHaveAttributeAsync("data-state", "live");
        await watched.Page.Clock.PauseAtAsync(dashboard.Time.GetUtcNow().UtcDateTime.AddHours(1));
        Assert.Empty(await watched.Page.EvaluateAsync<string[]>("heard"));
        for (var i = 1; i <= 5; i++)
        {
            dashboard.Usage.Ran("ping", dashboard.Time);
            await Expect(watched.Figure("commands.total")).ToHaveTextAsync(i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        Assert.Equal(["1 command in all, 1 in this session."], await watched.Page.EvaluateAsync<string[]>("heard"));
        await watched.Page.Clock.FastForwardAsync(61_000);
        dashboard.Usage.Ran("ping", dashboard.Time, times: 5);
        await Expect(watched.Figure("commands.total")).ToHaveTextAsync("10");
        Assert.Single(await watched.Page.EvaluateAsync<string[]>("heard.slice(1)"));
    }

    [Fact]
    public async Task Verifier_SaysAResultOnce()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var watched = await browser.OpenAsync(new Uri(dashboard.Address, "/verify"));
        var page = watched.Page;
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Fill in the guide's example" }).ClickAsync();
        await Expect(page.Locator("#fell")).ToHaveTextAsync("2, black");
        await page.EvaluateAsync("window.heard = 0; new MutationObserver(() => heard++).observe(document.querySelector('[role=status]'), { childList: true, characterData: true, subtree: true })");
        await page.Locator("#client").PressAsync("End");

        // The same bet, typed otherwise: nothing new fell.
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Backspace");
        await page.Locator("#game").SelectOptionAsync("coinflip");
        await Expect(page.Locator("#fell")).Not.ToHaveTextAsync("2, black");
        Assert.Equal(1, await page.EvaluateAsync<int>("heard"));
    }

    private static Regex Like(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
}
