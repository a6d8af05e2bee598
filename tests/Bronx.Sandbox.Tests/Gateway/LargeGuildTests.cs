using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.Gateway;

public sealed class LargeGuildTests
{
    [Fact]
    public async Task AWholeList_ComesInChunksOfAThousand_WithTheNonceOnEach()
    {
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { Guilds = 2, PeoplePerGuild = 2_400 });
        await using var gateway = await RawGateway.OpenAsync(sandbox.Server);
        await gateway.IdentifyAsync(Intents.Guilds | Intents.GuildMembers);
        await gateway.NextAsync("GUILD_CREATE");
        var large = await gateway.NextAsync("GUILD_CREATE");
        Assert.Equal((true, 2_402), (large.GetProperty("large").GetBoolean(), large.GetProperty("member_count").GetInt32()));
        Assert.Equal(1, large.GetProperty("members").GetArrayLength());
        await gateway.SendAsync(8, new { guild_id = large.GetProperty("id").GetString(), query = "", limit = 0, nonce = "n" });
        HashSet<string> seen = [];
        for (var index = 0; index < 3; index++)
        {
            var chunk = await gateway.NextAsync("GUILD_MEMBERS_CHUNK");
            Assert.Equal((index, 3, "n"), (chunk.GetProperty("chunk_index").GetInt32(), chunk.GetProperty("chunk_count").GetInt32(), chunk.GetProperty("nonce").GetString()));
            seen.UnionWith(chunk.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("user").GetProperty("id").GetString()!));
        }

        Assert.Equal(2_402, seen.Count);
    }

    [Fact]
    public async Task AGuildThatIsAwayAtTheStart_IsDeletedAsUnavailable_AndCreatedWhenItComesBack()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        sandbox.Server.Faults.SetGuildAvailable(sandbox.Guild, false);
        await using var gateway = await RawGateway.OpenAsync(sandbox.Server);
        await gateway.IdentifyAsync();
        Assert.True((await gateway.NextAsync("READY")).GetProperty("guilds")[0].GetProperty("unavailable").GetBoolean());
        Assert.True((await gateway.NextAsync("GUILD_DELETE")).GetProperty("unavailable").GetBoolean());
        sandbox.Server.Faults.SetGuildAvailable(sandbox.Guild, true);
        Assert.Equal("The Corner Store", (await gateway.NextAsync("GUILD_CREATE")).GetProperty("name").GetString());
    }
}
