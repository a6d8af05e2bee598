using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.Rest;

public sealed class AuditTests
{
    [Fact]
    public async Task EveryModeration_IsWrittenDown_WithTheReasonGiven()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var (member, newcomer) = (sandbox.Server.As("member").Id, sandbox.Server.As("newcomer").Id);
        var guild = $"/guilds/{sandbox.Guild}";
        var kicked = await sandbox.Api.SendAsync(HttpMethod.Delete, $"{guild}/members/{newcomer}", null, ("X-Audit-Log-Reason", "Too%20loud%20%F0%9F%94%8A"));
        Assert.Equal(204, kicked.Status);
        var heard = await gateway.NextAsync("GUILD_AUDIT_LOG_ENTRY_CREATE");
        Assert.Equal((20, newcomer.ToString(), "Too loud 🔊"), (heard.GetProperty("action_type").GetInt32(), heard.GetProperty("target_id").GetString(), heard.GetProperty("reason").GetString()));

        await sandbox.Api.PatchAsync($"{guild}/members/{member}", new { nick = "M", communication_disabled_until = sandbox.Clock.GetUtcNow().AddHours(1) });
        await sandbox.Api.PutAsync($"{guild}/members/{member}/roles/{sandbox.Server.World.RoleId("Night Owl")}");
        await sandbox.Api.PutAsync($"{guild}/bans/{member}", new { });
        await sandbox.Api.DeleteAsync($"{guild}/bans/{member}");
        var said = await sandbox.Server.As("owner").SayAsync("general", "Oops.");
        await sandbox.Api.DeleteAsync($"/channels/{said.ChannelId}/messages/{said.Id}");
        var entries = (await sandbox.Api.GetAsync($"{guild}/audit-logs?limit=100")).Json.GetProperty("audit_log_entries");
        Assert.Equal([72, 23, 22, 25, 24, 24, 20], entries.EnumerateArray().Select(entry => entry.GetProperty("action_type").GetInt32()));
        Assert.Equal("$add", entries[3].GetProperty("changes")[0].GetProperty("key").GetString());

        var bans = (await sandbox.Api.GetAsync($"{guild}/audit-logs?action_type=22")).Json;
        Assert.Equal(1, bans.GetProperty("audit_log_entries").GetArrayLength());
        Assert.Equal(2, bans.GetProperty("users").GetArrayLength());
        Assert.Equal(0, (await sandbox.Api.GetAsync($"{guild}/audit-logs?user_id={member}")).Json.GetProperty("audit_log_entries").GetArrayLength());
        var last = entries[6].GetProperty("id").GetString();
        Assert.Equal(6, (await sandbox.Api.GetAsync($"{guild}/audit-logs?after={last}")).Json.GetProperty("audit_log_entries").GetArrayLength());
        Assert.Equal(0, (await sandbox.Api.GetAsync($"{guild}/audit-logs?before={last}")).Json.GetProperty("audit_log_entries").GetArrayLength());
    }

    [Fact]
    public async Task ARefusedAction_LeavesNoTrace()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        Assert.Equal(50013, (await sandbox.Api.DeleteAsync($"/guilds/{sandbox.Guild}/members/{sandbox.Server.As("owner").Id}")).Code);
        Assert.Equal(0, (await sandbox.Api.GetAsync($"/guilds/{sandbox.Guild}/audit-logs")).Json.GetProperty("audit_log_entries").GetArrayLength());
    }
}
