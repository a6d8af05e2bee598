using Bronx.Dashboard.Pages;
using Bronx.Dashboard.Pages.Health;
using Bronx.Dashboard.Tests.Reports;
using Bronx.Platform.Reporting;
using Bronx.Testing;

namespace Bronx.Dashboard.Tests.Pages;

public sealed class HealthPageTests
{
    private static readonly DateTimeOffset Now = HeldClock.DefaultStart;

    [Fact]
    public void Health_SaysOfEveryPartThatItIsNotKnown()
    {
        var html = Page(HealthReport.Unknown);

        Assert.Contains("Nothing is known of the bot’s health", html, StringComparison.Ordinal);
        Assert.Equal(8, html.Split(HealthTexts.UnknownPart).Length - 1);
    }

    [Fact]
    public async Task Health_LooksAsStored() => await StoredText.CompareAsync("Pages/Health.html", Page((await Reporter.StoredAsync()).Health));

    [Fact]
    public async Task Health_ShowsWhateverAPartSaysAsText()
    {
        var health = (await Reporter.StoredAsync()).Health;
        const string Evil = "<img src=x onerror=alert(1)>";

        var html = Page(health with
        {
            Shards = [new ShardHealth(0, Evil, false, null, 0, Evil)],
            Jobs = [health.Jobs![0] with { Name = Evil, Purpose = Evil }],
            Alerts = [health.Alerts![0] with { Title = Evil, Detail = Evil, Unit = Evil }],
        });

        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false, true, "Nothing is wrong that is known; no alert rule was looked at yet.")]
    [InlineData(false, true, true, "All is well: no alert, every shard connected, every job runs.")]
    [InlineData(true, true, false, "Commands answer slowly.")]
    public async Task Summary_SaysTheLoudestFirst(bool fires, bool hasRules, bool isWell, string text)
    {
        var health = (await Reporter.StoredAsync()).Health;
        health = health with
        {
            Shards = [health.Shards![0]],
            Alerts = hasRules ? [health.Alerts![0] with { Phase = fires ? "firing" : "quiet" }] : [],
        };

        Assert.Equal((isWell, text), HealthTexts.Summary(health));
    }

    [Theory]
    [InlineData(null, "–")]
    [InlineData(1L, "1 KB")]
    [InlineData(1_500_000L, "1 MB")]
    [InlineData(3_000_000_000L, "2,861 MB")]
    [InlineData(50_000_000_000L, "47 GB")]
    public void Size_IsShort(long? bytes, string text) => Assert.Equal(text, HealthTexts.Size(bytes));

    private static string Page(HealthReport health)
    {
        var html = new Html();
        HealthPage.Write(html, health, Now);
        return html.ToString();
    }
}
