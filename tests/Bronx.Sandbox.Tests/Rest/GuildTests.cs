using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.Rest;

public sealed class GuildTests
{
    [Fact]
    public async Task ReadRoutes_AnswerAsDescribed()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.Server.As("member").SayAsync("@bot", "hi");
        string[] paths =
        [
            "/gateway", "/gateway/bot", "/users/@me", "/users/@me/guilds", "/applications/@me", "/oauth2/applications/@me",
            $"/users/{sandbox.Server.As("owner").Id}", $"/guilds/{sandbox.Guild}", $"/guilds/{sandbox.Guild}?with_counts=true",
            $"/guilds/{sandbox.Guild}/roles", $"/guilds/{sandbox.Guild}/roles/{sandbox.Server.World.RoleId("Regular")}", $"/guilds/{sandbox.Guild}/channels",
            $"/guilds/{sandbox.Guild}/members?limit=5&after=0", $"/guilds/{sandbox.Guild}/members/search?query=mi&limit=3",
            $"/guilds/{sandbox.Guild}/members/{sandbox.Server.As("owner").Id}", $"/guilds/{sandbox.Guild}/bans", $"/channels/{sandbox.Channel("general")}",
            $"/channels/{sandbox.Channel("Back porch")}", $"/channels/{sandbox.Channel("general")}/messages/pins", $"/channels/{sandbox.Channel("general")}/pins",
            $"/applications/{sandbox.Server.World.BotId}/commands", $"/applications/{sandbox.Server.World.BotId}/guilds/{sandbox.Guild}/commands?with_localizations=true",
        ];
        foreach (var path in paths)
        {
            var answer = await sandbox.Api.GetAsync(path);
            Assert.True(answer.Status == 200, $"{path}: {answer.Text}");
        }
    }

    [Fact]
    public async Task AMember_IsRenamedTimedOutAndGivenRoles()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var member = sandbox.Server.As("member");
        var path = $"/guilds/{sandbox.Guild}/members/{member.Id}";
        Assert.Equal("Mik", (await sandbox.Api.PatchAsync(path, new { nick = "Mik" })).Json.GetProperty("nick").GetString());
        Assert.Equal("Mik", (await gateway.NextAsync("GUILD_MEMBER_UPDATE")).GetProperty("nick").GetString());
        Assert.Equal(204, (await sandbox.Api.PutAsync($"{path}/roles/{sandbox.Server.World.RoleId("High Roller")}")).Status);
        Assert.Equal(2, (await gateway.NextAsync("GUILD_MEMBER_UPDATE")).GetProperty("roles").GetArrayLength());
        Assert.Equal(200, (await sandbox.Api.PatchAsync(path, new { communication_disabled_until = sandbox.Clock.GetUtcNow().AddMinutes(5) })).Status);
        await Assert.ThrowsAsync<SandboxRefusal>(() => member.SayAsync("general", "muffled"));
        sandbox.Clock.Advance(TimeSpan.FromMinutes(6));
        await member.SayAsync("general", "free again");
    }

    [Fact]
    public async Task ARefusedEdit_ChangesNothing()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var path = $"/guilds/{sandbox.Guild}/members/{sandbox.Server.As("member").Id}";
        var refused = await sandbox.Api.PatchAsync(path, new { nick = "Half", roles = new[] { sandbox.Server.World.RoleId("Manager").ToString() } });
        Assert.Equal(50013, refused.Code);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await sandbox.Api.GetAsync(path)).Json.GetProperty("nick").ValueKind);
    }

    [Fact]
    public async Task AnAdministrator_CannotBeTimedOut()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var owner = await sandbox.Api.PatchAsync($"/guilds/{sandbox.Guild}/members/{sandbox.Server.As("owner").Id}", new { communication_disabled_until = sandbox.Clock.GetUtcNow().AddMinutes(5) });
        Assert.Equal(50013, owner.Code);
    }

    [Fact]
    public async Task ABan_RemovesTheMember_DeletesWhatTheySaid_AndCanBeLifted()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var newcomer = sandbox.Server.As("newcomer");
        await newcomer.SayAsync("general", "spam");
        var path = $"/guilds/{sandbox.Guild}/bans/{newcomer.Id}";
        var answer = await sandbox.Api.SendAsync(HttpMethod.Put, path, new StringContent("""{"delete_message_seconds":3600}""", null, "application/json"), ("X-Audit-Log-Reason", "spam%20again"));
        Assert.Equal(204, answer.Status);
        await gateway.NextAsync("MESSAGE_DELETE_BULK");
        await gateway.NextAsync("GUILD_BAN_ADD");
        await gateway.NextAsync("GUILD_MEMBER_REMOVE");
        Assert.Equal("spam again", (await sandbox.Api.GetAsync(path)).Json.GetProperty("reason").GetString());
        Assert.Equal(10007, (await sandbox.Api.GetAsync($"/guilds/{sandbox.Guild}/members/{newcomer.Id}")).Code);
        await Assert.ThrowsAsync<SandboxRefusal>(() => newcomer.SayAsync("general", "back"));
        Assert.Equal(204, (await sandbox.Api.DeleteAsync(path)).Status);
        await gateway.NextAsync("GUILD_BAN_REMOVE");
    }

    [Fact]
    public async Task BulkBan_SaysWhoWasBannedAndWhoNot()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var newcomer = sandbox.Server.As("newcomer").Id.ToString();
        var owner = sandbox.Server.As("owner").Id.ToString();
        var answer = await sandbox.Api.PostAsync($"/guilds/{sandbox.Guild}/bulk-ban", new { user_ids = new[] { newcomer, owner } });
        Assert.Equal(newcomer, answer.Json.GetProperty("banned_users")[0].GetString());
        Assert.Equal(owner, answer.Json.GetProperty("failed_users")[0].GetString());
    }

    [Fact]
    public async Task AKick_RemovesTheMember()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        Assert.Equal(204, (await sandbox.Api.DeleteAsync($"/guilds/{sandbox.Guild}/members/{sandbox.Server.As("newcomer").Id}")).Status);
        await gateway.NextAsync("GUILD_MEMBER_REMOVE");
    }

    [Fact]
    public async Task Roles_AreCreatedChangedMovedAndDeletedBelowTheBotsOwn()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var path = $"/guilds/{sandbox.Guild}/roles";
        var created = await sandbox.Api.PostAsync(path, new { name = "Lucky", color = 0x00FF00, permissions = "1024" });
        Assert.Equal("Lucky", (await gateway.NextAsync("GUILD_ROLE_CREATE")).GetProperty("role").GetProperty("name").GetString());
        Assert.Equal(200, (await sandbox.Api.PatchAsync($"{path}/{created.Id}", new { name = "Luckier", hoist = true })).Status);
        await gateway.NextAsync("GUILD_ROLE_UPDATE");
        Assert.Equal(200, (await sandbox.Api.PatchAsync(path, new[] { new { id = created.Id, position = 2 } })).Status);
        Assert.Equal(204, (await sandbox.Api.DeleteAsync($"{path}/{created.Id}")).Status);
        await gateway.NextAsync("GUILD_ROLE_DELETE");
    }

    [Fact]
    public async Task Channels_AreCreatedChangedAndDeleted()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var created = await sandbox.Api.PostAsync($"/guilds/{sandbox.Guild}/channels", new { name = "New Shelf", type = 0, topic = "t" });
        Assert.Equal(201, created.Status);
        Assert.Equal("new-shelf", (await gateway.NextAsync("CHANNEL_CREATE")).GetProperty("name").GetString());
        Assert.Equal(200, (await sandbox.Api.PatchAsync($"/channels/{created.Id}", new { nsfw = true, rate_limit_per_user = 5 })).Status);
        Assert.Equal(5, (await gateway.NextAsync("CHANNEL_UPDATE")).GetProperty("rate_limit_per_user").GetInt32());
        Assert.Equal(200, (await sandbox.Api.DeleteAsync($"/channels/{created.Id}")).Status);
        await gateway.NextAsync("CHANNEL_DELETE");
        Assert.Equal(10003, (await sandbox.Api.GetAsync($"/channels/{created.Id}")).Code);
    }

    [Fact]
    public async Task AnOverwrite_TakesAChannelFromAPersonAndGivesItBack()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var member = sandbox.Server.As("member");
        var path = $"/channels/{sandbox.Channel("games")}/permissions/{member.Id}";
        Assert.Equal(204, (await sandbox.Api.PutAsync(path, new { type = 1, deny = "1024", allow = "0" })).Status);
        await Assert.ThrowsAsync<SandboxRefusal>(() => member.SayAsync("games", "hello?"));
        Assert.Equal(204, (await sandbox.Api.DeleteAsync(path)).Status);
        await member.SayAsync("games", "hello!");
    }

    [Fact]
    public async Task Pins_AreSetListedAndTakenOff()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var said = await sandbox.Server.As("member").SayAsync("general", "keep this");
        Assert.Equal(204, (await sandbox.Api.PutAsync($"/channels/{said.ChannelId}/messages/pins/{said.Id}")).Status);
        await gateway.NextAsync("CHANNEL_PINS_UPDATE");
        var pins = await sandbox.Api.GetAsync($"/channels/{said.ChannelId}/messages/pins");
        Assert.Equal("keep this", pins.Json.GetProperty("items")[0].GetProperty("message").GetProperty("content").GetString());
        Assert.Equal(204, (await sandbox.Api.DeleteAsync($"/channels/{said.ChannelId}/messages/pins/{said.Id}")).Status);
        Assert.Equal("[]", (await sandbox.Api.GetAsync($"/channels/{said.ChannelId}/pins")).Text);
    }

    [Fact]
    public async Task Reactions_AreAddedListedAndCleared()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var member = sandbox.Server.As("member");
        var said = await member.SayAsync("general", "x");
        await member.ReactAsync(said, "👍");
        Assert.Equal(member.Id.ToString(), (await gateway.NextAsync("MESSAGE_REACTION_ADD")).GetProperty("user_id").GetString());
        var path = $"/channels/{said.ChannelId}/messages/{said.Id}/reactions";
        await sandbox.Api.PutAsync($"{path}/%F0%9F%91%8D/@me");
        var message = await sandbox.Api.GetAsync($"/channels/{said.ChannelId}/messages/{said.Id}");
        Assert.Equal(2, message.Json.GetProperty("reactions")[0].GetProperty("count").GetInt32());
        Assert.True(message.Json.GetProperty("reactions")[0].GetProperty("me").GetBoolean());
        Assert.Equal(2, (await sandbox.Api.GetAsync($"{path}/%F0%9F%91%8D")).Json.GetArrayLength());
        sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(204, (await sandbox.Api.DeleteAsync($"{path}/%F0%9F%91%8D/{member.Id}")).Status);
        sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(204, (await sandbox.Api.DeleteAsync($"{path}/%F0%9F%91%8D")).Status);
        await gateway.NextAsync("MESSAGE_REACTION_REMOVE_EMOJI");
        await member.ReactAsync(said, "🎲");
        sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(204, (await sandbox.Api.DeleteAsync(path)).Status);
        await gateway.NextAsync("MESSAGE_REACTION_REMOVE_ALL");
    }

    [Fact]
    public async Task Commands_KeepTheirIds_AndTheirVersionWhileNothingChanges()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var path = $"/applications/{sandbox.Server.World.BotId}/commands";
        var created = await sandbox.Api.PostAsync(path, new { name = "ping", description = "d" });
        Assert.Equal(201, created.Status);
        var same = await sandbox.Api.PostAsync(path, new { name = "ping", description = "d" });
        Assert.Equal((200, created.Text), (same.Status, same.Text));
        var changed = await sandbox.Api.PatchAsync($"{path}/{created.Id}", new { description = "other" });
        Assert.Equal(created.Id, changed.Id);
        Assert.NotEqual(created.Json.GetProperty("version").GetString(), changed.Json.GetProperty("version").GetString());
        var put = await sandbox.Api.PutAsync(path, new object[] { new { name = "ping", description = "other" }, new { name = "Look up", type = 2 } });
        Assert.Equal(created.Id, put.Json[0].GetProperty("id").GetString());
        Assert.Equal(204, (await sandbox.Api.DeleteAsync($"{path}/{created.Id}")).Status);
        Assert.Equal(1, (await sandbox.Api.GetAsync(path)).Json.GetArrayLength());
    }
}
