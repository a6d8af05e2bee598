using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bronx.Sandbox.Tests.Playground;

/// <summary>The page tells what is broken and mends itself.</summary>
public sealed class ConnectionTests(BrowserFixture fixture) : IAsyncLifetime
{
    private PlaygroundStage stage = null!;

    public async ValueTask InitializeAsync() => stage = await PlaygroundStage.StartAsync(fixture);

    public async ValueTask DisposeAsync()
    {
        await stage.DisposeAsync();
        Assert.Empty(stage.Faults);
    }

    [Fact]
    public async Task LostFeed_IsToldAndComesBackByItself()
    {
        var page = await stage.OpenAsync("owner", "general");
        await page.SayAsync("Before the restart");
        await Expect(page.Message("Before the restart")).ToBeVisibleAsync();

        await stage.StopServerAsync();
        await Expect(page.GetByTestId("banner-connection")).ToContainTextAsync("Connection lost, reconnecting");
        await stage.StartAgainAsync();
        await Expect(page.GetByTestId("banner-connection")).ToHaveCountAsync(0);

        // The new process remembers nothing: the page shows its state, not what it knew.
        await Expect(page.Message("Before the restart")).ToHaveCountAsync(0);
        await page.SayAsync("After the restart");
        await Expect(page.Message("After the restart")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task OfflineBot_IsToldUntilItIsBack()
    {
        var page = await stage.OpenAsync("owner", "general");
        await Expect(page.GetByTestId("banner-bot")).ToHaveCountAsync(0);

        await stage.Bot.DisposeAsync();
        await Expect(page.GetByTestId("banner-bot")).ToContainTextAsync("is offline");

        await using var another = await ScriptedBot.ConnectAsync(stage.Server.ApiBaseAddress, "sandbox", TestContext.Current.CancellationToken);
        await Expect(page.GetByTestId("banner-bot")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task BannedPerson_IsToldAndMayActAsSomebodyElse()
    {
        var page = await stage.OpenAsync("member", "general");
        var guild = (await stage.GetAsync("api/world")).GetProperty("guild").GetProperty("id").GetString();

        await stage.Bot.RequestAsync(HttpMethod.Put, $"guilds/{guild}/bans/{await stage.PersonIdAsync("member")}", new { });

        await Expect(page.GetByTestId("banner-nowhere")).ToBeVisibleAsync();
        await Expect(page.Composer()).ToBeHiddenAsync();
        await page.GetByTestId("acting-as").ClickAsync();
        await page.Locator("[data-testid=act-as][data-persona=owner]").ClickAsync();
        await page.SayAsync("Good riddance");
        await Expect(page.Message("Good riddance")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("banner-nowhere")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task FaultsMenu_DropsTheBotsConnection()
    {
        var page = await stage.OpenAsync("owner", "general");
        await page.GetByTestId("faults").ClickAsync();

        await page.Locator("[data-fault=drop]").ClickAsync();

        await Expect(page.GetByTestId("toast")).ToContainTextAsync("Drop the connection: done.");
        await Expect(page.GetByTestId("banner-bot")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task AnAnswerToTheOneBefore_DoesNotShowTheirServerToTheNext()
    {
        var page = await stage.OpenAsync("member", "general");
        var member = await stage.PersonIdAsync("member");
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync($"**/api/world?as={member}", async route =>
        {
            asked.TrySetResult();
            await held.Task;
            await route.ContinueAsync();
        });
        stage.Server.SetScreening(true);
        await asked.Task;
        await page.GetByTestId("acting-as").ClickAsync();
        await page.Locator("[data-testid=act-as][data-persona=owner]").First.ClickAsync();
        await Expect(page.Locator("[data-channel-name=staff-room]")).ToBeVisibleAsync();

        await page.RunAndWaitForResponseAsync(() => Task.Run(held.SetResult), response => response.Url.EndsWith($"as={member}", StringComparison.Ordinal));
        await page.Locator("[data-channel-name=games]").ClickAsync();
        await Expect(page.GetByTestId("channel-title")).ToContainTextAsync("games");
        await Expect(page.Locator("[data-channel-name=staff-room]")).ToBeVisibleAsync();
    }
}
