using Bronx.Dashboard.Edge;
using Bronx.Dashboard.Pages;
using Bronx.Dashboard.Servers;
using Bronx.Platform.Options;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bronx.Dashboard.Tests.Browser;

/// <summary>A greeting as it will be read, while it is typed.</summary>
public sealed class SettingsPreviewTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const string Evil = "<img src=x onerror=alert(1)>";

    private static readonly string[] Names = ["user", "name", "server", "members", "created"];

    private static readonly Dictionary<string, string> Samples = new(StringComparer.Ordinal)
    {
        ["user"] = "@Mara",
        ["name"] = "Mara",
        ["server"] = Evil,
        ["members"] = "1,234",
        ["created"] = "3 years ago",
    };

    [Theory]
    [InlineData("Welcome, {user}! You are number {members} in {server}.")]
    [InlineData("{USER} {Name} {created}")]
    [InlineData("{nobody} {user name} {} { user } {user")]
    [InlineData("{{user}} {{{user}}} }}{{ {user}} {user}}}")]
    [InlineData("{constructor} {__proto__} {toString}")]
    [InlineData("two\nlines, {user\n}")]
    [InlineData(Evil)]
    [InlineData("")]
    public async Task Preview_FillsInWhatTheBotFillsIn(string typed)
    {
        await using var dashboard = await StartAsync("hello");
        await using var watched = await browser.OpenAsync(new Uri(dashboard.Address, "/form"));
        await Expect(Preview(watched)).ToHaveTextAsync("hello");

        await watched.Page.GetByLabel("Greeting", new PageGetByLabelOptions { Exact = true }).FillAsync(typed);

        Assert.Equal(TemplateText.Fill(typed, Samples), await Preview(watched).EvaluateAsync<string>("one => one.textContent"));
        Assert.Equal(0, await watched.Page.Locator("img[src=x]").CountAsync());
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task Preview_ShowsBoldAsBold_AndWhatIsStoredAtTheStart()
    {
        await using var dashboard = await StartAsync("Hello **{user}**, and ** no end");
        await using var watched = await browser.OpenAsync(new Uri(dashboard.Address, "/form"));

        await Expect(Preview(watched)).ToBeVisibleAsync();
        await Expect(Preview(watched)).ToHaveTextAsync("Hello @Mara, and ** no end");
        await Expect(Preview(watched).Locator("strong")).ToHaveTextAsync("@Mara");
        await Expect(watched.Page.GetByRole(AriaRole.Note, new PageGetByRoleOptions { Name = "How it will read" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task WithoutScripts_ThereIsNoEmptyPreview()
    {
        await using var dashboard = await StartAsync("Hello {user}");
        await using var watched = await browser.OpenAsync(new Uri(dashboard.Address, "/form"), new BrowserNewContextOptions { JavaScriptEnabled = false });

        await Expect(Preview(watched)).ToBeHiddenAsync();
        await Expect(watched.Page.GetByLabel("Greeting", new PageGetByLabelOptions { Exact = true })).ToHaveValueAsync("Hello {user}");
    }

    private static ILocator Preview(WatchedPage watched) => watched.Page.Locator(".preview");

    /// <summary>A form as the settings draw it, on the real dashboard with its real rules for scripts.</summary>
    private static Task<RunningDashboard> StartAsync(string stored) => RunningDashboard.StartAsync(also: routes => routes.MapGet("/form", (HttpContext http) =>
    {
        var layout = http.RequestServices.GetRequiredService<Layout>();
        return layout.SendAsync(http, new PageFrame("Welcome", null), page =>
        {
            OptionField.Write(page, Choose.Template("welcome.message", stored, 500, Names, "Greeting", "What newcomers read."), stored, stored, new ServerPlaces([], []), problem: null);
            OptionField.WritePreviewScript(page, http.RequestServices.GetRequiredService<Assets>(), "Mara", Evil, 1234);
        });
    }));
}
