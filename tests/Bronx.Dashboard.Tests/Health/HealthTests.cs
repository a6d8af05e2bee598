using System.Net;
using System.Net.Http.Headers;
using Bronx.Dashboard.Health;
using Bronx.Testing;

namespace Bronx.Dashboard.Tests.Health;

public sealed class HealthTests
{
    private static readonly HealthProbe Database = new("database", static _ => Task.FromResult(ProbeResult.Ready));

    private static readonly HealthProbe Gateway = new(
        "gateway", static _ => Task.FromResult(ProbeResult.NotReady("no route to 10.1.2.3")));

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/healthz/live")]
    public async Task Live_SaysSoWhateverTheProbesSay(string path)
    {
        await using var dashboard = await RunningDashboard.StartAsync(probes: Gateway);

        Assert.Equal("live\n", await dashboard.Client.GetStringAsync(path));
    }

    [Fact]
    public async Task Ready_NamesWhatIsNotReadyAndNothingMore()
    {
        await using var dashboard = await RunningDashboard.StartAsync(new DashboardOptions { Probes = [Database] }, probes: Gateway);

        using var answer = await dashboard.Client.GetAsync("/healthz/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("not ready\ndatabase: ready\ngateway: not ready\n", await answer.Content.ReadAsStringAsync());
        Assert.Contains(dashboard.Log.Lines, line => line.Contains("no route to 10.1.2.3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ready_IsJsonForThoseWhoAskForIt()
    {
        await using var dashboard = await RunningDashboard.StartAsync(probes: Database);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz/ready");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));

        using var answer = await dashboard.Client.SendAsync(request);

        Assert.Equal("""{"status":"ready","probes":[{"name":"database","ready":true}]}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Ready_TakesAProbeThatThrowsForNotReady()
    {
        await using var dashboard = await RunningDashboard.StartAsync(
            probes: new HealthProbe("database", static _ => throw new InvalidOperationException("password=hunter2")));

        using var answer = await dashboard.Client.GetAsync("/healthz/ready");

        Assert.Equal("not ready\ndatabase: not ready\n", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Ready_DoesNotWaitForAProbeThatHangs()
    {
        var clock = new HeldClock();
        var never = new TaskCompletionSource<ProbeResult>();
        await using var dashboard = await RunningDashboard.StartAsync(time: clock, probes: new HealthProbe("database", _ => never.Task));

        var asked = dashboard.Client.GetAsync("/healthz/ready");
        while (!asked.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await asked).StatusCode);
    }

    [Fact]
    public async Task Ready_AsksAtMostOnceASecond()
    {
        var clock = new HeldClock();
        var asked = 0;
        await using var dashboard = await RunningDashboard.StartAsync(
            time: clock, probes: new HealthProbe("database", _ => Task.FromResult(new ProbeResult(++asked > 0))));

        for (var i = 0; i < 5; i++) await dashboard.Client.GetStringAsync("/healthz/ready");
        clock.Advance(TimeSpan.FromSeconds(1));
        await dashboard.Client.GetStringAsync("/healthz/ready");

        Assert.Equal(2, asked);
    }
}
