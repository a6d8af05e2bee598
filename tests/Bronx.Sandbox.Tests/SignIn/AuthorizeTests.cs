using System.Net;
using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.SignIn;

public sealed class AuthorizeTests
{
    [Fact]
    public async Task ThePage_NamesWhatIsAsked_AndLetsOneChooseWhomToBe()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var visitor = new Visitor(sandbox);
        using var opened = await visitor.OpenAsync(visitor.Request());
        var page = await opened.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        Assert.Contains("data-scope=\"identify\"", page, StringComparison.Ordinal);
        Assert.Contains("data-scope=\"guilds\"", page, StringComparison.Ordinal);
        Assert.Contains("Rosa", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{sandbox.Server.World.UserId("newcomer")}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"value=\"{sandbox.Server.World.BotId}\"> <span>", page, StringComparison.Ordinal);
        Assert.Contains("form-action 'self' http://localhost:5000", opened.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("DENY", opened.Headers.GetValues("X-Frame-Options").Single());
    }

    [Fact]
    public async Task Approve_SendsACodeBack_AndTheStateAsItCame()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var visitor = new Visitor(sandbox);
        using var opened = await visitor.OpenAsync(visitor.Request());
        using var decided = await visitor.DecideAsync(await opened.Content.ReadAsStringAsync(), sandbox.Server.World.UserId("owner"), "approve");
        Assert.StartsWith(Visitor.Callback + "?code=", decided.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("s t&a=te", Visitor.Query(decided)["state"]);
    }

    [Fact]
    public async Task Cancel_IsAccessDenied()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var visitor = new Visitor(sandbox);
        using var opened = await visitor.OpenAsync(visitor.Request());
        using var decided = await visitor.DecideAsync(await opened.Content.ReadAsStringAsync(), sandbox.Server.World.UserId("owner"), "cancel");
        Assert.Equal(("access_denied", "s t&a=te"), (Visitor.Query(decided)["error"], Visitor.Query(decided)["state"]));
    }

    [Theory]
    [InlineData("client_id", "1")]
    [InlineData("client_id", "")]
    [InlineData("redirect_uri", "https://elsewhere.example/callback")]
    [InlineData("redirect_uri", "http://localhost.elsewhere.example/callback")]
    [InlineData("redirect_uri", "http://localhost@elsewhere.example/callback")]
    [InlineData("redirect_uri", "http://localhost:5000/callback#part")]
    [InlineData("redirect_uri", "javascript:alert(1)")]
    [InlineData("redirect_uri", "//elsewhere.example")]
    [InlineData("redirect_uri", "")]
    public async Task AWrongClientOrAddress_IsNeverRedirected(string name, string value)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var visitor = new Visitor(sandbox);
        var request = visitor.Request();
        request[name] = value;
        using var refused = await visitor.OpenAsync(request);
        Assert.Equal((HttpStatusCode.BadRequest, null), (refused.StatusCode, refused.Headers.Location));
    }

    [Theory]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("scope", "", "invalid_scope")]
    [InlineData("scope", "identify everything", "invalid_scope")]
    [InlineData("code_challenge_method", "S256", "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    public async Task WhatElseIsWrong_GoesBackToTheApplication(string name, string value, string error)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var visitor = new Visitor(sandbox);
        var request = visitor.Request();
        request[name] = value;
        using var refused = await visitor.OpenAsync(request);
        Assert.Equal(HttpStatusCode.Found, refused.StatusCode);
        Assert.Equal((error, "s t&a=te"), (Visitor.Query(refused)["error"], Visitor.Query(refused)["state"]));
    }

    [Fact]
    public async Task RegisteredAddresses_AreComparedLetterByLetter()
    {
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { RedirectUris = ["https://stats.example.org/auth"] });
        using var visitor = new Visitor(sandbox);
        var request = visitor.Request();
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.OpenAsync(request)).StatusCode);
        request["redirect_uri"] = "https://stats.example.org/auth/";
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.OpenAsync(request)).StatusCode);
        request["redirect_uri"] = "https://stats.example.org/auth";
        Assert.Equal(HttpStatusCode.OK, (await visitor.OpenAsync(request)).StatusCode);
    }

    [Fact]
    public async Task HostileInput_IsShownAsText_AndRefusedTwice()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var visitor = new Visitor(sandbox);
        var request = visitor.Request();
        request["state"] = "\"><script>alert(1)</script>";
        request["redirect_uri"] = Visitor.Callback + "?x=%22%3E%3Cscript%3E";
        using var opened = await visitor.OpenAsync(request);
        var page = await opened.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        using var decided = await visitor.DecideAsync(page, sandbox.Server.World.UserId("owner"), "approve");
        Assert.Equal(request["state"], Visitor.Query(decided)["state"]);

        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.OpenAsync("?client_id=1&client_id=2")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.OpenAsync("")).StatusCode);
        request["state"] = new string('x', 5_000);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.OpenAsync(request)).StatusCode);
    }

    [Fact]
    public async Task ADecision_FromAnotherWebsite_OrForNobody_IsRefused()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var visitor = new Visitor(sandbox);
        using var opened = await visitor.OpenAsync(visitor.Request());
        var page = await opened.Content.ReadAsStringAsync();
        var owner = sandbox.Server.World.UserId("owner");
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.DecideAsync(page, owner, "approve", "https://elsewhere.example")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.DecideAsync(page, owner, "approve", "null")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.DecideAsync(page, sandbox.Server.World.BotId, "approve")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.DecideAsync(page, new Snowflake(5), "approve")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.DecideAsync(page, owner, "maybe")).StatusCode);
        var tampered = page.Replace("localhost:5000", "elsewhere.example", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.DecideAsync(tampered, owner, "approve")).StatusCode);
    }
}
