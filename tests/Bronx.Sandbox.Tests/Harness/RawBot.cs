using System.Text.Json;

namespace Bronx.Sandbox.Tests.Harness;

/// <summary>The least of a bot: registers a command and answers the next interaction with what the test says.</summary>
internal sealed class RawBot(TestSandbox sandbox, RawGateway gateway) : IAsyncDisposable
{
    /// <summary>The last interaction taken.</summary>
    public JsonElement Raised { get; private set; }

    public string Token => Raised.GetProperty("token").GetString()!;

    public string Webhook => $"/webhooks/{sandbox.Server.World.BotId}/{Token}";

    public async Task RegisterAsync(params string[] names)
    {
        var answer = await sandbox.Api.PutAsync($"/applications/{sandbox.Server.World.BotId}/commands", names.Select(name => new { name, description = "A command." }));
        Assert.Equal(200, answer.Status);
    }

    public async Task RegisterAsync(object command)
    {
        var answer = await sandbox.Api.PutAsync($"/applications/{sandbox.Server.World.BotId}/commands", new[] { command });
        Assert.True(answer.Status == 200, answer.Text);
    }

    public async Task<JsonElement> TakeAsync()
    {
        Raised = await gateway.NextAsync("INTERACTION_CREATE");
        return Raised;
    }

    public Task<RawAnswer> AnswerAsync(object body, string query = "") =>
        sandbox.Api.PostAsync($"/interactions/{Raised.GetProperty("id").GetString()}/{Token}/callback{query}", body);

    public async Task<RawAnswer> AnswerNextAsync(object body, string query = "")
    {
        await TakeAsync();
        var answer = await AnswerAsync(body, query);
        Assert.True(answer.Status is 200 or 204, answer.Text);
        return answer;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
