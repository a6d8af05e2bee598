using System.Net;
using Bronx.Dashboard.SignIn;
using Bronx.Discord.Models;
using Bronx.Platform.Options;
using Bronx.Scenarios.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Scenarios.Tests.SignIn;

/// <summary>Signing in with the sandbox's own consent page, and everything that a stranger might try at the door.</summary>
public sealed class SignInScenarios(SharedBot shared) : IClassFixture<SharedBot>
{
    private OptionBook Options => shared.Bot.App.Services.GetRequiredService<OptionBook>();

    private OptionCatalogue Catalogue => shared.Bot.App.Services.GetRequiredService<OptionCatalogue>();

    private string ServerPath => $"/servers/{shared.Guild}";

    [Fact]
    public async Task AManager_SignsIn_ChangesAnOption_SeesItCount_AndTakesItBack()
    {
        using var browser = shared.NewBrowser();
        Assert.Equal("/servers", await browser.SignInAsync("owner"));
        var list = await browser.ReadAsync("/servers");
        Assert.Contains("The Corner Store", list, StringComparison.Ordinal);
        Assert.Contains("Signed in as <bdi>Rosa</bdi>", list, StringComparison.Ordinal);

        var page = $"{ServerPath}/leave";
        using var saved = await browser.SubmitAsync(page, page, new() { ["leave.message"] = "Goodbye {name}" });
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        Assert.Equal("Goodbye {name}", Chosen("leave.message"));

        var after = await browser.ReadAsync(saved.Headers.Location!.OriginalString);
        Assert.Contains("Saved", after, StringComparison.Ordinal);
        Assert.Contains("by <bdi>you</bdi>, through: dashboard", after, StringComparison.Ordinal);
        var number = saved.Headers.Location!.OriginalString.Split('=')[1];
        using var undone = await browser.SubmitAsync($"{ServerPath}/changes", $"{ServerPath}/undo/{number}", []);
        Assert.Equal(HttpStatusCode.SeeOther, undone.StatusCode);
        Assert.Equal(Default("leave.message"), Chosen("leave.message"));
        using var again = await browser.SubmitAsync($"{ServerPath}/changes", $"{ServerPath}/undo/{number}", []);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Fact]
    public async Task AnUndo_BringsNothingBackThatNoLongerSuitsTheServer()
    {
        using var browser = await shared.SignedInAsync("owner");
        var role = RoleId("High Roller");
        var page = $"{ServerPath}/autorole";
        using var chosen = await browser.SubmitAsync(page, page, new() { ["autorole.roles"] = role });
        using var emptied = await browser.SubmitAsync(page, page, new() { ["autorole.roles"] = null });
        var number = emptied.Headers.Location!.OriginalString.Split('=')[1];
        await PermitAsync(Permissions.BanMembers);
        using var refused = await browser.SubmitAsync($"{ServerPath}/changes", $"{ServerPath}/undo/{number}", []);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("can moderate or manage", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("", Chosen("autorole.roles"));
        await PermitAsync(Permissions.None);

        async Task PermitAsync(Permissions permissions)
        {
            await shared.AsBotAsync(HttpMethod.Patch, $"guilds/{shared.Guild}/roles/{role}", new { permissions = ((ulong)permissions).ToString() });
            await shared.Bot.UntilAsync(() => shared.Bot.App.Discord.Cache.Guilds.Single().TryGetRole(new RoleId(ulong.Parse(role)), out var known) && known.Permissions == permissions);
        }
    }

    [Fact]
    public async Task AWrongValue_SavesNothing_AndKeepsWhatWasTyped()
    {
        using var browser = await shared.SignedInAsync("owner");
        var page = $"{ServerPath}/welcome";
        using var refused = await browser.SubmitAsync(page, page, new() { ["welcome.message"] = "Hi {password}", ["welcome.mention"] = null });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var text = await refused.Content.ReadAsStringAsync();
        Assert.Contains("Hi {password}", text, StringComparison.Ordinal);
        Assert.Contains("There is no {password}", text, StringComparison.Ordinal);
        Assert.Equal("on", Chosen("welcome.mention"));
    }

    [Fact]
    public async Task ChannelsAndRoles_OfOtherServers_AreRefused()
    {
        using var browser = await shared.SignedInAsync("owner");
        var page = $"{ServerPath}/leave";
        using var refused = await browser.SubmitAsync(page, page, new() { ["leave.channel"] = "183245678901234567" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("There is no such channel here", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("", Chosen("leave.channel"));

        page = $"{ServerPath}/autorole";
        using var roles = await browser.SubmitAsync(page, page, new() { ["autorole.roles"] = "183245678901234567" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, roles.StatusCode);
        Assert.Contains("There is no such role here", await roles.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoManagersAtOnce_DoNotOverwriteWhatTheOtherChanged()
    {
        using var rosa = await shared.SignedInAsync("owner");
        using var odell = await shared.SignedInAsync("Odell");
        var page = $"{ServerPath}/autorole";
        var rosas = Browser.FormOf(await rosa.ReadAsync(page), page);
        var odells = Browser.FormOf(await odell.ReadAsync(page), page);
        rosas["autorole.bots"] = "on";
        odells["autorole.roles"] = RoleId("Night Owl");
        using var first = await rosa.PostAsync(page, rosas);
        using var second = await odell.PostAsync(page, odells);
        Assert.Equal(HttpStatusCode.SeeOther, second.StatusCode);
        Assert.Equal("on", Chosen("autorole.bots"));
        Assert.Equal(RoleId("Night Owl"), Chosen("autorole.roles"));
    }

    [Fact]
    public async Task CookiesAreOutOfReach_OfScriptsAndOtherSites()
    {
        using var browser = shared.NewBrowser();
        var back = await browser.ConsentAsync("owner");
        using var answer = await browser.GetAsync(back.AbsoluteUri);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), text => text.StartsWith("bronx-session=", StringComparison.Ordinal) && !text.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task NobodyFrames_APageOfSettings()
    {
        using var browser = await shared.SignedInAsync("owner");
        using var answer = await browser.GetAsync($"{ServerPath}/welcome");
        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
    }

    [Fact]
    public async Task WhoeverCancels_IsNotSignedIn()
    {
        using var browser = shared.NewBrowser();
        using var answer = await browser.GetAsync((await browser.ConsentAsync("owner", decision: "cancel")).AbsoluteUri);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("You did not sign in", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null(browser.Session);
    }

    [Fact]
    public async Task AnAnswer_CountsOnlyInTheBrowserThatAsked()
    {
        using var attacker = shared.NewBrowser();
        using var victim = shared.NewBrowser();
        var attackers = await attacker.ConsentAsync("Mika");
        using var planted = await victim.GetAsync(attackers.AbsoluteUri);
        Assert.Equal(HttpStatusCode.BadRequest, planted.StatusCode);
        Assert.Null(victim.Session);

        await victim.ConsentAsync("owner");
        using var mixed = await victim.GetAsync(attackers.AbsoluteUri);
        Assert.Equal(HttpStatusCode.BadRequest, mixed.StatusCode);
        Assert.Null(victim.Session);
    }

    [Fact]
    public async Task AnAnswer_CountsOnce()
    {
        using var browser = shared.NewBrowser();
        var back = await browser.ConsentAsync("owner");
        var attempt = browser.Cookies.GetCookies(browser.Dashboard)["bronx-attempt"]!.Value;
        using var first = await browser.GetAsync(back.AbsoluteUri);
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        using var replayer = shared.NewBrowser();
        replayer.Cookies.SetCookies(replayer.Dashboard, $"bronx-attempt={attempt}; path=/");
        using var second = await replayer.GetAsync(back.AbsoluteUri);
        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        Assert.Null(replayer.Session);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task NoAddressElsewhere_IsGoneToAfterSigningIn(string wanted)
    {
        using var browser = shared.NewBrowser();
        Assert.Equal("/servers", await browser.SignInAsync("owner", "/sign-in?return=" + Uri.EscapeDataString(wanted)));
    }

    [Fact]
    public async Task WhoeverWasSentToSignIn_ComesBackToWhereTheyWere()
    {
        using var browser = shared.NewBrowser();
        using var sent = await browser.GetAsync($"{ServerPath}/welcome?saved=1");
        Assert.Equal($"{ServerPath}/welcome?saved=1", await browser.SignInAsync("owner", sent.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task AForgedSession_IsNone()
    {
        using var real = await shared.SignedInAsync("owner");
        using var browser = shared.NewBrowser();
        foreach (var forged in new[] { shared.Bot.Sandbox.As("owner").Id.ToString(), new string('A', 43), real.Session![..^1] + (real.Session![^1] == 'A' ? 'E' : 'A'), "' OR 1=1 --" })
        {
            browser.Session = forged;
            using var answer = await browser.GetAsync("/servers");
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.StartsWith("/sign-in", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task SigningOut_IsAForm_EndsTheSession_AndRevokesTheToken()
    {
        using var browser = await shared.SignedInAsync("Odell");
        var stolen = browser.Session!;
        Assert.True(SessionSecret.TryRead(stolen, out var secret));
        var session = await shared.Bot.App.Services.GetRequiredService<SessionStore>().FindAsync(secret, CancellationToken.None);
        Assert.Equal(HttpStatusCode.OK, await WhoAsync(session!.AccessToken));
        using var byLink = await browser.GetAsync("/sign-out");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, byLink.StatusCode);
        Assert.Contains("Odell", await browser.ReadAsync("/servers"), StringComparison.Ordinal);

        using var answer = await browser.SubmitAsync("/servers", "/sign-out", []);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await WhoAsync(session.AccessToken));
        using var replay = shared.NewBrowser();
        replay.Session = stolen;
        using var replayed = await replay.GetAsync("/servers");
        Assert.Equal(HttpStatusCode.Redirect, replayed.StatusCode);
    }

    [Fact]
    public async Task ASession_EndsWithItsToken()
    {
        // Its own bot: a week passes here.
        await using var later = await RunningBot.StartAsync();
        using var browser = new Browser(later);
        await browser.SignInAsync("owner");
        later.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        using var answer = await browser.GetAsync("/servers");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task AFormFromElsewhere_ChangesNothing()
    {
        using var browser = await shared.SignedInAsync("owner");
        using var other = await shared.SignedInAsync("owner");
        var page = $"{ServerPath}/features";
        var form = Browser.FormOf(await browser.ReadAsync(page), page);
        var others = Browser.FormOf(await other.ReadAsync(page), page)["token"];
        var key = form.Keys.First(name => name.StartsWith("was.", StringComparison.Ordinal))[4..];
        var before = Chosen(key);
        form.Remove(key);
        if (before != "on") form[key] = "on";
        foreach (var (token, site) in new[] { ((string?)null, "same-origin"), ("", "same-origin"), (others, "same-origin"), (form["token"], "cross-site"), (form["token"], "same-site") })
        {
            var sent = new Dictionary<string, string>(form, StringComparer.Ordinal);
            if (token is null) sent.Remove("token");
            else sent["token"] = token;
            using var answer = await browser.PostAsync(page, sent, site);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Equal(before, Chosen(key));
        }

        using var plain = new HttpRequestMessage(HttpMethod.Post, new Uri(browser.Dashboard, page)) { Content = new StringContent("{}", null, "application/json") };
        using var json = await browser.SendAsync(plain);
        Assert.Equal(HttpStatusCode.Forbidden, json.StatusCode);
        using var own = await browser.PostAsync(page, form);
        Assert.Equal(HttpStatusCode.SeeOther, own.StatusCode);
        Assert.NotEqual(before, Chosen(key));
    }

    [Fact]
    public async Task AnotherHostName_IsNotAnswered()
    {
        using var browser = await shared.SignedInAsync("owner");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(browser.Dashboard, "/servers"));
        request.Headers.Host = "evil.example";
        using var answer = await browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var signIn = new HttpRequestMessage(HttpMethod.Get, new Uri(browser.Dashboard, "/sign-in"));
        signIn.Headers.Host = "evil.example";
        using var refused = await browser.SendAsync(signIn);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task ALostPermission_CountsAtTheNextWrite()
    {
        var mika = shared.Bot.Sandbox.As("Mika").Id;
        var role = RoleId("Night Owl");
        await shared.AsBotAsync(HttpMethod.Patch, $"guilds/{shared.Guild}/roles/{role}", new { permissions = ((ulong)Permissions.ManageGuild).ToString() });
        await shared.AsBotAsync(HttpMethod.Put, $"guilds/{shared.Guild}/members/{mika}/roles/{role}");
        await shared.Bot.UntilAsync(() => shared.Bot.App.Discord.Cache.Guilds.Single().TryGetRole(new RoleId(ulong.Parse(role)), out var known) && known.Permissions == Permissions.ManageGuild);
        using var browser = await shared.SignedInAsync("Mika");
        var page = $"{ServerPath}/leave";
        var form = Browser.FormOf(await browser.ReadAsync(page), page);
        form["leave.message"] = "taken over";

        await shared.AsBotAsync(HttpMethod.Delete, $"guilds/{shared.Guild}/members/{mika}/roles/{role}");
        using var refused = await browser.PostAsync(page, form);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.NotEqual("taken over", Chosen("leave.message"));
        await shared.AsBotAsync(HttpMethod.Patch, $"guilds/{shared.Guild}/roles/{role}", new { permissions = "0" });
    }

    [Fact]
    public async Task AServersName_IsTextAndNothingElse()
    {
        const string hostile = "<img src=x onerror=alert(1)>\"'";
        await shared.AsBotAsync(HttpMethod.Patch, $"guilds/{shared.Guild}", new { name = hostile });
        await shared.Bot.UntilAsync(() => shared.Bot.App.Discord.Cache.Guilds.Single().Name == hostile);
        using var browser = await shared.SignedInAsync("Odell");
        foreach (var page in new[] { "/servers", ServerPath, $"{ServerPath}/welcome", $"{ServerPath}/changes" })
        {
            var html = await browser.ReadAsync(page);
            Assert.DoesNotContain("<img src=x", html, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("&lt;img src=x", html, StringComparison.OrdinalIgnoreCase);
        }

        await shared.AsBotAsync(HttpMethod.Patch, $"guilds/{shared.Guild}", new { name = "The Corner Store" });
        await shared.Bot.UntilAsync(() => shared.Bot.App.Discord.Cache.Guilds.Single().Name == "The Corner Store");
    }

    /// <summary>What Discord says to whoever comes with a token.</summary>
    private async Task<HttpStatusCode> WhoAsync(string token)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{shared.Bot.Sandbox.ApiBaseAddress}/users/@me");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        using var answer = await shared.Bot.DuringAsync(http.SendAsync(request));
        return answer.StatusCode;
    }

    private string Chosen(string key) =>
        Catalogue.TryFind(key, OptionScope.Server, out _, out var option) ? Options.Of(shared.Guild).TextOf(option) : throw new ArgumentException(key);

    private string Default(string key) => Catalogue.TryFind(key, OptionScope.Server, out _, out var option) ? option.DefaultText : throw new ArgumentException(key);

    private string RoleId(string name) => shared.Bot.App.Discord.Cache.Guilds.Single().Roles.Single(role => role.Name == name).Id.ToString();
}
