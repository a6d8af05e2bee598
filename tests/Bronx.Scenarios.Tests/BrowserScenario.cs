using Bronx.Host.Roles;
using Bronx.Host.Settings;
using Bronx.Scenarios.Tests.Infrastructure;
using Bronx.Testing.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;

namespace Bronx.Scenarios.Tests;

/// <summary>
/// A newcomer with two windows in a real browser: the playground, in which they talk to the bot, and the dashboard, whose numbers
/// rise. Real time, the whole product, as <c>./bronx</c> starts it.
/// </summary>
public sealed class BrowserScenario : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("bronx-browser-").FullName;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    [Fact]
    public async Task ANewcomerPlays_AndTheDashboardRises()
    {
        await using var app = await StartAsync(port: 0);
        var context = await NewContextAsync();
        List<string> complaints = [];
        var chat = await OpenAsync(context, new Uri(app.Sandbox!.PlaygroundAddress, "?as=newcomer&channel=general"), complaints);
        var board = await OpenAsync(context, app.DashboardAddress, complaints);
        var total = board.Locator("[data-live='commands.total']").First;
        await Assertions.Expect(total).ToHaveTextAsync("0");

        await SayAsync(chat, ".ping");
        await AnswerAsync(chat, "Pong");
        await Assertions.Expect(total).ToHaveTextAsync("1");

        await SayAsync(chat, ".daily");
        await AnswerAsync(chat, "Terms of Service");
        await Button(chat, "Accept").ClickAsync();
        var modal = chat.GetByTestId("modal");
        await modal.GetByTestId("modal-field").Locator("input").FillAsync("maybe later");
        await modal.GetByTestId("modal-submit").ClickAsync();
        await AnswerAsync(chat, "I AGREE");

        await Button(chat, "Try again").ClickAsync();
        await modal.GetByTestId("modal-field").Locator("input").FillAsync("I AGREE");
        await modal.GetByTestId("modal-submit").ClickAsync();
        await AnswerAsync(chat, "Welcome!");

        foreach (var (command, answer) in new[] { (".daily", "day"), (".balance", "Wallet"), (".coinflip half heads", "heads") })
        {
            var before = int.Parse(await total.InnerTextAsync());
            await SayAsync(chat, command);
            await AnswerAsync(chat, answer);
            await Assertions.Expect(total).ToHaveTextAsync((before + 1).ToString());
        }

        await Assertions.Expect(board.GetByText("coinflip").First).ToBeVisibleAsync();

        // The picker: by keyboard alone.
        var typed = int.Parse(await total.InnerTextAsync());
        await chat.GetByTestId("composer").PressSequentiallyAsync("/ping");
        await chat.Keyboard.PressAsync("Enter");
        await chat.Keyboard.PressAsync("Enter");
        await Assertions.Expect(total).ToHaveTextAsync((typed + 1).ToString());
        Assert.Empty(complaints);
        await context.CloseAsync();
    }

    [Fact]
    public async Task TheBotStops_TheDashboardGreysWithAMessage_AndRecoversByItself()
    {
        var context = await NewContextAsync();
        using var port = HeldPort.Take();
        IPage board;
        await using (var first = await StartAsync(port.Number))
        {
            board = await OpenAsync(context, first.DashboardAddress, []);
            await Assertions.Expect(board.GetByText("Live", new() { Exact = true }).First).ToBeVisibleAsync();
        }

        await Assertions.Expect(board.GetByText("Trying again").First).ToBeVisibleAsync();
        await using var second = await StartAsync(port.Number);
        await Assertions.Expect(board.GetByText("Trying again").First).ToBeHiddenAsync();
        await Assertions.Expect(board.GetByText("Live", new() { Exact = true }).First).ToBeVisibleAsync();
        await context.CloseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private static ILocator Button(IPage chat, string label) => chat.GetByTestId("component-button").Filter(new() { HasText = label }).Last;

    private static async Task SayAsync(IPage chat, string text)
    {
        await chat.GetByTestId("composer").FillAsync(text);
        await chat.GetByTestId("composer").PressAsync("Enter");
    }

    private static Task AnswerAsync(IPage chat, string text) =>
        Assertions.Expect(chat.GetByTestId("message").Filter(new() { HasText = text }).Last).ToBeVisibleAsync();

    private async Task<BronxApp> StartAsync(int port)
    {
        var catalogue = BronxSettings.Catalogue();
        var configuration = HostConfiguration.Load(catalogue, null, new Dictionary<string, string>(), new Dictionary<string, string>
        {
            ["Dashboard:Port"] = port.ToString(),
            ["Sandbox:Port"] = "0",
            ["Storage:DataDirectory"] = _data,
        });
        return await BronxApp.StartAsync(
            BronxSettings.Read(catalogue, configuration), new RunSeams(), StartReport.Silent, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
    }

    private async Task<IBrowserContext> NewContextAsync()
    {
        _playwright ??= await Playwright.CreateAsync();
        _browser ??= await Chromium.LaunchAsync(_playwright);
        var context = await _browser.NewContextAsync();
        context.SetDefaultTimeout(Chromium.Longest);
        return context;
    }

    private static async Task<IPage> OpenAsync(IBrowserContext context, Uri address, List<string> complaints)
    {
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync(address.ToString());
        return page;
    }
}
