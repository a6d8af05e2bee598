using Bronx.Sandbox.Tests.Playground;
using Bronx.Testing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(BrowserFixture))]

namespace Bronx.Sandbox.Tests.Playground;

/// <summary>One headless Chromium for all browser tests; it starts with the first that asks for it.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    /// <summary>In milliseconds.</summary>
    internal static readonly float Longest = (float)Patience.Long.TotalMilliseconds;

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly SemaphoreSlim starting = new(1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async Task<IBrowser> BrowserAsync()
    {
        await starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            // However slow the machine is: what does not come at all costs this much, what comes costs nothing.
            Assertions.SetDefaultExpectTimeout(Longest);
            playwright ??= await Microsoft.Playwright.Playwright.CreateAsync();
            browser ??= await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium(), Args = ["--no-sandbox"], Headless = true, Timeout = Longest });
            return browser;
        }
        finally
        {
            starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        starting.Dispose();
    }

    private static string Chromium()
    {
        var chosen = Environment.GetEnvironmentVariable("BRONX_CHROMIUM");
        return (string.IsNullOrEmpty(chosen) ? Places : [chosen]).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("The browser tests need Chromium: install Debian's package (apt-get install chromium) or name a browser in BRONX_CHROMIUM.");
    }
}
