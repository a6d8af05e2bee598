using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.Rest;

public sealed class ChannelWebhookTests
{
    [Fact]
    public async Task AWebhook_WritesUnderAnyName_AndItsMessagesCanBeChanged()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var made = await sandbox.Api.PostAsync($"/channels/{sandbox.Channel("general")}/webhooks", new { name = "Postman" });
        Assert.Equal(200, made.Status);
        await gateway.NextAsync("WEBHOOKS_UPDATE");
        var path = $"/webhooks/{made.Id}/{made.Json.GetProperty("token").GetString()}";
        Assert.Equal(204, (await sandbox.Api.PostAsync(path, new { content = "A parcel." })).Status);
        var heard = await gateway.NextAsync("MESSAGE_CREATE");
        Assert.Equal((made.Id, "Postman", false), (heard.GetProperty("webhook_id").GetString(), heard.GetProperty("author").GetProperty("username").GetString(), heard.TryGetProperty("member", out _)));

        var second = await sandbox.Api.PostAsync(path + "?wait=true", new { content = "@everyone, look!", username = "Town crier" });
        Assert.Equal((200, false), (second.Status, second.Json.GetProperty("mention_everyone").GetBoolean()));
        var edited = await sandbox.Api.PatchAsync($"{path}/messages/{second.Id}", new { content = "Look!" });
        Assert.Equal("Look!", edited.Json.GetProperty("content").GetString());
        Assert.Equal(200, (await sandbox.Api.GetAsync($"{path}/messages/{second.Id}")).Status);
        sandbox.PassLimits();
        Assert.Equal(204, (await sandbox.Api.DeleteAsync($"{path}/messages/{second.Id}")).Status);
        Assert.Equal(10008, (await sandbox.Api.GetAsync($"{path}/messages/{second.Id}")).Code);
    }

    [Fact]
    public async Task AWebhook_WritesInThreadsOfItsChannelOnly()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var made = await sandbox.Api.PostAsync($"/channels/{sandbox.Channel("general")}/webhooks", new { name = "Postman" });
        var path = $"/webhooks/{made.Id}/{made.Json.GetProperty("token").GetString()}";
        var own = await sandbox.Server.As("owner").BeginThreadAsync("general", "Here");
        var other = await sandbox.Server.As("owner").BeginThreadAsync("games", "There");
        Assert.Equal(200, (await sandbox.Api.PostAsync($"{path}?wait=true&thread_id={own}", new { content = "In it." })).Status);
        Assert.Equal(10003, (await sandbox.Api.PostAsync($"{path}?wait=true&thread_id={other}", new { content = "Not in it." })).Code);
    }

    [Fact]
    public async Task Webhooks_AreListedRenamedMovedAndDeleted()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var made = await sandbox.Api.PostAsync($"/channels/{sandbox.Channel("general")}/webhooks", new { name = "Postman" });
        var token = made.Json.GetProperty("token").GetString();
        Assert.Equal(1, (await sandbox.Api.GetAsync($"/channels/{sandbox.Channel("general")}/webhooks")).Json.GetArrayLength());
        Assert.Equal(1, (await sandbox.Api.GetAsync($"/guilds/{sandbox.Guild}/webhooks")).Json.GetArrayLength());
        Assert.Equal("Mail", (await sandbox.Api.PatchAsync($"/webhooks/{made.Id}", new { name = "Mail", channel_id = sandbox.Channel("games").ToString() })).Json.GetProperty("name").GetString());
        Assert.Equal(0, (await sandbox.Api.GetAsync($"/channels/{sandbox.Channel("general")}/webhooks")).Json.GetArrayLength());
        sandbox.Api.Token = null;
        var seen = await sandbox.Api.GetAsync($"/webhooks/{made.Id}/{token}");
        Assert.Equal((200, false), (seen.Status, seen.Json.TryGetProperty("user", out _)));
        Assert.Equal(50027, (await sandbox.Api.GetAsync($"/webhooks/{made.Id}/wrong")).Code);
        Assert.Equal(204, (await sandbox.Api.DeleteAsync($"/webhooks/{made.Id}/{token}")).Status);
        Assert.Equal(10015, (await sandbox.Api.GetAsync($"/webhooks/{made.Id}/{token}")).Code);
    }

    [Fact]
    public async Task WhatAWebhookMayNot_IsRefused()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var path = $"/channels/{sandbox.Channel("general")}/webhooks";
        Assert.Equal("USERNAME_INVALID_CONTAINS", (await sandbox.Api.PostAsync(path, new { name = "Clyde" })).ErrorAt("name"));
        Assert.Equal("BASE_TYPE_REQUIRED", (await sandbox.Api.PostAsync(path, new { })).ErrorAt("name"));
        for (var made = 0; made < 15; made++)
        {
            Assert.Equal(200, (await sandbox.Api.PostAsync(path, new { name = $"Number {made}" })).Status);
        }

        Assert.Equal(30007, (await sandbox.Api.PostAsync(path, new { name = "One more" })).Code);
        Assert.Equal(50001, (await sandbox.Api.PostAsync($"/channels/{sandbox.Channel("owners-desk")}/webhooks", new { name = "x" })).Code);
    }
}
