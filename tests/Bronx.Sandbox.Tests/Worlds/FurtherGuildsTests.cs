using System.Net;
using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.Worlds;

public sealed class FurtherGuildsTests
{
    [Fact]
    public async Task ALargeWorld_ShowsEveryServer_WithTenChannelsAndTenRoles()
    {
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { Guilds = 120 });
        await using var gateway = await RawGateway.OpenAsync(sandbox.Server);
        await gateway.IdentifyAsync(Intents.Guilds | Intents.GuildMessages);
        var ready = await gateway.NextAsync("READY");
        Assert.Equal(120, ready.GetProperty("guilds").GetArrayLength());
        HashSet<string> seen = [];
        for (var i = 0; i < 120; i++)
        {
            var guild = await gateway.NextAsync("GUILD_CREATE");
            seen.Add(guild.GetProperty("id").GetString()!);
            if (i > 0)
            {
                Assert.Equal(10, guild.GetProperty("channels").GetArrayLength());
                Assert.Equal(10, guild.GetProperty("roles").GetArrayLength());
            }
        }

        Assert.Equal(120, seen.Count);
        Assert.Equal(120, sandbox.Server.World.GuildIds.Count);
        Assert.Single(sandbox.Server.World.TouchedGuilds);
    }

    [Fact]
    public async Task AServer_ComesIntoBeingWhenItsChannelIsWrittenIn_AndStays()
    {
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { Guilds = 1_000_000 });
        var guild = sandbox.Server.World.GuildIds[^1];
        var channels = await sandbox.Api.GetAsync($"/guilds/{guild}/channels");
        var channel = channels.Json.EnumerateArray().First(one => one.GetProperty("type").GetInt32() == 0).GetProperty("id").GetString()!;
        var said = await sandbox.Server.As("owner").SayAsync(channel, "Anybody here?");
        var found = await sandbox.Api.GetAsync($"/channels/{channel}/messages/{said.Id}");
        Assert.Equal("Anybody here?", found.Json.GetProperty("content").GetString());
        Assert.Equal(2, sandbox.Server.World.TouchedGuilds.Count);
        Assert.Equal(1_000_000, sandbox.Server.World.GuildCount);
    }

    [Fact]
    public async Task AServerBeyondTheWorld_IsUnknown()
    {
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { Guilds = 2 });
        var last = sandbox.Server.World.GuildIds[^1];
        Assert.Equal(HttpStatusCode.OK, (HttpStatusCode)(await sandbox.Api.GetAsync($"/guilds/{last}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (HttpStatusCode)(await sandbox.Api.GetAsync($"/guilds/{last.Value + (1UL << 22)}")).Status);
    }
}
