using System.Net;
using System.Text.Json.Nodes;
using Bronx.Testing;

namespace Bronx.Dashboard.Tests.Api;

public sealed class HistoryTests
{
    [Theory]
    [InlineData("hour", 60, 60, "2026-03-02T09:00:00+00:00")]
    [InlineData("day", 24, 3600, "2026-03-02T09:00:00+00:00")]
    [InlineData("month", 30, 86_400, "2026-03-02T00:00:00+00:00")]
    public async Task History_HasOnePointPerPeriodUpToNow(string range, int points, int each, string last)
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new HeldClock());
        dashboard.Usage.Ran("ping", dashboard.Time, times: 3);

        var history = JsonNode.Parse(await dashboard.Client.GetStringAsync($"/api/stats/history?range={range}"))!;

        var told = history["points"]!.AsArray();
        Assert.Equal((points, each, null), (told.Count, (int)history["eachSeconds"]!, (string?)history["command"]));
        Assert.Equal((last, 3), ((string?)told[^1]!["from"], (int)told[^1]!["commands"]!));
        Assert.Equal(3, told.Sum(point => (int)point!["commands"]!));
    }

    [Fact]
    public async Task History_OfOneCommandCountsThatAlone()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new HeldClock());
        dashboard.Usage.Ran("ping", dashboard.Time, times: 3);
        dashboard.Usage.Ran("db health", dashboard.Time, times: 2);

        var history = JsonNode.Parse(await dashboard.Client.GetStringAsync("/api/stats/history?command=db%20health"))!;

        Assert.Equal(("db health", "month", 2), ((string?)history["command"], (string?)history["range"], (int)history["points"]!.AsArray()[^1]!["commands"]!));
    }

    [Theory]
    [InlineData("?range=week", HttpStatusCode.BadRequest)]
    [InlineData("?range=", HttpStatusCode.BadRequest)]
    [InlineData("?command=ping&range=hour", HttpStatusCode.BadRequest)]
    [InlineData("?command=never", HttpStatusCode.NotFound)]
    public async Task History_SaysWhatItDoesNotCount(string query, HttpStatusCode expected)
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var answer = await dashboard.Client.GetAsync("/api/stats/history" + query);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
    }
}
