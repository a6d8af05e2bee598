using System.Globalization;
using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.Limits;

public sealed class RateLimitTests
{
    [Fact]
    public async Task MessageCreation_IsFivePerFiveSecondsAndChannel_WithTrueHeaders()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var path = $"/channels/{sandbox.Channel("general")}/messages";
        for (var left = 4; left >= 0; left--)
        {
            var answer = await sandbox.Api.PostAsync(path, new { content = "x" });
            Assert.Equal("5", answer.Header("X-RateLimit-Limit"));
            Assert.Equal(left.ToString(CultureInfo.InvariantCulture), answer.Header("X-RateLimit-Remaining"));
            Assert.Equal("5.000", answer.Header("X-RateLimit-Reset-After"));
            Assert.Equal((sandbox.Clock.GetUtcNow().ToUnixTimeSeconds() + 5).ToString(CultureInfo.InvariantCulture) + ".000", answer.Header("X-RateLimit-Reset"));
            Assert.NotNull(answer.Header("X-RateLimit-Bucket"));
            Assert.Null(answer.Header("Retry-After"));
        }

        sandbox.Clock.Advance(TimeSpan.FromSeconds(2));
        var refused = await sandbox.Api.PostAsync(path, new { content = "x" });
        Assert.Equal(429, refused.Status);
        Assert.Equal("user", refused.Header("X-RateLimit-Scope"));
        Assert.Equal("3", refused.Header("Retry-After"));
        Assert.Null(refused.Header("X-RateLimit-Global"));
        Assert.Equal(3.0, refused.Json.GetProperty("retry_after").GetDouble());
        Assert.False(refused.Json.GetProperty("global").GetBoolean());
        Assert.Equal(200, (await sandbox.Api.PostAsync($"/channels/{sandbox.Channel("games")}/messages", new { content = "x" })).Status);
        sandbox.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(200, (await sandbox.Api.PostAsync(path, new { content = "x" })).Status);
    }

    [Fact]
    public async Task Edits_CountApartFromCreation()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var path = $"/channels/{sandbox.Channel("general")}/messages";
        var created = await sandbox.Api.PostAsync(path, new { content = "0" });
        for (var i = 1; i <= 5; i++)
        {
            Assert.Equal(200, (await sandbox.Api.PatchAsync($"{path}/{created.Id}", new { content = $"{i}" })).Status);
        }

        var refused = await sandbox.Api.PatchAsync($"{path}/{created.Id}", new { content = "6" });
        Assert.Equal(429, refused.Status);
        Assert.NotEqual(created.Header("X-RateLimit-Bucket"), refused.Header("X-RateLimit-Bucket"));
        Assert.Equal(200, (await sandbox.Api.PostAsync(path, new { content = "x" })).Status);
    }

    [Theory]
    [InlineData(0, 5, 1.0)]
    [InlineData(60, 3, 0.33)]
    [InlineData(15 * 86400, 30, 4.0)]
    public async Task Deletions_HaveABucketByTheAgeOfTheMessage(int ageSeconds, int limit, double window)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var member = sandbox.Server.As("member");
        List<SentMessage> sent = [];
        for (var i = 0; i <= limit; i++)
        {
            sent.Add(await member.SayAsync("general", "x"));
        }

        sandbox.Clock.Advance(TimeSpan.FromSeconds(ageSeconds));
        for (var i = 0; i < limit; i++)
        {
            var answer = await sandbox.Api.DeleteAsync($"/channels/{sent[i].ChannelId}/messages/{sent[i].Id}");
            Assert.Equal(204, answer.Status);
            Assert.Equal(limit.ToString(CultureInfo.InvariantCulture), answer.Header("X-RateLimit-Limit"));
            Assert.Equal(window.ToString("F3", CultureInfo.InvariantCulture), answer.Header("X-RateLimit-Reset-After"));
        }

        Assert.Equal(429, (await sandbox.Api.DeleteAsync($"/channels/{sent[^1].ChannelId}/messages/{sent[^1].Id}")).Status);
    }

    [Fact]
    public async Task Reactions_ShareOneBucket_WhoseHeadersShowASecond()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var said = await sandbox.Server.As("member").SayAsync("general", "x");
        var path = $"/channels/{said.ChannelId}/messages/{said.Id}/reactions/%F0%9F%91%8D/@me";
        var added = await sandbox.Api.PutAsync(path);
        Assert.Equal((204, "1.000"), (added.Status, added.Header("X-RateLimit-Reset-After")));
        Assert.Equal(429, (await sandbox.Api.DeleteAsync(path)).Status);
        sandbox.Clock.Advance(TimeSpan.FromSeconds(0.25));
        Assert.Equal(204, (await sandbox.Api.DeleteAsync(path)).Status);
    }

    [Fact]
    public async Task RenamingAChannel_Is429OnTheThirdTime_WhileHeadersShowQuotaLeft()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var path = $"/channels/{sandbox.Channel("games")}";
        Assert.Equal(200, (await sandbox.Api.PatchAsync(path, new { topic = "one" })).Status);
        Assert.Equal(200, (await sandbox.Api.PatchAsync(path, new { name = "two" })).Status);
        var refused = await sandbox.Api.PatchAsync(path, new { name = "three" });
        Assert.Equal(429, refused.Status);
        Assert.NotEqual("0", refused.Header("X-RateLimit-Remaining"));
        Assert.Equal(600.0, refused.Json.GetProperty("retry_after").GetDouble());
        Assert.Equal(200, (await sandbox.Api.PatchAsync(path, new { nsfw = true })).Status);
    }

    [Theory]
    [InlineData("POST", "/channels/{general}/typing", 5, 5)]
    [InlineData("PUT", "/guilds/{guild}/members/{member}/roles/{role}", 10, 10)]
    [InlineData("GET", "/gateway/bot", 2, 5)]
    public async Task ARoute_HoldsItsLimit(string method, string path, int limit, int seconds)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var world = sandbox.Server.World;
        path = path.Replace("{general}", world.ChannelId("general").ToString(), StringComparison.Ordinal).Replace("{guild}", sandbox.Guild.ToString(), StringComparison.Ordinal)
            .Replace("{member}", world.UserId("member").ToString(), StringComparison.Ordinal).Replace("{role}", world.RoleId("Night Owl").ToString(), StringComparison.Ordinal);
        for (var i = 0; i < limit; i++)
        {
            Assert.True((await sandbox.Api.SendAsync(new HttpMethod(method), path, null)).Status < 300);
        }

        Assert.Equal(429, (await sandbox.Api.SendAsync(new HttpMethod(method), path, null)).Status);
        sandbox.Clock.Advance(TimeSpan.FromSeconds(seconds));
        Assert.True((await sandbox.Api.SendAsync(new HttpMethod(method), path, null)).Status < 300);
    }

    [Fact]
    public async Task TheGlobalLimit_IsFiftyASecond_AndSparesInteractions()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync("ping");
        sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        await sandbox.Server.As("member").SlashAsync("general", "ping");
        await bot.TakeAsync();
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(200, (await sandbox.Api.GetAsync($"/guilds/{sandbox.Guild}")).Status);
        }

        var refused = await sandbox.Api.GetAsync($"/guilds/{sandbox.Guild}");
        Assert.Equal((429, "global", "true"), (refused.Status, refused.Header("X-RateLimit-Scope"), refused.Header("X-RateLimit-Global")));
        Assert.True(refused.Json.GetProperty("global").GetBoolean());
        Assert.Equal(204, (await bot.AnswerAsync(new { type = 4, data = new { content = "still here" } })).Status);
        sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await sandbox.Api.GetAsync($"/guilds/{sandbox.Guild}")).Status);
    }

    [Fact]
    public async Task ARouteWithoutLimit_ShowsNoHeaders()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var answer = await sandbox.Api.GetAsync($"/guilds/{sandbox.Guild}/roles");
        Assert.Null(answer.Header("X-RateLimit-Bucket"));
        Assert.Null(answer.Header("X-RateLimit-Limit"));
    }

    [Fact]
    public async Task TooManyInvalidRequests_AreBanned_WithHtmlAndWithoutHeaders()
    {
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { InvalidRequestLimit = 5 });
        for (var i = 0; i < 4; i++)
        {
            await sandbox.Api.GetAsync($"/channels/{sandbox.Channel("owners-desk")}");
        }

        sandbox.Server.Faults.RateLimitNext(null, "shared", TimeSpan.FromSeconds(1));
        Assert.Equal(429, (await sandbox.Api.GetAsync("/users/@me")).Status);
        Assert.Equal(200, (await sandbox.Api.GetAsync("/users/@me")).Status);
        await sandbox.Api.GetAsync($"/channels/{sandbox.Channel("owners-desk")}");
        var banned = await sandbox.Api.GetAsync("/users/@me");
        Assert.Equal(429, banned.Status);
        Assert.StartsWith("<!DOCTYPE html>", banned.Text, StringComparison.Ordinal);
        Assert.Null(banned.Header("X-RateLimit-Scope"));
        sandbox.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(200, (await sandbox.Api.GetAsync("/users/@me")).Status);
    }

    [Fact]
    public async Task InvalidRequests_AreForgottenAfterTenMinutes()
    {
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { InvalidRequestLimit = 5 });
        for (var i = 0; i < 12; i++)
        {
            Assert.Equal(403, (await sandbox.Api.GetAsync($"/channels/{sandbox.Channel("owners-desk")}")).Status);
            sandbox.Clock.Advance(TimeSpan.FromMinutes(3));
        }
    }

    [Fact]
    public async Task TheDateHeader_IsTheSandboxsClock()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        Assert.Equal(sandbox.Clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture), (await sandbox.Api.GetAsync("/gateway")).Header("Date"));
    }
}
