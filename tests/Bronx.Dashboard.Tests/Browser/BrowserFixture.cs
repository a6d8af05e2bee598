using Bronx.Testing;
using Microsoft.Playwright;

namespace Bronx.Dashboard.Tests.Browser;

/// <summary>One Chromium for a class of tests: the machine's own, or the one that BRONX_CHROMIUM names.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    /// <summary>A name that leads here and that the browser trusts no more than any other machine of the house: plain http, no cryptography.</summary>
    public const string OtherMachine = "bronx.house";

    private static readonly float Longest = (float)Patience.Long.TotalMilliseconds;

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable("BRONX_CHROMIUM")
            ?? Places.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("The browser tests need Chromium: install Debian's package (apt-get install chromium) or name a browser in BRONX_CHROMIUM.");

        _playwright = await Playwright.CreateAsync();
        Microsoft.Playwright.Assertions.SetDefaultExpectTimeout(Longest);
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Timeout = Longest, Args = ["--no-sandbox", $"--host-resolver-rules=MAP {OtherMachine} 127.0.0.1"] });
    }

    /// <summary>Opens a page of its own, with nothing remembered from another test.</summary>
    /// <param name="before">What is done with the page before it goes to the address.</param>
    public async Task<WatchedPage> OpenAsync(Uri address, BrowserNewContextOptions? options = null, Func<IPage, Task>? before = null)
    {
        var context = await _browser!.NewContextAsync(options ?? new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 900 } });
        context.SetDefaultTimeout(Longest);
        var page = await context.NewPageAsync();
        var watched = new WatchedPage(context, page);
        if (before is not null) await before(page);
        await page.GotoAsync(address.AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        return watched;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

/// <summary>A page whose complaints are kept: errors of scripts, of loading, and of the content security policy.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    public WatchedPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") Keep(message.Text);
        };
        page.PageError += (_, error) => Keep(error);
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints) { return [.. _complaints]; }
        }
    }

    public ILocator Figure(string field) => Page.Locator($"[data-live='{field}']");

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Keep(string text)
    {
        lock (_complaints) _complaints.Add(text);
    }
}
