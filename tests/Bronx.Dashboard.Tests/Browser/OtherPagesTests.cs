using Bronx.Dashboard.Tests.Reports;
using Bronx.Platform.Reporting;
using Bronx.Platform.Telemetry;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bronx.Dashboard.Tests.Browser;

/// <summary>The pages beside the front page: kept up to date, on a phone, and the verifier without the browser's cryptography.</summary>
public sealed class OtherPagesTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Table_TakesOverWhatChangedAndKeepsTheFocus()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Vitals.Publish(new BotVitals(BotConnection.Live, 3, 1200, null, null));
        dashboard.Usage.Ran("ping", dashboard.Time, times: 2);
        dashboard.Usage.Ran("daily", dashboard.Time);
        await using var watched = await browser.OpenAsync(new Uri(dashboard.Address, "/commands"));
        var rows = watched.Page.Locator("tbody tr");
        await Expect(watched.Page.Locator("html")).ToHaveAttributeAsync("data-state", "live");
        await Expect(rows.First).ToContainTextAsync("ping");
        await watched.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "daily" }).FocusAsync();

        dashboard.Usage.Ran("daily", dashboard.Time, times: 5);
        dashboard.Usage.Ran("help", dashboard.Time);

        await Expect(rows.First).ToContainTextAsync("daily");
        await Expect(rows).ToHaveCountAsync(3);
        Assert.Equal("daily", await watched.Page.EvaluateAsync<string>("document.activeElement.textContent"));
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task CommandPage_KeepsAnOpenTableOpenWhileItsNumbersRise()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Vitals.Publish(new BotVitals(BotConnection.Live, 3, 1200, null, null));
        dashboard.Usage.Ran("ping", dashboard.Time);
        await using var watched = await browser.OpenAsync(new Uri(dashboard.Address, "/commands/ping"));
        await Expect(watched.Page.Locator("html")).ToHaveAttributeAsync("data-state", "live");
        var latency = watched.Page.Locator("figure >> nth=1");
        await latency.Locator("summary").ClickAsync();

        dashboard.Usage.Ran("ping", dashboard.Time, times: 4);
        dashboard.Usage.Ran("ping", dashboard.Time, CommandEnd.Failed);

        await Expect(watched.Page.Locator("dl.tiles data").First).ToHaveTextAsync("6");
        await Expect(latency.Locator("tbody tr >> nth=4 >> td")).ToHaveTextAsync("6");
        await Expect(latency.Locator("details")).ToHaveAttributeAsync("open", "");
        await Expect(watched.Page.GetByText("It never failed.")).ToHaveCountAsync(0);
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task EveryPage_FitsAPhoneAndComplainsOfNothing()
    {
        var figures = new ReportedFigures("BronxBot", TimeProvider.System);
        var report = await Reporter.StoredAsync();
        figures.Accept(report with
        {
            Health = report.Health with
            {
                Alerts = [report.Health.Alerts![0] with { Title = "Requests to Discord pile up", Unit = "requests", Value = 1_234, Threshold = 1_000, Phase = "pending" }],
                Shards = [.. Enumerable.Range(0, 30).Select(i => report.Health.Shards![1] with { Shard = i, Reason = new string('x', 200) })],
            },
        });
        await using var dashboard = await RunningDashboard.StartAsync(figures: figures);
        foreach (var path in new[] { "/?range=month", "/commands?sort=last", "/commands/ping", "/commands/db%20health", "/health", "/verify" })
        {
            await using var watched = await browser.OpenAsync(
                new Uri(dashboard.Address, path), new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });

            Assert.Equal((path, 390), (path, await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")));

            // A card cuts off what does not fit: nothing may be cut off, and no row's name be squeezed to a column of letters.
            Assert.Equal((path, 0), (path, await watched.Page.EvaluateAsync<int>("[...document.querySelectorAll('.card')].filter(card => card.scrollWidth > card.clientWidth).length")));
            Assert.Equal((path, 0), (path, await watched.Page.EvaluateAsync<int>("[...document.querySelectorAll('.full tbody th')].filter(name => name.checkVisibility() && name.clientWidth < 60).length")));
            Assert.Empty(watched.Complaints);
        }
    }

    [Fact]
    public async Task Verifier_ComputesByItselfWhereTheBrowserDoesNotAndSpeaksToNobody()
    {
        await using var dashboard = await RunningDashboard.StartAsync(new DashboardOptions { AllowedHosts = [BrowserFixture.OtherMachine] });
        var address = new UriBuilder(dashboard.Address)
        {
            Host = BrowserFixture.OtherMachine,
            Path = "/verify",
            Fragment = "server=000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f&client=my lucky seed 7&nonce=2-17&game=plinko",
        };
        await using var watched = await browser.OpenAsync(address.Uri);

        await Expect(watched.Page.Locator("#fell")).ToHaveTextAsync("RRRLRLRLLLRR, slot 8");
        await Expect(watched.Page.Locator("#hash")).ToHaveTextAsync("630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd");
        Assert.False(await watched.Page.EvaluateAsync<bool>("isSecureContext"));

        // Of plain http the browser says that one header has no use there.
        Assert.DoesNotContain(watched.Complaints, static complaint => !complaint.StartsWith("The Cross-Origin-Opener-Policy header", StringComparison.Ordinal));
        Assert.False(await watched.Page.EvaluateAsync<bool>("fetch('/api/stats').then(() => true, () => false)"));
    }
}
