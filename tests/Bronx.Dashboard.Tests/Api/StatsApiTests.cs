using System.Globalization;
using System.Text.Json;
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

        Assert.Empty(Schema.Faults(description, schema, await ReadAsync(dashboard), "stats"));
    }

    [Fact]
    public async Task Description_NamesOnlyAddressesThatAnswer()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var description = JsonNode.Parse(await dashboard.Client.GetStringAsync("/api/openapi.json"))!;

        foreach (var (path, _) in description["paths"]!.AsObject())
        {
            using var answer = await dashboard.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
            Assert.True(answer.IsSuccessStatusCode, $"{path} answered {answer.StatusCode}.");
        }
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

    /// <summary>As much of JSON Schema as our own description uses.</summary>
    private static class Schema
    {
        public static IEnumerable<string> Faults(JsonNode description, JsonNode schema, JsonNode? value, string at)
        {
            if (schema["$ref"] is { } reference)
            {
                var name = ((string)reference!)["#/components/schemas/".Length..];
                return Faults(description, description["components"]!["schemas"]![name]!, value, at);
            }

            if (schema["oneOf"] is JsonArray choices)
            {
                var fits = choices.Count(choice => !Faults(description, choice!, value, at).Any());
                return fits == 1 ? [] : [$"{at} fits {fits} of its forms"];
            }

            return Own(description, schema, value, at);
        }

        private static IEnumerable<string> Own(JsonNode description, JsonNode schema, JsonNode? value, string at)
        {
            var types = schema["type"] is JsonArray several ? several.Select(t => (string)t!).ToArray() : [(string)schema["type"]!];
            if (!types.Any(type => Is(type, value))) yield return $"{at} is {value?.ToJsonString() ?? "null"}, not {string.Join(" or ", types)}";
            if (schema["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value))) yield return $"{at} is none of {words}";
            if (schema["format"] is not null && value is not null && !DateTimeOffset.TryParse((string?)value, CultureInfo.InvariantCulture, out _)) yield return $"{at} is no instant";
            if (value is JsonObject found)
            {
                foreach (var required in schema["required"]!.AsArray())
                {
                    if (!found.ContainsKey((string)required!)) yield return $"{at}.{required} is missing";
                }

                foreach (var (name, member) in found)
                {
                    if (schema["properties"]![name] is not { } part) yield return $"{at}.{name} is not described";
                    else foreach (var fault in Faults(description, part, member, $"{at}.{name}")) yield return fault;
                }
            }

            if (value is JsonArray items)
            {
                if (schema["minItems"] is { } min && items.Count < (int)min) yield return $"{at} has {items.Count} items";
                if (schema["maxItems"] is { } max && items.Count > (int)max) yield return $"{at} has {items.Count} items";
                foreach (var item in items)
                {
                    foreach (var fault in Faults(description, schema["items"]!, item, $"{at}[]")) yield return fault;
                }
            }
        }

        private static bool Is(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
        {
            ("null", null) => true,
            ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
            ("integer", JsonValueKind.Number) => long.TryParse(value!.ToJsonString(), CultureInfo.InvariantCulture, out _),
            _ => false,
        };
    }
}
