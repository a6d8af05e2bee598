using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.Rest;

public sealed class InviteTests
{
    [Fact]
    public async Task AnInvite_IsMadeUsedAndUsedUp()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var made = await sandbox.Api.PostAsync($"/channels/{sandbox.Channel("welcome")}/invites", new { max_uses = 1, max_age = 600 });
        Assert.Equal(200, made.Status);
        var code = made.Json.GetProperty("code").GetString()!;
        Assert.Equal(code, (await gateway.NextAsync("INVITE_CREATE")).GetProperty("code").GetString());
        Assert.Equal(code, (await sandbox.Api.PostAsync($"/channels/{sandbox.Channel("welcome")}/invites", new { max_uses = 1, max_age = 600 })).Json.GetProperty("code").GetString());
        Assert.Equal(13, (await sandbox.Api.GetAsync($"/invites/{code}?with_counts=true")).Json.GetProperty("approximate_member_count").GetInt32());
        await sandbox.Server.NewPerson("Nadia").JoinAsync(code);
        Assert.Equal("nadia", (await gateway.NextAsync("GUILD_MEMBER_ADD")).GetProperty("user").GetProperty("username").GetString());
        Assert.Equal(10006, (await sandbox.Api.GetAsync($"/invites/{code}")).Code);
        await Assert.ThrowsAsync<SandboxRefusal>(() => sandbox.Server.NewPerson("Olaf").JoinAsync(code));
    }

    [Fact]
    public async Task AnInvite_RunsOut_OrIsTakenBack()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var path = $"/channels/{sandbox.Channel("welcome")}/invites";
        var brief = (await sandbox.Api.PostAsync(path, new { max_age = 60, unique = true })).Json.GetProperty("code").GetString();
        var lasting = (await sandbox.Api.PostAsync(path, new { max_age = 0 })).Json.GetProperty("code").GetString();
        Assert.Equal(2, (await sandbox.Api.GetAsync(path)).Json.GetArrayLength());
        sandbox.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(10006, (await sandbox.Api.GetAsync($"/invites/{brief}")).Code);
        Assert.Equal(1, (await sandbox.Api.GetAsync($"/guilds/{sandbox.Guild}/invites")).Json.GetArrayLength());
        Assert.Equal(200, (await sandbox.Api.DeleteAsync($"/invites/{lasting}")).Status);
        Assert.Equal(lasting, (await gateway.NextAsync("INVITE_DELETE")).GetProperty("code").GetString());
        Assert.Equal("NUMBER_TYPE_MAX", (await sandbox.Api.PostAsync(path, new { max_age = 604_801 })).ErrorAt("max_age"));
    }

    [Fact]
    public async Task Emojis_AreMadeRenamedAndDeleted()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var path = $"/guilds/{sandbox.Guild}/emojis";
        var made = await sandbox.Api.PostAsync(path, new { name = "coin", image = "data:image/png;base64,iVBORw0KGgo=" });
        Assert.Equal(201, made.Status);
        Assert.Equal("coin", (await gateway.NextAsync("GUILD_EMOJIS_UPDATE")).GetProperty("emojis")[0].GetProperty("name").GetString());
        Assert.Equal("gold", (await sandbox.Api.PatchAsync($"{path}/{made.Id}", new { name = "gold" })).Json.GetProperty("name").GetString());
        Assert.Equal(1, (await sandbox.Api.GetAsync(path)).Json.GetArrayLength());
        Assert.Equal("STRING_TYPE_REGEX", (await sandbox.Api.PostAsync(path, new { name = "a b", image = "data:image/png;base64,iVBORw0KGgo=" })).ErrorAt("name"));
        foreach (var picture in (string[])["", "data:image/png;base64,", "data:image/png;base64,%%%", "data:text/html;base64,aGk=", "http://elsewhere.example/a.png"])
        {
            Assert.Equal("IMAGE_INVALID", (await sandbox.Api.PostAsync(path, new { name = "coin", image = picture })).ErrorAt("image"));
        }

        Assert.Equal(204, (await sandbox.Api.DeleteAsync($"{path}/{made.Id}")).Status);
        Assert.Equal((404, 10014), ((await sandbox.Api.GetAsync($"{path}/{made.Id}")).Status, (await sandbox.Api.GetAsync($"{path}/{made.Id}")).Code));
    }
}
