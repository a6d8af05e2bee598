using System.Net;
using Bronx.Dashboard.Tests.Live;

namespace Bronx.Dashboard.Tests.Api;

public sealed class MetricsTests
{
    [Fact]
    public async Task Metrics_AnswerAProgramOnThisMachine()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var stream = await EventReader.OpenAsync(dashboard);
        await stream.NextStatsAsync();

        using var answer = await dashboard.Client.GetAsync("/metrics");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("bronx_dashboard_viewers", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.StartsWith("text/plain; version=0.0.4", answer.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    public async Task Metrics_AreKeptFromThoseBehindAProxy(string header, string value)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Add(header, value);

        using var answer = await dashboard.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Metrics_AnswerEverybodyWhenTheSettingsSaySo()
    {
        await using var dashboard = await RunningDashboard.StartAsync(new DashboardOptions { MetricsFromAnywhere = true });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");

        using var answer = await dashboard.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
