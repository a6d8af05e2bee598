using System.Security.Cryptography;
using System.Text;
using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.SignIn;

public sealed class TokenTests
{
    private const string Verifier = "a-verifier-of-at-least-forty-three-characters-0123456789";

    [Fact]
    public async Task ACode_BecomesTokensOnce_AndASecondUseTakesThemBack()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var visitor = new Visitor(sandbox);
        var code = await visitor.CodeAsync("owner");
        var (status, tokens) = await visitor.ExchangeAsync(code);
        Assert.Equal((200, "Bearer", 604_800, "identify guilds"), (status, tokens.GetProperty("token_type").GetString(), tokens.GetProperty("expires_in").GetInt32(), tokens.GetProperty("scope").GetString()));
        var access = tokens.GetProperty("access_token").GetString()!;
        Assert.Equal(200, (await visitor.AskAsync("/users/@me", access)).Status);

        var again = await visitor.ExchangeAsync(code);
        Assert.Equal((400, "invalid_grant"), (again.Status, again.Body.GetProperty("error").GetString()));
        Assert.Equal(401, (await visitor.AskAsync("/users/@me", access)).Status);
    }

    [Fact]
    public async Task ACode_IsBoundToItsAddress_AndLivesFiveMinutes()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var visitor = new Visitor(sandbox);
        Assert.Equal(400, (await visitor.ExchangeAsync(await visitor.CodeAsync("owner"), redirect: Visitor.Callback + "/")).Status);
        var old = await visitor.CodeAsync("owner");
        sandbox.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(400, (await visitor.ExchangeAsync(old)).Status);
        Assert.Equal(400, (await visitor.ExchangeAsync("guessed")).Status);
        Assert.Equal(400, (await visitor.ExchangeAsync("")).Status);
    }

    [Fact]
    public async Task Pkce_IsVerified_AndCannotBeTakenOff()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var visitor = new Visitor(sandbox);
        var request = visitor.Request();
        request["code_challenge"] = Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        request["code_challenge_method"] = "S256";
        Assert.Equal(400, (await visitor.ExchangeAsync(await visitor.CodeAsync("owner", request))).Status);
        Assert.Equal(400, (await visitor.ExchangeAsync(await visitor.CodeAsync("owner", request), Verifier + "x")).Status);
        Assert.Equal(400, (await visitor.ExchangeAsync(await visitor.CodeAsync("owner", request), "short")).Status);
        Assert.Equal(400, (await visitor.ExchangeAsync(await visitor.CodeAsync("owner"), Verifier)).Status);
        Assert.Equal(200, (await visitor.ExchangeAsync(await visitor.CodeAsync("owner", request), Verifier)).Status);
    }

    [Fact]
    public async Task TheClient_ShowsItsSecret_InTheFormOrByBasic()
    {
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { ClientSecret = "other" });
        using var visitor = new Visitor(sandbox);
        var form = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = "none" };
        foreach (var basic in (bool[])[false, true])
        {
            var wrong = await visitor.TokenAsync(form, basic);
            Assert.Equal((401, "invalid_client"), (wrong.Status, wrong.Body.GetProperty("error").GetString()));
            var right = await visitor.TokenAsync(form, basic, "other");
            Assert.Equal((400, "invalid_grant"), (right.Status, right.Body.GetProperty("error").GetString()));
        }

        var both = new Dictionary<string, string>(form) { ["client_id"] = visitor.ClientId, ["client_secret"] = "other" };
        Assert.Equal(401, (await visitor.TokenAsync(both, basic: true, "other")).Status);
    }

    [Theory]
    [InlineData("grant_type=password", "unsupported_grant_type")]
    [InlineData("grant=refresh_token", "invalid_request")]
    [InlineData("grant_type=refresh_token&grant_type=refresh_token", "invalid_request")]
    public async Task WrongRequests_GetOAuthErrors(string body, string error)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var visitor = new Visitor(sandbox);
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/oauth2/token")
        {
            Content = new StringContent($"{body}&client_id={visitor.ClientId}&client_secret=sandbox-secret", Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        var answer = await visitor.SendAsync(request);
        Assert.Equal((400, error), (answer.Status, answer.Body.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task JsonAndOversizedBodies_AndOtherMethods_AreRefused()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var visitor = new Visitor(sandbox);
        using var json = new HttpRequestMessage(HttpMethod.Post, "api/oauth2/token") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        Assert.Equal(400, (await visitor.SendAsync(json)).Status);
        using var large = new HttpRequestMessage(HttpMethod.Post, "api/oauth2/token") { Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["code"] = new('x', 40_000) }) };
        Assert.Equal(400, (await visitor.SendAsync(large)).Status);
        using var get = new HttpRequestMessage(HttpMethod.Get, "api/oauth2/token");
        Assert.Equal(405, (await visitor.SendAsync(get)).Status);
    }

    [Fact]
    public async Task ARefreshToken_IsUsedUp_AndRevokeEndsEverything()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var visitor = new Visitor(sandbox);
        var (_, first) = await visitor.ExchangeAsync(await visitor.CodeAsync("owner"));
        var refresh = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = first.GetProperty("refresh_token").GetString()! };
        var (status, second) = await visitor.TokenAsync(refresh, path: "api/v10/oauth2/token");
        Assert.Equal(200, status);
        Assert.Equal(400, (await visitor.TokenAsync(refresh)).Status);
        Assert.Equal(401, (await visitor.AskAsync("/users/@me", first.GetProperty("access_token").GetString()!)).Status);

        var access = second.GetProperty("access_token").GetString()!;
        Assert.Equal(200, (await visitor.AskAsync("/users/@me", access)).Status);
        var revoke = new Dictionary<string, string> { ["token"] = second.GetProperty("refresh_token").GetString()!, ["token_type_hint"] = "refresh_token" };
        Assert.Equal(200, (await visitor.TokenAsync(revoke, path: "api/oauth2/token/revoke")).Status);
        Assert.Equal(200, (await visitor.TokenAsync(revoke, path: "api/oauth2/token/revoke")).Status);
        Assert.Equal(401, (await visitor.AskAsync("/users/@me", access)).Status);
    }

    [Fact]
    public async Task AnAccessToken_LivesAWeek()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var visitor = new Visitor(sandbox);
        var access = await visitor.SignInAsync("owner");
        sandbox.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await visitor.AskAsync("/users/@me", access)).Status);
        sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(401, (await visitor.AskAsync("/users/@me", access)).Status);
    }

    [Fact]
    public async Task APerson_ShowsWhatItAllowed_AndNothingElse()
    {
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { Guilds = 3 });
        using var visitor = new Visitor(sandbox);
        var owner = await visitor.SignInAsync("owner");
        var me = (await visitor.AskAsync("/users/@me", owner)).Body;
        Assert.Equal((sandbox.Server.World.UserId("owner").ToString(), "Rosa"), (me.GetProperty("id").GetString(), me.GetProperty("global_name").GetString()));
        Assert.False(me.TryGetProperty("email", out _));
        var guilds = (await visitor.AskAsync("/users/@me/guilds?with_counts=true", owner)).Body;
        Assert.Equal(3, guilds.GetArrayLength());
        Assert.All(guilds.EnumerateArray(), guild => Assert.True(guild.GetProperty("owner").GetBoolean()));
        Assert.Equal(1, (await visitor.AskAsync("/users/@me/guilds?limit=1", owner)).Body.GetArrayLength());

        var member = await visitor.SignInAsync("member", "identify guilds guilds.members.read");
        var one = Assert.Single((await visitor.AskAsync("/users/@me/guilds", member)).Body.EnumerateArray());
        Assert.False(one.GetProperty("owner").GetBoolean());
        Assert.Equal(0UL, ulong.Parse(one.GetProperty("permissions").GetString()!, null) & (1UL << 5));
        var self = (await visitor.AskAsync($"/users/@me/guilds/{sandbox.Guild}/member", member)).Body;
        Assert.Equal(sandbox.Server.World.UserId("member").ToString(), self.GetProperty("user").GetProperty("id").GetString());
        Assert.Equal(404, (await visitor.AskAsync($"/users/@me/guilds/{sandbox.Server.World.GuildIds[1]}/member", member)).Status);
        Assert.Equal("guilds.members.read", (await visitor.AskAsync("/oauth2/@me", member)).Body.GetProperty("scopes")[2].GetString());
    }

    [Fact]
    public async Task AnAccessToken_IsNoBotToken_AndTheOtherWayRound()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var visitor = new Visitor(sandbox);
        var identify = await visitor.SignInAsync("owner", "identify");
        var refused = await visitor.AskAsync("/users/@me/guilds", identify);
        Assert.Equal((403, 50026), (refused.Status, refused.Body.GetProperty("code").GetInt32()));
        Assert.Equal(401, (await visitor.AskAsync($"/guilds/{sandbox.Guild}", identify)).Status);
        Assert.Equal(401, (await visitor.AskAsync("/users/@me", "sandbox")).Status);
        Assert.Equal(401, (await visitor.AskAsync("/users/@me", "")).Status);
        var bot = await sandbox.Api.GetAsync($"/users/@me/guilds/{sandbox.Guild}/member");
        Assert.Equal((403, 20001), (bot.Status, bot.Code));
    }

    [Fact]
    public async Task LimitsOfPeople_AreTheirOwn()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var visitor = new Visitor(sandbox);
        var owner = await visitor.SignInAsync("owner");
        for (var asked = 0; asked < 30; asked++)
        {
            Assert.Equal(200, (await visitor.AskAsync("/users/@me", owner)).Status);
        }

        Assert.Equal(429, (await visitor.AskAsync("/users/@me", owner)).Status);
        Assert.Equal(200, (await visitor.AskAsync("/users/@me", await visitor.SignInAsync("member"))).Status);
        Assert.Equal(200, (await sandbox.Api.GetAsync("/users/@me")).Status);
    }
}
