using Bronx.Platform.Telemetry;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bronx.Dashboard.Tests.Browser;

/// <summary>Everything can be reached and used without a pointer, and it shows where one is.</summary>
public sealed class KeyboardTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly BotVitals Well = new(BotConnection.Live, 3, 1200, null, null);

    [Theory]
    [InlineData("/")]
    [InlineData("/commands")]
    [InlineData("/commands/ping")]
    [InlineData("/health")]
    [InlineData("/verify")]
    public async Task EveryControl_IsReachedInTheOrderOfThePage_AndShowsTheFocus(string path)
    {
        await using var dashboard = await StartAsync();
        await using var watched = await browser.OpenAsync(new Uri(dashboard.Address, path));
        var page = watched.Page;
        await page.EvaluateAsync(
            """
            window.controls = () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter(one => one.checkVisibility());
            window.here = () => {
              const now = document.activeElement, box = now.getBoundingClientRect(), style = getComputedStyle(now);
              return [controls().indexOf(now), style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1, box.left >= 0 && box.right <= innerWidth && box.bottom > 0 && box.top < innerHeight];
            };
            """);
        var count = await page.EvaluateAsync<int>("controls().length");
        Assert.True(count > 5, $"{path} has {count} controls");
        for (var i = 0; i < count; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var (index, isShown, isInView) = await HereAsync(page);
            Assert.Equal((path, i, true, true), (path, index, isShown, isInView));
        }

        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task SkipLink_LeadsPastTheNavigation()
    {
        await using var dashboard = await StartAsync();
        await using var watched = await browser.OpenAsync(dashboard.Address);
        await watched.Page.Keyboard.PressAsync("Tab");
        await Expect(watched.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Skip to the numbers" })).ToBeFocusedAsync();
        await watched.Page.Keyboard.PressAsync("Enter");
        await watched.Page.Keyboard.PressAsync("Tab");
        await Expect(watched.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Hour" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Table_IsSortedByKeyboard_AndTheFocusStays()
    {
        await using var dashboard = await StartAsync();
        await using var watched = await browser.OpenAsync(new Uri(dashboard.Address, "/commands"));
        var heading = watched.Page.GetByRole(AriaRole.Columnheader, new PageGetByRoleOptions { Name = "p95" });
        await heading.GetByRole(AriaRole.Link).FocusAsync();
        foreach (var way in new[] { "descending", "ascending", "descending" })
        {
            await watched.Page.Keyboard.PressAsync("Enter");
            await Expect(heading).ToHaveAttributeAsync("aria-sort", way);
            await Expect(heading.GetByRole(AriaRole.Link)).ToBeFocusedAsync();
            await Expect(watched.Page.GetByRole(AriaRole.Table, new PageGetByRoleOptions { Name = $"All commands, sorted by p95, {way}" })).ToBeVisibleAsync();
        }

        await watched.Page.Keyboard.PressAsync("Tab");
        await Expect(watched.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Last used" })).ToBeFocusedAsync();
        Assert.Equal(0, await watched.Page.EvaluateAsync<int>("scrollY"));
    }

    [Fact]
    public async Task TimeRange_IsChosenByKeyboard_AndTheFocusStays()
    {
        await using var dashboard = await StartAsync();
        await using var watched = await browser.OpenAsync(dashboard.Address);
        await watched.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Day" }).FocusAsync();
        await watched.Page.Keyboard.PressAsync("Enter");
        await Expect(watched.Page.Locator("figcaption h2").First).ToHaveTextAsync("Commands per hour");
        var day = watched.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Day" });
        await Expect(day).ToBeFocusedAsync();
        await Expect(day).ToHaveAttributeAsync("aria-current", "true");
    }

    [Theory]
    [InlineData("Enter")]
    [InlineData("Space")]
    public async Task NumbersOfAPlot_OpenByKeyboard(string key)
    {
        await using var dashboard = await StartAsync();
        await using var watched = await browser.OpenAsync(dashboard.Address);
        await watched.Page.Locator("figure summary").First.FocusAsync();
        await watched.Page.Keyboard.PressAsync(key);
        await Expect(watched.Page.GetByRole(AriaRole.Table, new PageGetByRoleOptions { Name = "Commands per minute, Last hour" })).ToBeVisibleAsync();
        await watched.Page.Keyboard.PressAsync("Tab");
        await Expect(watched.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Commands per minute" })).ToBeFocusedAsync();
    }

    private static async Task<RunningDashboard> StartAsync()
    {
        var dashboard = await RunningDashboard.StartAsync();
        dashboard.Vitals.Publish(Well);
        dashboard.Usage.Ran("ping", dashboard.Time, times: 2);
        dashboard.Usage.Ran("daily", dashboard.Time, CommandEnd.Failed);
        return dashboard;
    }

    private static async Task<(int Index, bool IsShown, bool IsInView)> HereAsync(IPage page)
    {
        var here = await page.EvaluateAsync<System.Text.Json.JsonElement>("here()");
        return (here[0].GetInt32(), here[1].GetBoolean(), here[2].GetBoolean());
    }
}
