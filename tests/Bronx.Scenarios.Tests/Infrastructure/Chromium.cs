using Bronx.Testing;
using Microsoft.Playwright;

namespace Bronx.Scenarios.Tests.Infrastructure;

/// <summary>The machine's own browser, or the one that BRONX_CHROMIUM names; however slow the machine is, it is waited for.</summary>
internal static class Chromium
{
    /// <summary>In milliseconds: for what does not come at all; what comes costs nothing.</summary>
    public static readonly float Longest = (float)Patience.Long.TotalMilliseconds;

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright)
    {
        Assertions.SetDefaultExpectTimeout(Longest);
        return playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("BRONX_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox"],
            Timeout = Longest,
        });
    }
}
