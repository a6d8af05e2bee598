using System.Text;
using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.Rest;

/// <summary>Every error code that the sandbox can answer, each provoked once.</summary>
public sealed class ErrorCodeTests
{
    private const string Nobody = "999999999999999999";

    [Theory]
    [InlineData("GET", "/channels/" + Nobody, 404, 10003)]
    [InlineData("GET", "/guilds/" + Nobody, 404, 10004)]
    [InlineData("GET", "/guilds/{guild}/members/{owner}0", 404, 10013)]
    [InlineData("GET", "/channels/{general}/messages/" + Nobody, 404, 10008)]
    [InlineData("DELETE", "/channels/{general}/permissions/" + Nobody, 404, 10009)]
    [InlineData("GET", "/guilds/{guild}/roles/" + Nobody, 404, 10011)]
    [InlineData("GET", "/users/" + Nobody, 404, 10013)]
    [InlineData("GET", "/guilds/{guild}/bans/" + Nobody, 404, 10026)]
    [InlineData("DELETE", "/guilds/{guild}/bans/" + Nobody, 404, 10026)]
    [InlineData("GET", "/applications/{app}/commands/" + Nobody, 404, 10063)]
    [InlineData("GET", "/applications/" + Nobody + "/commands", 404, 10002)]
    [InlineData("GET", "/applications/{app}/guilds/" + Nobody + "/commands", 403, 50001)]
    [InlineData("POST", "/interactions/" + Nobody + "/token/callback", 404, 10062)]
    [InlineData("PATCH", "/webhooks/{app}/token/messages/@original", 404, 10015)]
    [InlineData("GET", "/channels/{owners-desk}", 403, 50001)]
    [InlineData("GET", "/channels/{owners-desk}/messages", 403, 50001)]
    [InlineData("GET", "/channels/nonsense", 400, 50035)]
    [InlineData("GET", "/channels/{general}/messages?limit=101", 400, 50035)]
    [InlineData("GET", "/channels/{general}/messages?limit=x", 400, 50035)]
    [InlineData("GET", "/guilds/{guild}/members/search", 400, 50035)]
    [InlineData("DELETE", "/guilds/{guild}/members/{owner}", 403, 50013)]
    [InlineData("DELETE", "/guilds/{guild}/members/{moderator}", 403, 50013)]
    [InlineData("PUT", "/guilds/{guild}/bans/{owner}", 403, 50013)]
    [InlineData("PUT", "/guilds/{guild}/members/{member}/roles/{role:Counter Crew}", 403, 50013)]
    [InlineData("PUT", "/guilds/{guild}/members/{member}/roles/{role:BronxBot}", 400, 50028)]
    [InlineData("PUT", "/guilds/{guild}/members/{member}/roles/" + Nobody, 404, 10011)]
    [InlineData("DELETE", "/guilds/{guild}/roles/{role:Shopkeeper}", 403, 50013)]
    [InlineData("GET", "/nowhere", 404, 0)]
    [InlineData("PUT", "/users/@me", 405, 0)]
    [InlineData("POST", "/channels/{general}/messages/bulk-delete", 400, 50035)]
    public async Task ARequestWithoutBody_IsRefused(string method, string path, int status, int code)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var answer = await sandbox.Api.SendAsync(new HttpMethod(method), Fill(path, sandbox), null);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("POST", "/channels/{general}/messages", "{}", 400, 50006)]
    [InlineData("POST", "/channels/{general}/messages", """{"content":"   "}""", 400, 50006)]
    [InlineData("POST", "/channels/{general}/messages", "{", 400, 50109)]
    [InlineData("POST", "/channels/{general}/messages", "[]", 400, 50035)]
    [InlineData("POST", "/channels/{old-notices}/messages", """{"content":"x"}""", 403, 50013)]
    [InlineData("POST", "/channels/{old-notices}/typing", "{}", 403, 50013)]
    [InlineData("POST", "/channels/{category}/messages", """{"content":"x"}""", 400, 50008)]
    [InlineData("POST", "/users/@me/channels", """{"recipient_id":"{app}"}""", 400, 50033)]
    [InlineData("POST", "/users/@me/channels", "{}", 400, 50035)]
    [InlineData("POST", "/channels/{general}/messages/bulk-delete", """{"messages":["1"]}""", 400, 50016)]
    [InlineData("POST", "/channels/{general}/messages/bulk-delete", """{"messages":["1","2"]}""", 400, 50034)]
    [InlineData("POST", "/channels/{general}/messages/bulk-delete", """{"messages":["2","2"]}""", 400, 50035)]
    [InlineData("PATCH", "/guilds/{guild}/members/{owner}", """{"nick":"boss"}""", 403, 50013)]
    [InlineData("PATCH", "/guilds/{guild}/members/{member}", """{"roles":["{role:Shopkeeper}"]}""", 403, 50013)]
    [InlineData("PATCH", "/guilds/{guild}/members/{member}", """{"communication_disabled_until":"2027-01-01T00:00:00Z"}""", 400, 50035)]
    [InlineData("PATCH", "/guilds/{guild}/members/{member}", """{"nick":"123456789012345678901234567890123"}""", 400, 50035)]
    [InlineData("PATCH", "/guilds/{guild}/members/{member}", """{"mute":true}""", 400, 40032)]
    [InlineData("PUT", "/guilds/{guild}/bans/{member}", """{"delete_message_seconds":604801}""", 400, 50035)]
    [InlineData("POST", "/guilds/{guild}/bulk-ban", """{"user_ids":["{owner}"]}""", 400, 500000)]
    [InlineData("PUT", "/channels/{general}/permissions/{member}", """{"type":1,"allow":"8"}""", 403, 50013)]
    [InlineData("PUT", "/channels/{general}/permissions/{member}", """{"type":0,"allow":"0"}""", 404, 10009)]
    [InlineData("PATCH", "/guilds/{guild}/roles", """[{"id":"{role:Regular}","position":7}]""", 403, 50013)]
    [InlineData("POST", "/guilds/{guild}/roles", """{"permissions":"8"}""", 403, 50013)]
    [InlineData("PATCH", "/channels/{general}", """{"rate_limit_per_user":21601}""", 400, 50035)]
    [InlineData("PATCH", "/channels/{general}", """{"parent_id":"{games}"}""", 400, 50035)]
    [InlineData("PATCH", "/channels/{dm}", """{"name":"x"}""", 403, 50003)]
    [InlineData("POST", "/guilds/{guild}/channels", """{"name":"","type":0}""", 400, 50035)]
    public async Task ARequestWithBody_IsRefused(string method, string path, string body, int status, int code)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.Server.As("member").SayAsync("@bot", "hello");
        var answer = await sandbox.Api.SendAsync(new HttpMethod(method), Fill(path, sandbox), new StringContent(Fill(body, sandbox), Encoding.UTF8, "application/json"));
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Another_sMessage_CannotBeEdited_50005()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var said = await sandbox.Server.As("member").SayAsync("general", "mine");
        var path = $"/channels/{said.ChannelId}/messages/{said.Id}";
        Assert.Equal(50005, (await sandbox.Api.PatchAsync(path, new { content = "yours" })).Code);
        Assert.Equal(200, (await sandbox.Api.PatchAsync(path, new { flags = 4 })).Status);
    }

    [Fact]
    public async Task AnEmptiedMessage_IsRefused_50006()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var path = $"/channels/{sandbox.Channel("general")}/messages";
        var created = await sandbox.Api.PostAsync(path, new { content = "x" });
        Assert.Equal(50006, (await sandbox.Api.PatchAsync($"{path}/{created.Id}", """{"content":null}""")).Code);
    }

    [Fact]
    public async Task ADirectMessageOfThePerson_CannotBeDeleted_50003()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var said = await sandbox.Server.As("member").SayAsync("@bot", "mine");
        Assert.Equal(50003, (await sandbox.Api.DeleteAsync($"/channels/{said.ChannelId}/messages/{said.Id}")).Code);
    }

    [Fact]
    public async Task AClosedDoor_IsToldAtSending_50007()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var member = sandbox.Server.As("member");
        member.User.ClosedDirectMessages = true;
        var opened = await sandbox.Api.PostAsync("/users/@me/channels", new { recipient_id = member.Id.ToString() });
        Assert.Equal(200, opened.Status);
        var answer = await sandbox.Api.PostAsync($"/channels/{opened.Id}/messages", new { content = "x" });
        Assert.Equal((403, 50007), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task WithoutHistory_NoReply_160002_AndAnEmptyList()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var said = await sandbox.Server.As("member").SayAsync("general", "old");
        var general = sandbox.Channel("general");
        var bot = sandbox.Server.World.BotId;
        Assert.Equal(204, (await sandbox.Api.PutAsync($"/channels/{general}/permissions/{bot}", new { type = 1, deny = "65536" })).Status);
        Assert.Equal(160002, (await sandbox.Api.PostAsync($"/channels/{general}/messages", new { content = "x", message_reference = new { message_id = said.Id.ToString() } })).Code);
        Assert.Equal("[]", (await sandbox.Api.GetAsync($"/channels/{general}/messages")).Text);
        Assert.Equal(50013, (await sandbox.Api.GetAsync($"/channels/{general}/messages/{said.Id}")).Code);
    }

    [Theory]
    [InlineData("smile", 400)]
    [InlineData("12345", 400)]
    [InlineData("%F0%9F%91%8D", 204)]
    [InlineData("coin:123456789012345678", 204)]
    public async Task AReactionThatIsNoEmoji_IsUnknown_10014(string emoji, int status)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var said = await sandbox.Server.As("member").SayAsync("general", "x");
        var answer = await sandbox.Api.PutAsync($"/channels/{said.ChannelId}/messages/{said.Id}/reactions/{emoji}/@me");
        Assert.Equal(status, answer.Status);
        if (status == 400)
        {
            Assert.Equal(10014, answer.Code);
        }
    }

    [Fact]
    public async Task TheTwentyFirstReaction_IsTooMany_30010()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var member = sandbox.Server.As("member");
        var said = await member.SayAsync("general", "x");
        foreach (var emoji in "😀 😁 😂 😃 😄 😅 😆 😇 😈 😉 😊 😋 😌 😍 😎 😏 😐 😑 😒 😓".Split(' '))
        {
            await member.ReactAsync(said, emoji);
        }

        Assert.Equal(30010, (await sandbox.Api.PutAsync($"/channels/{said.ChannelId}/messages/{said.Id}/reactions/%F0%9F%98%94/@me")).Code);
        await Assert.ThrowsAsync<SandboxRefusal>(() => member.ReactAsync(said, "😔"));
    }

    [Fact]
    public async Task The251stPin_IsTooMany_30003()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var member = sandbox.Server.As("member");
        for (var i = 0; i < 251; i++)
        {
            var said = await member.SayAsync("general", "x");
            var answer = await sandbox.Api.PutAsync($"/channels/{said.ChannelId}/messages/pins/{said.Id}");
            if (i == 250)
            {
                Assert.Equal(30003, answer.Code);
            }

            sandbox.Clock.Advance(TimeSpan.FromSeconds(2));
        }
    }

    [Fact]
    public async Task The101stCommand_IsTooMany_30032_AndThe201stCreateOfADay_30034()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var path = $"/applications/{sandbox.Server.World.BotId}/commands";
        Assert.Equal(30032, (await sandbox.Api.PutAsync(path, Commands("a", 101))).Code);
        sandbox.PassLimits();
        await sandbox.Api.PutAsync(path, Commands("b", 99));
        sandbox.PassLimits();
        var answer = await sandbox.Api.PutAsync(path, Commands("c", 1));
        Assert.Equal((400, 30034), (answer.Status, answer.Code));
        sandbox.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(200, (await sandbox.Api.PutAsync(path, Commands("c", 1))).Status);

        static IEnumerable<object> Commands(string prefix, int count) => Enumerable.Range(0, count).Select(i => new { name = $"{prefix}{i}", description = "d" });
    }

    [Fact]
    public async Task Roles_EndAt250_AndChannelsAt500()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        Assert.Equal(30005, await FillUpAsync($"/guilds/{sandbox.Guild}/roles", new { name = "r" }, 260));
        Assert.Equal(30013, await FillUpAsync($"/guilds/{sandbox.Guild}/channels", new { name = "c" }, 510));

        async Task<int> FillUpAsync(string path, object body, int most)
        {
            for (var i = 0; i < most; i++)
            {
                var answer = await sandbox.Api.PostAsync(path, body);
                sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
                if (answer.Status >= 400)
                {
                    return answer.Code;
                }
            }

            return 0;
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("stolen")]
    public async Task WithoutTheToken_EverythingIs401(string? token)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        sandbox.Api.Token = token;
        Assert.Equal(401, (await sandbox.Api.GetAsync("/users/@me")).Status);
        Assert.Equal(200, (await sandbox.Api.GetAsync("/gateway")).Status);
    }

    [Fact]
    public async Task AnotherContentType_IsAFormError()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var answer = await sandbox.Api.SendAsync(HttpMethod.Post, $"/channels/{sandbox.Channel("general")}/messages", new StringContent("content=x", Encoding.UTF8, "text/plain"));
        Assert.Equal((400, 50035), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task AnotherVersion_Is50041()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var http = new HttpClient();
        var answer = await http.GetAsync(new Uri(sandbox.Server.Address, "api/v6/gateway"));
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains("50041", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABodyOver25MiB_Is40005_AndAFileOver20MiB_50045()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var path = $"/channels/{sandbox.Channel("general")}/messages";
        using var large = new MultipartFormDataContent { { new ByteArrayContent(new byte[21 * 1024 * 1024]), "files[0]", "large.bin" } };
        Assert.Equal(50045, (await sandbox.Api.SendAsync(HttpMethod.Post, path, large)).Code);
        using var huge = new MultipartFormDataContent { { new ByteArrayContent(new byte[25 * 1024 * 1024]), "files[0]", "huge.bin" } };
        var answer = await sandbox.Api.SendAsync(HttpMethod.Post, path, huge);
        Assert.Equal((413, 40005), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Slowmode_IsToldToABotThatIsNotFreeOfIt_20016()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var general = sandbox.Channel("general");
        await sandbox.Api.PatchAsync($"/channels/{general}", new { rate_limit_per_user = 30 });
        const ulong Free = (1UL << 52) | (1UL << 13) | (1UL << 4);
        await sandbox.Api.PutAsync($"/channels/{general}/permissions/{sandbox.Server.World.BotId}", new { type = 1, deny = $"{Free}" });
        Assert.Equal(200, (await sandbox.Api.PostAsync($"/channels/{general}/messages", new { content = "one" })).Status);
        Assert.Equal(20016, (await sandbox.Api.PostAsync($"/channels/{general}/messages", new { content = "two" })).Code);
        sandbox.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(200, (await sandbox.Api.PostAsync($"/channels/{general}/messages", new { content = "two" })).Status);
    }

    [Fact]
    public async Task ASystemMessage_CannotBeEdited_50021()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var general = sandbox.Channel("general");
        var created = await sandbox.Api.PostAsync($"/channels/{general}/messages", new { content = "pin me" });
        await sandbox.Api.PutAsync($"/channels/{general}/messages/pins/{created.Id}");
        var notice = (await sandbox.Api.GetAsync($"/channels/{general}/messages?limit=1")).Json[0].GetProperty("id").GetString();
        Assert.Equal(50021, (await sandbox.Api.PatchAsync($"/channels/{general}/messages/{notice}", new { content = "x" })).Code);
    }

    private static string Fill(string text, TestSandbox sandbox)
    {
        var world = sandbox.Server.World;
        text = text.Replace("{guild}", sandbox.Guild.ToString(), StringComparison.Ordinal).Replace("{app}", world.BotId.ToString(), StringComparison.Ordinal);
        foreach (var person in (string[])["owner", "moderator", "member", "newcomer"])
        {
            text = text.Replace($"{{{person}}}", world.UserId(person).ToString(), StringComparison.Ordinal);
        }

        foreach (var channel in (string[])["general", "games", "old-notices", "owners-desk"])
        {
            text = text.Replace($"{{{channel}}}", world.ChannelId(channel).ToString(), StringComparison.Ordinal);
        }

        foreach (var role in (string[])["Counter Crew", "BronxBot", "Shopkeeper", "Regular"])
        {
            text = text.Replace($"{{role:{role}}}", world.RoleId(role).ToString(), StringComparison.Ordinal);
        }

        lock (world.Gate)
        {
            return text.Replace("{category}", world.Guilds.First().Channels.First(channel => channel.Name == "Aisles").Id.ToString(), StringComparison.Ordinal)
                .Replace("{dm}", world.DirectWith(world.FindUser(world.Personas[2].UserId)!).Id.ToString(), StringComparison.Ordinal);
        }
    }
}
