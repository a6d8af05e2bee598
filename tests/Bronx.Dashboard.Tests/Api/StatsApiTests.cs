using System.Text.Json.Nodes;
using Bronx.Platform.Telemetry;

namespace Bronx.Dashboard.Tests.Api;

public sealed class StatsApiTests
{
    [Fact]
    public async Task Stats_CountWhatRanAndKeepRefusalsApart()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Usage.Ran("ping", dashboard.Time, times: 3);
        dashboard.Usage.Ran("daily", dashboard.Time, CommandEnd.Failed);
        dashboard.Usage.Ran("daily", dashboard.Time, CommandEnd.Refused, times: 2);
        dashboard.Usage.Ran("nonsense", dashboard.Time, CommandEnd.Unknown);

        var stats = await ReadAsync(dashboard);

        var commands = stats["commands"]!;
        Assert.Equal((4, 1, 2, 1), ((long)commands["total"]!, (long)commands["failed"]!, (long)commands["refused"]!, (long)commands["unknown"]!));
        var top = commands["top"]![0]!;
        Assert.Equal(("ping", 3, 0.75), ((string?)top["name"], (long)top["uses"]!, (double)top["share"]!));
    }

    [Fact]
    public async Task Stats_SayNullForWhatIsNotKnown()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        var bot = (await ReadAsync(dashboard))["bot"]!;

        Assert.Equal("stopped", (string?)bot["connection"]);
        Assert.True(bot.AsObject().ContainsKey("servers") && bot["servers"] is null);
        Assert.True(bot.AsObject().ContainsKey("users") && bot["users"] is null);
        Assert.True(bot.AsObject().ContainsKey("gatewayLatencyMs") && bot["gatewayLatencyMs"] is null);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stats_KeepWhatTheDescriptionPromises(bool used)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        if (used)
        {
            dashboard.Usage.Ran("ping", dashboard.Time, times: 3);
            dashboard.Vitals.Publish(new BotVitals(BotConnection.Live, 3, 1200, TimeSpan.FromMilliseconds(41.5), null));
        }

        var description = JsonNode.Parse(await dashboard.Client.GetStringAsync("/api/openapi.json"))!;
        var schema = description["components"]!["schemas"]!["Stats"]!;

        Assert.Empty(SchemaCheck.Faults(description, schema, await ReadAsync(dashboard), "stats"));
    }

    [Fact]
    public async Task Stats_AreNotKeptByCaches()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        using var answer = await dashboard.Client.GetAsync("/api/stats");

        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static async Task<JsonNode> ReadAsync(RunningDashboard dashboard) => JsonNode.Parse(await dashboard.Client.GetStringAsync("/api/stats"))!;
}
