using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.Gateway;

public sealed class MemberRequestTests
{
    [Fact]
    public async Task ByPrefix_MatchesNames()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync(Intents.Guilds);
        await gateway.SendAsync(8, new { guild_id = sandbox.Guild.ToString(), query = "mi", limit = 10, nonce = "n1" });
        var chunk = await gateway.NextAsync("GUILD_MEMBERS_CHUNK");
        Assert.Equal("Mika", chunk.GetProperty("members")[0].GetProperty("user").GetProperty("global_name").GetString());
        Assert.Equal("n1", chunk.GetProperty("nonce").GetString());
        Assert.Equal(1, chunk.GetProperty("chunk_count").GetInt32());
    }

    [Fact]
    public async Task ByIds_NamesThoseNotFound()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync(Intents.Guilds);
        await gateway.SendAsync(8, new { guild_id = sandbox.Guild.ToString(), user_ids = new[] { sandbox.Server.As("owner").Id.ToString(), "12345" } });
        var chunk = await gateway.NextAsync("GUILD_MEMBERS_CHUNK");
        Assert.Equal(1, chunk.GetProperty("members").GetArrayLength());
        Assert.Equal("12345", chunk.GetProperty("not_found")[0].GetString());
    }

    [Fact]
    public async Task TheWholeList_ComesOncePerHalfMinute()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var all = new { guild_id = sandbox.Guild.ToString(), query = "", limit = 0, nonce = "all" };
        await gateway.SendAsync(8, all);
        Assert.Equal(13, (await gateway.NextAsync("GUILD_MEMBERS_CHUNK")).GetProperty("members").GetArrayLength());
        sandbox.Clock.Advance(TimeSpan.FromSeconds(10));
        await gateway.SendAsync(8, all);
        var limited = await gateway.NextAsync("RATE_LIMITED");
        Assert.Equal(20, limited.GetProperty("retry_after").GetDouble());
        Assert.Equal("all", limited.GetProperty("meta").GetProperty("nonce").GetString());
    }

    [Fact]
    public async Task TheWholeList_NeedsTheIntent()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync(Intents.Guilds);
        await gateway.SendAsync(8, new { guild_id = sandbox.Guild.ToString(), query = "", limit = 0 });
        Assert.DoesNotContain("GUILD_MEMBERS_CHUNK", await gateway.NamesSoFarAsync());
    }
}
