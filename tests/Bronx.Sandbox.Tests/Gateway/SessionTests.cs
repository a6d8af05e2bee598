using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.Gateway;

public sealed class SessionTests
{
    [Fact]
    public async Task Hello_CarriesTheHeartbeatInterval()
    {
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { HeartbeatInterval = TimeSpan.FromSeconds(30) });
        await using var gateway = await RawGateway.OpenAsync(sandbox.Server);
        Assert.Equal(30_000, gateway.Hello.GetProperty("heartbeat_interval").GetInt32());
    }

    [Fact]
    public async Task Ready_NamesTheBotItsUnavailableGuildsAndWhereToResume()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await RawGateway.OpenAsync(sandbox.Server);
        await gateway.IdentifyAsync();
        var ready = await gateway.NextAsync("READY");
        Assert.Equal(10, ready.GetProperty("v").GetInt32());
        Assert.Equal(sandbox.Server.World.BotId.ToString(), ready.GetProperty("user").GetProperty("id").GetString());
        Assert.Equal(sandbox.Server.World.BotId.ToString(), ready.GetProperty("application").GetProperty("id").GetString());
        Assert.True(ready.GetProperty("guilds")[0].GetProperty("unavailable").GetBoolean());
        Assert.EndsWith("/gateway/resume", ready.GetProperty("resume_gateway_url").GetString(), StringComparison.Ordinal);
        Assert.False(ready.TryGetProperty("shard", out _));
    }

    [Fact]
    public async Task GuildCreate_BringsRolesChannelsAndTheBotItself()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await RawGateway.OpenAsync(sandbox.Server);
        await gateway.IdentifyAsync(Intents.Guilds);
        var guild = await gateway.NextAsync("GUILD_CREATE");
        Assert.Equal(8, guild.GetProperty("roles").GetArrayLength());
        Assert.Equal(13, guild.GetProperty("member_count").GetInt32());
        var members = guild.GetProperty("members").EnumerateArray().ToList();
        Assert.Equal(sandbox.Server.World.BotId.ToString(), Assert.Single(members).GetProperty("user").GetProperty("id").GetString());
    }

    [Fact]
    public async Task GuildCreate_BringsAllMembersToWhoAskedForPresences()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await RawGateway.OpenAsync(sandbox.Server);
        await gateway.IdentifyAsync(Intents.Guilds | Intents.GuildPresences);
        var guild = await gateway.NextAsync("GUILD_CREATE");
        Assert.Equal(13, guild.GetProperty("members").GetArrayLength());
        Assert.NotEqual(0, guild.GetProperty("presences").GetArrayLength());
    }

    [Fact]
    public async Task AChannelTheBotCannotSee_ArrivesHidden_AndIsNotListedByTheApi()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await RawGateway.OpenAsync(sandbox.Server);
        await gateway.IdentifyAsync(Intents.Guilds);
        var guild = await gateway.NextAsync("GUILD_CREATE");
        var id = sandbox.Channel("owners-desk").ToString();
        var hidden = guild.GetProperty("channels").EnumerateArray().Single(channel => channel.GetProperty("id").GetString() == id);
        Assert.Equal("___hidden___", hidden.GetProperty("name").GetString());
        Assert.Equal(1 << 17, hidden.GetProperty("flags").GetInt32());
        var listed = await sandbox.Api.GetAsync($"/guilds/{sandbox.Guild}/channels");
        Assert.DoesNotContain(id, listed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AChannelThatClosesToTheBot_ComesHidden_AndWholeWhenItOpensAgain()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync(Intents.Guilds);
        var created = await sandbox.Api.PostAsync($"/guilds/{sandbox.Guild}/roles", new { name = "Key" });
        await sandbox.Api.PutAsync($"/guilds/{sandbox.Guild}/members/{sandbox.Server.World.BotId}/roles/{created.Id}");
        var games = sandbox.Channel("games");
        await sandbox.Api.PutAsync($"/channels/{games}/permissions/{created.Id}", new { type = 0, allow = "1024" });
        await gateway.NextAsync("CHANNEL_UPDATE");
        await sandbox.Api.PutAsync($"/channels/{games}/permissions/{sandbox.Guild}", new { type = 0, deny = "1024" });
        Assert.Equal("games", (await gateway.NextAsync("CHANNEL_UPDATE")).GetProperty("name").GetString());
        await sandbox.Api.DeleteAsync($"/guilds/{sandbox.Guild}/roles/{created.Id}");
        Assert.Equal("___hidden___", (await gateway.NextAsync("CHANNEL_UPDATE")).GetProperty("name").GetString());
        Assert.Equal(50001, (await sandbox.Api.GetAsync($"/channels/{games}")).Code);
    }

    [Fact]
    public async Task Sequences_RiseByOneFromReady()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        Assert.Equal(2, gateway.Sequence);
        await sandbox.Server.As("member").SayAsync("general", "one");
        await gateway.NextAsync("MESSAGE_CREATE");
        Assert.Equal(3, gateway.Sequence);
    }

    [Fact]
    public async Task ZlibStream_IsOneContextForAllFrames()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync(compress: true);
        for (var i = 0; i < 5; i++)
        {
            await sandbox.Server.As("member").SayAsync("general", $"number {i}");
            Assert.Equal($"number {i}", (await gateway.NextAsync("MESSAGE_CREATE")).GetProperty("content").GetString());
        }
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    public async Task AShard_HearsOnlyItsGuilds(int shard, int shards)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await RawGateway.OpenAsync(sandbox.Server);
        await gateway.IdentifyAsync(shard: [shard, shards]);
        var ready = await gateway.NextAsync("READY");
        var mine = (int)((sandbox.Guild.Value >> 22) % (ulong)shards) == shard;
        Assert.Equal(mine ? 1 : 0, ready.GetProperty("guilds").GetArrayLength());
        Assert.Equal(shard, ready.GetProperty("shard")[0].GetInt32());
        await sandbox.Server.As("member").SayAsync("general", "hello");
        Assert.Equal(mine, (await gateway.NamesSoFarAsync()).Contains("MESSAGE_CREATE"));
    }

    [Fact]
    public async Task DirectMessages_GoToShardZero()
    {
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { MaxConcurrency = 2 });
        await using var zero = await RawGateway.OpenAsync(sandbox.Server);
        await zero.IdentifyAsync(shard: [0, 2]);
        await using var one = await RawGateway.OpenAsync(sandbox.Server);
        await one.IdentifyAsync(shard: [1, 2]);
        await zero.NextAsync("READY");
        await one.NextAsync("READY");
        await sandbox.Server.As("member").SayAsync("@bot", "psst");
        Assert.Equal("psst", (await zero.NextAsync("MESSAGE_CREATE")).GetProperty("content").GetString());
        Assert.DoesNotContain("MESSAGE_CREATE", await one.NamesSoFarAsync());
    }

    [Fact]
    public async Task Heartbeats_AreAcknowledged_AndSilenceClosesTheConnection()
    {
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { HeartbeatInterval = TimeSpan.FromSeconds(10) });
        await using var gateway = await sandbox.ConnectAsync();
        await gateway.SendAsync(1, gateway.Sequence);
        await gateway.NextOpAsync(11);
        sandbox.Clock.Advance(TimeSpan.FromSeconds(19));
        await gateway.SendAsync(1, gateway.Sequence);
        await gateway.NextOpAsync(11);
        sandbox.Clock.Advance(TimeSpan.FromSeconds(21));
        Assert.Equal(4000, await gateway.ClosedAsync());
        await using var again = await RawGateway.OpenAsync(sandbox.Server);
        await again.ResumeAsync(gateway.SessionId!, gateway.Sequence);
        await again.NextAsync("RESUMED");
    }
}
