using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Bronx.Dashboard.Reports;
using Bronx.Dashboard.Tests.Api;
using Bronx.Platform.Configuration;
using Bronx.Platform.Reporting;
using Bronx.Testing;
using Bronx.Testing.Reports;

namespace Bronx.Dashboard.Tests.Reports;

/// <summary>The dashboard's side of the contract, and everything that it must not believe.</summary>
public sealed class UpdateTests
{
    private readonly HeldClock _clock = new();

    [Fact]
    public async Task StoredReport_IsWhatTheDescriptionPromises()
    {
        await using var dashboard = await Reporter.DashboardAsync(_clock);
        var description = JsonNode.Parse(await dashboard.Client.GetStringAsync("/api/openapi.json"))!;

        Assert.Empty(SchemaCheck.Faults(description, "Report", JsonNode.Parse(await StoredReport.ReadAsync())));
    }

    [Fact]
    public async Task StoredReport_IsShownOnEveryPage()
    {
        await using var dashboard = await Reporter.DashboardAsync(_clock);
        Assert.Contains("has not reported", await dashboard.Client.GetStringAsync("/"), StringComparison.Ordinal);

        using var answer = await new Reporter(dashboard).SendAsync(await Reporter.StoredAsync());

        Assert.Equal((HttpStatusCode.OK, """{"shown":true}"""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        var stats = JsonNode.Parse(await dashboard.Client.GetStringAsync("/api/stats"))!;
        Assert.Equal((1534, "live", 3), ((long)stats["commands"]!["total"]!, (string?)stats["bot"]!["connection"], (int)stats["bot"]!["servers"]!));
        Assert.Contains("1.5K", await dashboard.Client.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Contains(">db health</a>", await dashboard.Client.GetStringAsync("/commands"), StringComparison.Ordinal);
        Assert.Contains("Cooldown", await dashboard.Client.GetStringAsync("/commands/ping"), StringComparison.Ordinal);
        Assert.Contains("Commands answer slowly", await dashboard.Client.GetStringAsync("/health"), StringComparison.Ordinal);
        var description = JsonNode.Parse(await dashboard.Client.GetStringAsync("/api/openapi.json"))!;
        Assert.Empty(SchemaCheck.Faults(description, "BotHealth", JsonNode.Parse(await dashboard.Client.GetStringAsync("/api/stats/health"))));
        Assert.Empty(SchemaCheck.Faults(description, "Stats", stats));
    }

    [Fact]
    public async Task Report_SentTwiceIsTakenOnceAndToldSo()
    {
        await using var dashboard = await Reporter.DashboardAsync(_clock);
        var reporter = new Reporter(dashboard);
        var report = await Reporter.StoredAsync();
        using var first = await reporter.SendAsync(report);

        using var again = await reporter.SendAsync(report);

        Assert.Equal((HttpStatusCode.OK, """{"shown":false}"""), (again.StatusCode, await again.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Request_ThatIsReplayedIsRefused()
    {
        await using var dashboard = await Reporter.DashboardAsync(_clock);
        var reporter = new Reporter(dashboard);
        var body = BotReportJson.Write(await Reporter.StoredAsync());
        using var first = await reporter.SendAsync(body, nonce: "the-same-one-every-time".Replace("-", "", StringComparison.Ordinal));

        using var replay = await reporter.SendAsync(body, nonce: "thesameoneeverytime");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (first.StatusCode, replay.StatusCode));

        // Past the window the timestamp alone refuses it.
        var then = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        _clock.Advance(ReportSignature.Window * 3);
        using var late = await reporter.SendAsync(body, nonce: "thesameoneeverytime", timestamp: then);
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("body")]
    [InlineData("old")]
    [InlineData("early")]
    [InlineData("nonce")]
    [InlineData("signature")]
    [InlineData("none")]
    public async Task Report_ThatIsNotProvenIsNotBelieved(string wrong)
    {
        await using var dashboard = await Reporter.DashboardAsync(_clock);
        var reporter = new Reporter(dashboard);
        var body = BotReportJson.Write(await Reporter.StoredAsync());
        var now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        using var answer = wrong switch
        {
            "secret" => await reporter.SendAsync(body, secret: new Secret("a secret that somebody guessed")),
            "body" => await reporter.SendAsync(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("1534,", "9999,", StringComparison.Ordinal)), signed: body),
            "old" => await reporter.SendAsync(body, timestamp: now - 60_001),
            "early" => await reporter.SendAsync(body, timestamp: now + 60_001),
            "nonce" => await reporter.SendAsync(body, nonce: "short"),
            "signature" => await reporter.SendAsync(body, signature: new string('0', 64)),
            _ => await dashboard.Client.PostAsync("/api/stats/update", new ByteArrayContent(body)),
        };

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(0, (long)JsonNode.Parse(await dashboard.Client.GetStringAsync("/api/stats"))!["commands"]!["total"]!);
    }

    [Fact]
    public async Task Report_ThatIsNoneIsNamed()
    {
        await using var dashboard = await Reporter.DashboardAsync(_clock);
        var reporter = new Reporter(dashboard);
        var report = await Reporter.StoredAsync();

        using var noJson = await reporter.SendAsync("hello"u8.ToArray());
        using var half = await reporter.SendAsync("""{"version":1}"""u8.ToArray());
        using var wrong = await reporter.SendAsync(report with { Usage = report.Usage with { Hours = [] } });
        using var large = await reporter.SendAsync(new byte[BotReport.MaxBytes + 1]);

        Assert.Equal(
            [HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge],
            new[] { noJson, half, wrong, large }.Select(answer => answer.StatusCode));
        Assert.Contains("24 hours", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caller_WhoTriesTooOftenWaits()
    {
        await using var dashboard = await Reporter.DashboardAsync(_clock);
        var reporter = new Reporter(dashboard);
        for (var i = 0; i < CallerPace.OfOne; i++)
        {
            using var tried = await reporter.SendAsync([], secret: new Secret("a secret that somebody guessed"));
            Assert.Equal(HttpStatusCode.Unauthorized, tried.StatusCode);
        }

        using var tooMuch = await reporter.SendAsync(await Reporter.StoredAsync());
        _clock.Advance(TimeSpan.FromMinutes(1));
        using var later = await reporter.SendAsync(await Reporter.StoredAsync());

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromMinutes(1)), (tooMuch.StatusCode, tooMuch.Headers.RetryAfter!.Delta));
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.0/8", HttpStatusCode.OK)]
    [InlineData("10.0.0.0/8", HttpStatusCode.TooManyRequests)]
    [InlineData(null, HttpStatusCode.TooManyRequests)]
    public async Task Caller_IsWhomABelievedProxyNamesAndNobodyElse(string? proxies, HttpStatusCode otherCaller)
    {
        await using var dashboard = await Reporter.DashboardAsync(_clock, new DashboardOptions { TrustedProxies = proxies is null ? [] : [IPNetwork.Parse(proxies)] });
        var reporter = new Reporter(dashboard);
        for (var i = 0; i < CallerPace.OfOne; i++)
        {
            using var tried = await reporter.SendAsync([], signature: "", forwardedFor: "203.0.113.1");
        }

        using var other = await reporter.SendAsync(BotReportJson.Write(await Reporter.StoredAsync()), forwardedFor: "198.51.100.7, 203.0.113.2");

        Assert.Equal(otherCaller, other.StatusCode);
    }

    [Fact]
    public async Task Dashboard_WithABotOfItsOwnTakesNoReports()
    {
        await using var dashboard = await RunningDashboard.StartAsync(new DashboardOptions { ReportSecret = Reporter.Shared }, _clock);

        using var answer = await new Reporter(dashboard).SendAsync(await Reporter.StoredAsync());

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Fact]
    public async Task Dashboard_WithoutASecretBelievesNobody()
    {
        await using var dashboard = await RunningDashboard.StartAsync(null, _clock, figures: new ReportedFigures("BronxBot", _clock));

        using var answer = await new Reporter(dashboard).SendAsync(await Reporter.StoredAsync());

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public void Pace_KnowsAHouseholdOfAddressesAsOne()
    {
        var pace = new CallerPace(_clock);
        for (var i = 0; i < CallerPace.OfOne; i++) Assert.Null(pace.Wait(IPAddress.Parse($"2001:db8::{i:x}")));

        Assert.NotNull(pace.Wait(IPAddress.Parse("2001:db8::ffff")));
        Assert.Null(pace.Wait(IPAddress.Parse("2001:db8:0:1::1")));
        Assert.Null(pace.Wait(IPAddress.Parse("192.0.2.1")));
    }

    [Fact]
    public void Nonces_AreForgottenWhenTheirTimeIsOverAndNeverTooMany()
    {
        var book = new NonceBook(TimeSpan.FromMinutes(2), _clock);
        for (var i = 0; i < NonceBook.Capacity; i++) Assert.True(book.TryUse($"{i}"));
        Assert.False(book.TryUse("one more"));

        _clock.Advance(TimeSpan.FromMinutes(3));

        Assert.True(book.TryUse("one more"));
        Assert.False(book.TryUse("one more"));
    }
}
