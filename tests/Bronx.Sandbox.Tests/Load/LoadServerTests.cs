using System.Text;
using System.Text.Json;
using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.Load;

public sealed class LoadServerTests
{
    [Fact]
    public async Task ARun_IsStartedWatchedAndStoppedOverHttp()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync("ping");
        using var http = new HttpClient { BaseAddress = new Uri(sandbox.Server.Address, "load/") };
        var started = await SendAsync(http, HttpMethod.Post, "runs", """{"kind":"slash","text":"ping","rate":1,"count":5}""");
        Assert.Equal(201, started.Status);
        var number = started.Body.GetProperty("number").GetInt32();
        await bot.AnswerNextAsync(new { type = 4, data = new { content = "pong" } });
        var now = await SendAsync(http, HttpMethod.Get, $"runs/{number}");
        Assert.Equal((1, 1, false), (now.Body.GetProperty("sent").GetInt32(), now.Body.GetProperty("answered").GetInt32(), now.Body.GetProperty("done").GetBoolean()));
        Assert.Equal(200, (await SendAsync(http, HttpMethod.Delete, $"runs/{number}")).Status);
        while (!(await SendAsync(http, HttpMethod.Get, $"runs/{number}")).Body.GetProperty("done").GetBoolean())
        {
            sandbox.Clock.Advance(TimeSpan.FromMilliseconds(20));
        }
    }

    [Fact]
    public async Task TheWire_CountsWhatTheBotCouldHaveAvoided_AndNotWhatATestScripted()
    {
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { Guilds = 2500 });
        await using var gateway = await RawGateway.OpenAsync(sandbox.Server);
        await gateway.IdentifyAsync(Intents.Guilds);
        await gateway.NextAsync("READY");
        Assert.Equal(3, (await sandbox.Api.GetAsync("/gateway/bot")).Json.GetProperty("shards").GetInt32());
        await sandbox.Api.GetAsync("/gateway/bot");
        Assert.Equal(429, (await sandbox.Api.GetAsync("/gateway/bot")).Status);
        sandbox.Server.Faults.RateLimitNext(null, "user", TimeSpan.FromSeconds(1));
        Assert.Equal(429, (await sandbox.Api.GetAsync("/users/@me")).Status);
        Assert.Equal(404, (await sandbox.Api.GetAsync("/nowhere")).Status);
        sandbox.Api.Token = "wrong";
        Assert.Equal(401, (await sandbox.Api.GetAsync("/users/@me")).Status);

        using var http = new HttpClient { BaseAddress = new Uri(sandbox.Server.Address, "load/") };
        var wire = (await SendAsync(http, HttpMethod.Get, "wire")).Body;
        Assert.Equal((5, 1, 2, 1), (wire.GetProperty("requests").GetInt32(), wire.GetProperty("avoidable").GetInt32(), wire.GetProperty("invalid").GetInt32(), wire.GetProperty("scripted").GetInt32()));
        Assert.Equal(1, wire.GetProperty("limited").GetProperty("user: GET /gateway/bot").GetInt32());
        Assert.Equal((1, 1), (wire.GetProperty("identifies").GetInt32(), wire.GetProperty("sessions").GetInt32()));
        Assert.Equal(sandbox.Clock.GetUtcNow(), wire.GetProperty("first_identify_at").GetDateTimeOffset());
        Assert.Equal(sandbox.Server.Wire.Requests, wire.GetProperty("requests").GetInt32());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"kind":"dance","text":"x"}""")]
    [InlineData("""{"kind":"slash"}""")]
    [InlineData("""{"kind":"slash","text":"x","rate":"fast"}""")]
    [InlineData("""{"kind":"slash","text":"x","count":1.5}""")]
    [InlineData("""{"kind":"slash","text":"x","count":99999999999}""")]
    [InlineData("""{"kind":"slash","text":"x","options":[1]}""")]
    [InlineData("""{"kind":7,"text":"x"}""")]
    public async Task AnImpossiblePlan_IsRefusedWithWords(string body)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(sandbox.Server.Address, "load/") };
        var refused = await SendAsync(http, HttpMethod.Post, "runs", body);
        Assert.Equal(400, refused.Status);
        Assert.NotEqual("", refused.Body.GetProperty("message").GetString());
    }

    [Fact]
    public async Task OtherWebsites_AndUnknownAddresses_AreTurnedAway()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(sandbox.Server.Address, "load/") };
        Assert.Equal(403, (await SendAsync(http, HttpMethod.Post, "runs", """{"kind":"slash","text":"x"}""", ("Origin", "https://elsewhere.example"))).Status);
        Assert.Equal(403, (await SendAsync(http, HttpMethod.Get, "wire", null, ("Host", "elsewhere.example"))).Status);
        Assert.Equal(404, (await SendAsync(http, HttpMethod.Get, "runs/99999999999")).Status);
        Assert.Equal(404, (await SendAsync(http, HttpMethod.Get, "nothing")).Status);
        Assert.Equal(400, (await SendAsync(http, HttpMethod.Post, "runs", new string(' ', 70_000))).Status);
    }

    private static async Task<(int Status, JsonElement Body)> SendAsync(HttpClient http, HttpMethod method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.Clone());
    }
}
