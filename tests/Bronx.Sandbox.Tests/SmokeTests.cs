using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests;

public sealed class SmokeTests
{
    [Fact]
    public async Task ABot_HearsAPerson_Answers_AndIsSeen()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var member = sandbox.Server.As("member");
        await member.SayAsync("general", ".ping");
        var heard = await gateway.NextAsync("MESSAGE_CREATE");
        Assert.Equal(".ping", heard.GetProperty("content").GetString());
        var answer = await sandbox.Api.PostAsync($"/channels/{sandbox.Channel("general")}/messages", new { content = "pong" });
        Assert.Equal(200, answer.Status);
        var seen = await member.NextAsync(message => message.Content == "pong");
        Assert.True(seen.FromBot);
    }

    [Fact]
    public async Task ASlashCommand_OpensAModal_AndIsAnsweredEphemerally()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var app = sandbox.Server.World.BotId;
        var registered = await sandbox.Api.PutAsync($"/applications/{app}/commands", new[] { new { name = "tos", description = "Read the terms." } });
        Assert.Equal(200, registered.Status);
        var newcomer = sandbox.Server.As("newcomer");
        var run = await newcomer.SlashAsync("general", "tos");
        var raised = await gateway.NextAsync("INTERACTION_CREATE");
        var callback = $"/interactions/{raised.GetProperty("id").GetString()}/{raised.GetProperty("token").GetString()}/callback";
        var opened = await sandbox.Api.PostAsync(callback, new
        {
            type = 9,
            data = new
            {
                custom_id = "terms",
                title = "Terms",
                components = new[] { new { type = 18, label = "Type I AGREE", component = new { type = 4, custom_id = "words", style = 1 } } },
            },
        });
        Assert.Equal(204, opened.Status);
        var answer = await run.AnswerAsync();
        Assert.Equal(InteractionAnswerKind.Modal, answer.Kind);
        var submitted = await newcomer.SubmitAsync(answer.Modal!, ("words", "I AGREE"));
        var sent = await gateway.NextAsync("INTERACTION_CREATE");
        Assert.Equal(5, sent.GetProperty("type").GetInt32());
        Assert.Equal("I AGREE", sent.GetProperty("data").GetProperty("components")[0].GetProperty("component").GetProperty("value").GetString());
        var thanks = await sandbox.Api.PostAsync($"/interactions/{sent.GetProperty("id").GetString()}/{sent.GetProperty("token").GetString()}/callback?with_response=true",
            new { type = 4, data = new { content = "Welcome.", flags = 64 } });
        Assert.Equal(200, thanks.Status);
        Assert.True((await submitted.AnswerAsync()).Message!.IsEphemeral);
        Assert.DoesNotContain(sandbox.Server.As("member").Read("general"), message => message.Content == "Welcome.");
    }
}
