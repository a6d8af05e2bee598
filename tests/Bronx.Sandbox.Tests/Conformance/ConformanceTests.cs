using System.Text;
using System.Text.RegularExpressions;
using Bronx.Sandbox.Gateway;
using Bronx.Sandbox.Interactions;
using Bronx.Sandbox.Rest;
using Bronx.Sandbox.Worlds;
using Bronx.Testing;
using Bronx.Testing.Conformance;

namespace Bronx.Sandbox.Tests.Conformance;

/// <summary>The validator sees what is wrong; that it lets right things pass, every other test here shows.</summary>
public sealed partial class ConformanceTests
{
    private const string Message = """
        {"id":"1","type":0,"content":"x","channel_id":"2","author":{"id":"3","username":"u","avatar":null,"discriminator":"0","public_flags":0,"flags":0,"global_name":null,"primary_guild":null},
        "timestamp":"2026-03-02T09:00:00.000000+00:00","edited_timestamp":null,"tts":false,"pinned":false,"mention_everyone":false,"mentions":[],"mention_roles":[],"attachments":[],"embeds":[],"components":[],"flags":0}
        """;

    [Fact]
    public void TheDescription_IsThere_OrTheRecorderSaysSoLoudly()
    {
        var recorder = new ConformanceRecorder();
        Assert.Equal(recorder.DidNotRun, recorder.WhyNot.Length > 0);
        if (recorder.DidNotRun)
        {
            Assert.Contains("did NOT run", recorder.WhyNot, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"content":"hello"}""", null)]
    [InlineData("""{"content":5}""", "$.content")]
    [InlineData("""{"contents":"hello"}""", "$.contents")]
    [InlineData("""{"embeds":[{"title":"t","fields":[{"name":"n"}]}]}""", "$.embeds[0].fields[0].value")]
    [InlineData("""{"embeds":[{"titel":"t"}]}""", "$.embeds[0].titel")]
    [InlineData("""{"components":[{"type":1,"components":[{"type":2,"style":12,"label":"a","custom_id":"a"}]}]}""", "$.components[0].components[0].style")]
    [InlineData("""{"components":[{"type":1,"components":[{"type":2,"style":1,"label":"a","custom-id":"a"}]}]}""", "$.components[0].components[0].custom-id")]
    [InlineData("""{"message_reference":{"message_id":"abc"}}""", "$.message_reference.message_id")]
    [InlineData("""{"nonce":"12345678901234567890123456"}""", "$.nonce")]
    [InlineData("""{"attachments":[{"id":0,"description":"d"}]}""", null)]
    [InlineData("not json", "$")]
    public void ARequest_IsHeldAgainstItsSchema(string body, string? at) =>
        Expect(Exchange("POST", "/channels/2/messages", body, 200, Message), ConformancePart.RequestBody, at);

    [Theory]
    [InlineData("\"content\":\"x\"", "\"content\":7", "$.content")]
    [InlineData("\"tts\":false,", "", "$.tts")]
    [InlineData("\"id\":\"1\"", "\"id\":1", "$.id")]
    [InlineData("+00:00\"", "+25:00\"", "$.timestamp")]
    [InlineData("\"username\":\"u\",", "", "$.author.username")]
    [InlineData("\"type\":0", "\"type\":99", "$.type")]
    [InlineData("\"mention_roles\":[]", "\"mention_roles\":[\"1\",\"1\"]", "$.mention_roles")]
    public void AnAnswer_IsHeldAgainstItsSchema(string right, string wrong, string at) =>
        Expect(Exchange("POST", "/channels/2/messages", """{"content":"x"}""", 200, Message.Replace(right, wrong, StringComparison.Ordinal)), ConformancePart.ResponseBody, at);

    [Fact]
    public void RoutesQueriesAndStatuses_AreHeldAgainstTheDescription()
    {
        Expect(Exchange("GET", "/channels/2/massages", "", 200, "[]"), ConformancePart.Route, "/channels/2/massages");
        Expect(Exchange("PUT", "/channels/2/messages", "", 200, "[]"), ConformancePart.Route, "/channels/2/messages");
        Expect(Exchange("GET", "/channels/2/messages", "", 200, "[]", "?limit=500"), ConformancePart.Query, "limit");
        Expect(Exchange("GET", "/channels/2/messages", "", 200, "[]", "?limit=many"), ConformancePart.Query, "limit");
        Expect(Exchange("GET", "/channels/2/messages", "", 200, "[]", "?size=5"), ConformancePart.Query, "size");
        Expect(Exchange("GET", "/channels/2/messages", "", 201, "[]"), ConformancePart.Status, "201");
        Expect(Exchange("DELETE", "/channels/2/messages/3", "", 204, "{}"), ConformancePart.ResponseBody, "$");
        Expect(Exchange("POST", "/channels/2/messages", "", 200, Message), ConformancePart.RequestBody, "$");
        Expect(Exchange("GET", "/channels/2/messages", "", 404, """{"message":"m"}"""), ConformancePart.ResponseBody, "$.code");
        Expect(Exchange("GET", "/channels/2/messages", "", 429, """{"message":"m","code":0,"global":false}"""), ConformancePart.ResponseBody, "$.retry_after");
        Expect(Exchange("GET", "/channels/2/messages", "", 502, "oh no"), ConformancePart.ResponseBody, null);
        Expect(Exchange("POST", "/interactions/1/t/callback", """{"type":4,"data":{"content":"x","flags":64}}""", 204, ""), ConformancePart.RequestBody, null);
        Expect(Exchange("POST", "/interactions/1/t/callback", """{"type":4,"data":{"contant":"x"}}""", 204, ""), ConformancePart.RequestBody, "$.data.contant");
        Expect(Exchange("PUT", "/applications/1/commands", """[{"name":"a","description":"d","default_member_permissions":"8"}]""", 200, "[]"), ConformancePart.RequestBody, null);
    }

    [Fact]
    public void EveryRouteOfTheSandbox_IsOneThatDiscordDescribes()
    {
        var options = new SandboxOptions();
        var world = DemoWorld.Create(new HeldClock(), options.Seed, options.HistoryLimit);
        using var desk = new InteractionDesk(world);
        var routes = RouteList.Build(world, new MessageWriter(world, new Threads(world)), desk, new GatewayHub(world, options), new Threads(world), options, () => new Uri("ws://127.0.0.1/gateway")).All.ToList();
        Assert.True(routes.Count > 60);
        if (ApiDescription.Shared is { } description)
        {
            Assert.DoesNotContain(routes, route => description.Check(Exchange(route.Method, Parameter().Replace(route.Template, "1"), "", 500, ""))
                .Any(violation => violation.Part == ConformancePart.Route));
        }
    }

    [Fact]
    public void TheRecorder_CollectsAndThrowsReadably()
    {
        var recorder = new ConformanceRecorder();
        if (recorder.DidNotRun)
        {
            // Said loudly on the error output by then.
            return;
        }

        recorder.Tap(Exchange("POST", "/channels/2/messages", """{"content":"x"}""", 200, Message));
        recorder.ThrowIfAny();
        recorder.Tap(Exchange("POST", "/channels/2/messages", """{"contents":"x"}""", 200, Message));
        Assert.Equal(2, recorder.Checked);
        var thrown = Assert.Throws<InvalidOperationException>(recorder.ThrowIfAny);
        Assert.Contains("POST /channels/2/messages -> 200: RequestBody at $.contents", thrown.Message, StringComparison.Ordinal);
    }

    private static void Expect(WireExchange exchange, ConformancePart part, string? at)
    {
        if (ApiDescription.Shared is not { } description)
        {
            return;
        }

        var found = description.Check(exchange);
        if (at is null)
        {
            Assert.Empty(found);
        }
        else
        {
            Assert.Contains(found, violation => violation.Part == part && violation.At == at);
        }
    }

    private static WireExchange Exchange(string method, string path, string body, int status, string answer, string query = "") => new(
        method, null, path, query,
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json" }, Encoding.UTF8.GetBytes(body),
        status, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json" }, Encoding.UTF8.GetBytes(answer));

    [GeneratedRegex(@"\{[a-z_]+\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parameter();
}
