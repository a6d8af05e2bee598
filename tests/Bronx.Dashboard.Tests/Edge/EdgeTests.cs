using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Bronx.Dashboard.Tests.Edge;

public sealed partial class EdgeTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/api/stats")]
    [InlineData("/healthz")]
    [InlineData("/nowhere")]
    public async Task EveryAnswer_CarriesTheSecurityHeaders(string path)
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var answer = await dashboard.Client.GetAsync(path);

        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Page_HasNoInlineScriptAndNoInlineStyle()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        var html = await dashboard.Client.GetStringAsync("/");

        Assert.DoesNotContain("style=", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<style", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, html.Split("<script").Length - 1);
        Assert.DoesNotMatch(@"\son\w+=", html);
    }

    [Theory]
    [InlineData("evil.example.org", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1.evil.example.org", HttpStatusCode.BadRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("LOCALHOST", HttpStatusCode.OK)]
    public async Task Host_IsAnsweredOnlyWhenItIsOurs(string host, HttpStatusCode expected)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/stats") { Headers = { Host = $"{host}:{dashboard.Address.Port}" } };

        using var answer = await dashboard.Client.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK, (await answer.Content.ReadAsStringAsync()).Contains("commands", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("stats.example.org", true)]
    [InlineData("a.example.net", true)]
    [InlineData("example.net", false)]
    [InlineData("badexample.net", false)]
    public void Host_MayBeAPatternForSubdomains(string host, bool allowed) =>
        Assert.Equal(allowed, new Dashboard.Edge.HostFilter(["stats.example.org", "*.example.net"]).Allows(host));

    [Fact]
    public async Task Health_IsAnsweredUnderAnyName()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz") { Headers = { Host = "10.0.0.7" } };

        using var answer = await dashboard.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task UnknownPath_IsAKindPageForPeople()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nowhere<script>");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));

        using var answer = await dashboard.Client.SendAsync(request);
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is nothing at this address", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/nowhere")]
    [InlineData("/assets/dashboard.000000000000.css")]
    public async Task UnknownPath_IsJsonForPrograms(string path)
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var answer = await dashboard.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Writing_IsRefusedWithTheMethodsThatWork()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var answer = await dashboard.Client.PostAsync("/api/stats", new StringContent("{}"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task Fault_ShowsAnIdThatTheLogHasAndNothingElse()
    {
        await using var dashboard = await RunningDashboard.StartAsync(also: static routes => routes.MapGet("/boom", Boom));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/boom");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));

        using var answer = await dashboard.Client.SendAsync(request);
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("hunter2", html, StringComparison.Ordinal);
        var id = ErrorId().Match(html).Groups["id"].Value;
        Assert.NotEmpty(id);
        Assert.Contains(dashboard.Log.Lines, line => line.Contains(id, StringComparison.Ordinal) && line.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fault_IsShownInFullInDevelopment()
    {
        await using var dashboard = await RunningDashboard.StartAsync(
            new DashboardOptions { Development = true }, also: static routes => routes.MapGet("/boom", Boom));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/boom");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));

        using var answer = await dashboard.Client.SendAsync(request);

        Assert.Contains("password=hunter2", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/stats")]
    [InlineData("/favicon.ico")]
    public async Task Head_AnswersLikeGetWithoutABody(string path)
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var get = await dashboard.Client.GetAsync(path);
        using var head = await dashboard.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        Assert.Equal((get.StatusCode, get.Content.Headers.ContentType), (head.StatusCode, head.Content.Headers.ContentType));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Assets_AreKeptForEverAndCompressed()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var html = await dashboard.Client.GetStringAsync("/");

        foreach (Match asset in AssetPath().Matches(html))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, asset.Value);
            request.Headers.AcceptEncoding.ParseAdd("gzip, br");
            using var answer = await dashboard.Client.SendAsync(request);
            Assert.Equal(["br"], answer.Content.Headers.ContentEncoding);
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

            using var again = new HttpRequestMessage(HttpMethod.Get, asset.Value);
            again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
            using var unchanged = await dashboard.Client.SendAsync(again);
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        }
    }

    [Fact]
    public async Task Page_WeighsLessThanFortyKilobytesWithAllItNeeds()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        for (var i = 0; i < 40; i++) dashboard.Usage.Ran($"command number {i}", dashboard.Time, times: 40 - i);
        var html = await dashboard.Client.GetStringAsync("/");

        long weight = 0;
        foreach (var path in AssetPath().Matches(html).Select(match => match.Value).Distinct().Append("/"))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.AcceptEncoding.ParseAdd("br");
            using var answer = await dashboard.Client.SendAsync(request);
            weight += (await answer.Content.ReadAsByteArrayAsync()).Length;
        }

        Assert.InRange(weight, 1, 40 * 1024);
    }

    [Fact]
    public async Task LargeBody_IsRefused()
    {
        await using var dashboard = await RunningDashboard.StartAsync(
            also: static routes => routes.MapPost("/echo", static async http => await http.Request.Body.CopyToAsync(Stream.Null)));

        using var answer = await dashboard.Client.PostAsync("/echo", new ByteArrayContent(new byte[65 * 1024]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private static Task Boom(HttpContext http) => throw new InvalidOperationException("password=hunter2");

    [GeneratedRegex("Error id <code>(?<id>[^<]+)</code>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ErrorId();

    [GeneratedRegex("/assets/[a-z0-9.]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AssetPath();
}
