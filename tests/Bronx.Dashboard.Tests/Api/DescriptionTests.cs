using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;

namespace Bronx.Dashboard.Tests.Api;

public sealed class DescriptionTests
{
    private static readonly string[] Internal = ["/api/openapi.json"];

    [Fact]
    public async Task Description_NamesEveryAddressOfTheApiAndNoOther()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var description = await ReadAsync(dashboard);
        var described = description["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(method => $"{method.Key.ToUpperInvariant()} {path.Key}"));

        var mapped = dashboard.Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText is { } path && (path.StartsWith("/api/", StringComparison.Ordinal) || path.StartsWith("/healthz", StringComparison.Ordinal)))
            .Where(route => !Internal.Contains(route.RoutePattern.RawText))
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Where(method => method != "HEAD").Select(method => $"{method} {route.RoutePattern.RawText}"));

        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Description_LeadsNowhereThatIsNotThere()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var description = await ReadAsync(dashboard);
        var schemas = description["components"]!["schemas"]!.AsObject();
        HashSet<string> used = [];

        Walk(description, node =>
        {
            if (node["$ref"] is { } reference)
            {
                used.Add(SchemaCheck.Name(reference));
            }

            if (node["required"] is JsonArray required)
            {
                Assert.All(required, name => Assert.True(node["properties"]!.AsObject().ContainsKey((string)name!), $"{name} is required and not described"));
            }
        });

        Assert.Equal("3.1.0", (string?)description["openapi"]);
        Assert.Equal(schemas.Select(schema => schema.Key).Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/api/stats/history", "HistoryRange")]
    [InlineData("/api/stats/history?range=day", "HistoryRange")]
    [InlineData("/api/stats/history?range=month", "HistoryRange")]
    [InlineData("/api/stats/history?command=ping", "HistoryRange")]
    [InlineData("/api/stats/health", "BotHealth")]
    [InlineData("/healthz", "Health")]
    [InlineData("/api/stats/history?range=week", "Error")]
    public async Task Answer_IsWhatTheDescriptionPromises(string address, string schema)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Usage.Ran("ping", dashboard.Time, times: 3);

        dashboard.Client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        using var answer = await dashboard.Client.GetAsync(address);
        var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Empty(SchemaCheck.Faults(await ReadAsync(dashboard), schema, said));
    }

    private static async Task<JsonNode> ReadAsync(RunningDashboard dashboard) => JsonNode.Parse(await dashboard.Client.GetStringAsync("/api/openapi.json"))!;

    private static void Walk(JsonNode? node, Action<JsonObject> visit)
    {
        switch (node)
        {
            case JsonObject members:
                visit(members);
                foreach (var (_, member) in members) Walk(member, visit);
                break;
            case JsonArray items:
                foreach (var item in items) Walk(item, visit);
                break;
        }
    }
}
