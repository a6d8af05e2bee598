using System.Net.Http.Json;
using System.Text.Json;
using Bronx.Testing.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;

namespace Bronx.Sandbox.Tests.Playground;

/// <summary>A sandbox with a scripted bot, and windows of people on it. Every window must end without a script error.</summary>
internal sealed class PlaygroundStage : IAsyncDisposable
{
    private readonly IBrowser browser;
    private readonly HeldPort port;
    private readonly List<IBrowserContext> contexts = [];
    private readonly HttpClient http;

    private PlaygroundStage(IBrowser browser, HeldPort port, SandboxServer server, ScriptedBot bot)
    {
        this.browser = browser;
        this.port = port;
        Server = server;
        Bot = bot;
        http = new HttpClient { BaseAddress = server.PlaygroundAddress };
    }

    public SandboxServer Server { get; private set; }

    public ScriptedBot Bot { get; private set; }

    /// <summary>Script errors and refused loads of all windows so far.</summary>
    public List<string> Faults { get; } = [];

    public static async Task<PlaygroundStage> StartAsync(BrowserFixture fixture)
    {
        var chromium = await fixture.BrowserAsync();
        var held = HeldPort.Take();
        var server = await StartServerAsync(held.Number);
        var bot = await ScriptedBot.ConnectAsync(server.ApiBaseAddress, "sandbox", TestContext.Current.CancellationToken);
        return new PlaygroundStage(chromium, held, server, bot);
    }

    public async Task<IPage> OpenAsync(string person, string channel, BrowserNewContextOptions? options = null, bool hint = false, Func<IBrowserContext, Task>? prepare = null)
    {
        var context = await browser.NewContextAsync(options ?? new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        contexts.Add(context);
        context.SetDefaultTimeout(BrowserFixture.Longest);
        if (!hint)
        {
            await context.AddInitScriptAsync("localStorage.setItem('playground.hint-read', 'true')");
        }

        if (prepare is not null)
        {
            await prepare(context);
        }

        var page = await context.NewPageAsync();
        page.PageError += (_, fault) => Faults.Add(fault);
        page.Console += (_, line) =>
        {
            if (line.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase))
            {
                Faults.Add(line.Text);
            }
        };
        await page.GotoAsync(new Uri(Server.PlaygroundAddress, $"?as={person}&channel={channel}").AbsoluteUri);
        await page.Locator("#app[data-ready=true]").WaitForAsync();
        return page;
    }

    public async Task<JsonElement> GetAsync(string path) => await http.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative));

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await http.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    public async Task<string> PersonIdAsync(string persona) => (await GetAsync("api/world")).GetProperty("people").EnumerateArray()
        .First(person => person.GetProperty("persona").GetString() == persona).GetProperty("id").GetString()!;

    public async Task<string> ChannelIdAsync(string name) => (await GetAsync("api/world")).GetProperty("channels").EnumerateArray()
        .First(channel => channel.GetProperty("name").GetString() == name).GetProperty("id").GetString()!;

    /// <summary>The process ends and comes back at the same address with an empty memory, as after a restart.</summary>
    public async Task StopServerAsync()
    {
        await Bot.DisposeAsync();
        await Server.DisposeAsync();
    }

    public async Task StartAgainAsync()
    {
        Server = await StartServerAsync(port.Number);
        Bot = await ScriptedBot.ConnectAsync(Server.ApiBaseAddress, "sandbox", TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in contexts)
        {
            await context.CloseAsync();
        }

        http.Dispose();
        await Bot.DisposeAsync();
        await Server.DisposeAsync();
        port.Dispose();
    }

    private static Task<SandboxServer> StartServerAsync(int port) => SandboxServer.StartAsync(
        new SandboxOptions { Port = port, HeartbeatInterval = TimeSpan.FromHours(1) },
        TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
}
