using System.Text.RegularExpressions;
using Bronx.Dashboard.Api;
using Bronx.Dashboard.Pages;
using Bronx.Dashboard.Pages.Charts;
using Bronx.Platform.Telemetry;
using Bronx.Testing;

namespace Bronx.Dashboard.Tests.Pages;

public sealed partial class OverviewPageTests
{
    private static readonly DateTimeOffset Now = HeldClock.DefaultStart;

    [Fact]
    public async Task Overview_LooksAsStored()
    {
        var html = Page(Snapshot() with
        {
            Total = 1_534,
            Failed = 4,
            Refused = 12,
            Unknown = 3,
            Commands =
            [
                new CommandUsage("ping", 1_200, 0, 2, Now, new Latency(Ms(3), Ms(2.5), Ms(4.2), Ms(9))),
                new CommandUsage("db health", 334, 4, 10, Now, null),
            ],
            Session = new SessionUsage(Now.AddHours(-2), 17, 3.2, "ping", Now.AddSeconds(-5)),
            Minutes = [.. Enumerable.Range(0, 60).Select(static i => (long)(i % 7))],
        });

        await StoredText.CompareAsync("Pages/Overview.html", html);
    }

    [Fact]
    public void Overview_ShowsACommandsNameAsTextWhateverItIs()
    {
        var evil = "<img src=x onerror=alert(1)>\"'&";

        var html = Page(Snapshot() with
        {
            Total = 1,
            Commands = [new CommandUsage(evil, 1, 0, 0, Now, null)],
            Session = new SessionUsage(Now, 1, 1, evil, Now),
        }, new BotVitals(BotConnection.Interrupted, null, null, null, "<script>alert(2)</script>"));

        Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#x27;&amp;", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BotConnection.Live, null, "")]
    [InlineData(BotConnection.Connecting, null, "The bot is connecting to Discord.")]
    [InlineData(BotConnection.Interrupted, "the socket closed.", "The bot’s connection to Discord is interrupted: the socket closed.")]
    [InlineData(BotConnection.Refused, "the token is wrong", "Discord refused the bot’s connection: the token is wrong.")]
    [InlineData(BotConnection.Stopped, null, "The bot is not connected to Discord.")]
    public void Overview_SaysWhyTheBotIsNotLive(BotConnection connection, string? reason, string expected)
    {
        var html = Page(Snapshot(), new BotVitals(connection, 1, 2, null, reason));

        Assert.Equal(expected, Notice().Match(html).Groups["text"].Value);
    }

    [Fact]
    public void Overview_SaysUnknownWhereNothingIsKnown()
    {
        var html = Page(Snapshot(), BotVitals.Unknown);

        Assert.Contains("data-live=\"bot.servers\" data-as=\"count\" value=\"\" title=\"Not known yet\">–</data>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Navigation_AppearsWithASecondPage()
    {
        var assets = new Dashboard.Edge.Assets();
        var one = new Html();
        var two = new Html();

        new Layout(new DashboardOptions(), assets, [new NavEntry("/", "Overview")]).Write(one, new PageFrame(null, "/"), static _ => { });
        new Layout(new DashboardOptions(), assets, [new NavEntry("/", "Overview"), new NavEntry("/commands", "Commands")])
            .Write(two, new PageFrame("Commands", "/commands"), static _ => { });

        Assert.DoesNotContain("<nav", one.ToString(), StringComparison.Ordinal);
        Assert.Contains("<a href=\"/commands\" aria-current=\"page\">Commands</a>", two.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "Commands per minute", "hour")]
    [InlineData("day", "Commands per hour", "day")]
    [InlineData("month", "Commands per day", "month")]
    [InlineData("<i>", "Commands per minute", "hour")]
    public void Range_ComesFromTheAddress(string? asked, string title, string chosen)
    {
        var html = Page(Snapshot(), range: asked);

        Assert.Contains($"<h2>{title}</h2>", html, StringComparison.Ordinal);
        Assert.Contains($"<a id=\"range-{chosen}\" href=\"/?range={chosen}#range-{chosen}\" aria-current=\"true\">", html, StringComparison.Ordinal);
        Assert.Equal(1, html.Split("aria-current").Length - 1);
    }

    private static string Page(UsageSnapshot usage, BotVitals? vitals = null, string? range = null)
    {
        var stats = StatsDocuments.Tell(usage, vitals ?? new BotVitals(BotConnection.Live, 3, 1_534_221, Ms(42), null), "BronxBot", Now);
        var html = new Html();
        LiveContent.Write(html, OverviewPage.Frame(stats), page => OverviewPage.Write(page, stats, Chart.Parse(range)));
        return html.ToString();
    }

    private static UsageSnapshot Snapshot() => new()
    {
        Total = 0,
        Failed = 0,
        Refused = 0,
        Unknown = 0,
        Session = new SessionUsage(Now, 0, 0, null, null),
        Commands = [],
        Minutes = new long[60],
        Hours = new long[24],
        Days = new long[30],
        Forms = new Dictionary<CommandForm, long>(),
    };

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    [GeneratedRegex("id=\"notice\"[^>]*>(?<text>[^<]*)</p>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Notice();
}
