using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.People;

public sealed class MembershipTests
{
    [Fact]
    public async Task SomebodyNew_Joins_IsGreetedByANotice_AndLeaves()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var nadia = sandbox.Server.NewPerson("Nadia");
        await Assert.ThrowsAsync<SandboxRefusal>(() => nadia.SayAsync("general", "hello"));
        await nadia.JoinAsync();
        var joined = await gateway.NextAsync("GUILD_MEMBER_ADD");
        Assert.Equal((nadia.Id.ToString(), false), (joined.GetProperty("user").GetProperty("id").GetString(), joined.GetProperty("pending").GetBoolean()));
        var notice = await gateway.NextAsync("MESSAGE_CREATE");
        Assert.Equal((7, sandbox.Channel("welcome").ToString()), (notice.GetProperty("type").GetInt32(), notice.GetProperty("channel_id").GetString()));
        await nadia.SayAsync("general", "hello");
        await Assert.ThrowsAsync<SandboxRefusal>(() => nadia.JoinAsync());
        await nadia.LeaveAsync();
        Assert.Equal(nadia.Id.ToString(), (await gateway.NextAsync("GUILD_MEMBER_REMOVE")).GetProperty("user").GetProperty("id").GetString());
        await Assert.ThrowsAsync<SandboxRefusal>(() => nadia.LeaveAsync());
        await Assert.ThrowsAsync<SandboxRefusal>(() => sandbox.Server.As("owner").LeaveAsync());
    }

    [Fact]
    public async Task WithScreening_ANewcomerIsPending_UntilTheRulesAreAgreedTo()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        sandbox.Server.SetScreening(true);
        var nadia = sandbox.Server.NewPerson("Nadia");
        await nadia.JoinAsync();
        Assert.True((await gateway.NextAsync("GUILD_MEMBER_ADD")).GetProperty("pending").GetBoolean());
        Assert.True((await sandbox.Api.GetAsync($"/guilds/{sandbox.Guild}/members/{nadia.Id}")).Json.GetProperty("pending").GetBoolean());
        await Assert.ThrowsAsync<SandboxRefusal>(() => nadia.SayAsync("general", "hello"));
        await nadia.FinishScreeningAsync();
        Assert.False((await gateway.NextAsync("GUILD_MEMBER_UPDATE")).GetProperty("pending").GetBoolean());
        await nadia.SayAsync("general", "hello");
        await Assert.ThrowsAsync<SandboxRefusal>(() => nadia.FinishScreeningAsync());
    }

    [Fact]
    public async Task WhoIsBanned_DoesNotComeBackIn()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var member = sandbox.Server.As("member");
        Assert.Equal(204, (await sandbox.Api.PutAsync($"/guilds/{sandbox.Guild}/bans/{member.Id}", new { })).Status);
        await Assert.ThrowsAsync<SandboxRefusal>(() => member.JoinAsync());
        Assert.Equal(204, (await sandbox.Api.DeleteAsync($"/guilds/{sandbox.Guild}/bans/{member.Id}")).Status);
        await member.JoinAsync();
    }

    [Fact]
    public async Task AFlood_ComesAtOnce_WithItsLinks()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await sandbox.Server.As("newcomer").FloodAsync("general", 20, "Free coins {0}: https://elsewhere.example/{0}");
        for (var number = 1; number <= 20; number++)
        {
            Assert.Equal($"Free coins {number}: https://elsewhere.example/{number}", (await gateway.NextAsync("MESSAGE_CREATE")).GetProperty("content").GetString());
        }
    }

    [Fact]
    public async Task ClosedDirectMessages_OpenButRefuse_With50007()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var member = sandbox.Server.As("member");
        await member.SetDirectMessagesAsync(open: false);
        var channel = await sandbox.Api.PostAsync("/users/@me/channels", new { recipient_id = member.Id.ToString() });
        Assert.Equal(200, channel.Status);
        var refused = await sandbox.Api.PostAsync($"/channels/{channel.Id}/messages", new { content = "psst" });
        Assert.Equal((403, 50007), (refused.Status, refused.Code));
        await member.SetDirectMessagesAsync(open: true);
        Assert.Equal(200, (await sandbox.Api.PostAsync($"/channels/{channel.Id}/messages", new { content = "psst" })).Status);
    }

    [Fact]
    public async Task ComingAndGoing_IsAPresence_ForWhoHasTheIntent()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await sandbox.Server.As("member").SetOnlineAsync(false);
        var gone = await gateway.NextAsync("PRESENCE_UPDATE");
        Assert.Equal(("offline", sandbox.Guild.ToString()), (gone.GetProperty("status").GetString(), gone.GetProperty("guild_id").GetString()));
        await sandbox.Server.As("member").SetOnlineAsync(true);
        Assert.Equal("online", (await gateway.NextAsync("PRESENCE_UPDATE")).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("Rosa")]
    [InlineData("owner")]
    [InlineData("a name that is longer than thirty-two characters")]
    public async Task ANameThatIsTakenOrNone_IsRefused(string name)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        Assert.Throws<SandboxRefusal>(() => sandbox.Server.NewPerson(name));
    }

    [Fact]
    public async Task WhoHasJoined_IsThereAfterARestart()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("bronx-people-").FullName, "world.json");
        await using (var before = await TestSandbox.StartAsync(new SandboxOptions { WorldFile = file }))
        {
            before.Server.SetScreening(true);
            await before.Server.NewPerson("Nadia").JoinAsync();
            await before.Server.As("member").SetDirectMessagesAsync(open: false);
            Assert.Equal(200, (await before.Api.PostAsync($"/channels/{before.Channel("welcome")}/invites", new { max_age = 0 })).Status);
        }

        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { WorldFile = file });
        await sandbox.Server.As("Nadia").FinishScreeningAsync();
        var channel = await sandbox.Api.PostAsync("/users/@me/channels", new { recipient_id = sandbox.Server.As("member").Id.ToString() });
        Assert.Equal(50007, (await sandbox.Api.PostAsync($"/channels/{channel.Id}/messages", new { content = "psst" })).Code);
        Assert.Equal(1, (await sandbox.Api.GetAsync($"/guilds/{sandbox.Guild}/invites")).Json.GetArrayLength());
    }
}
