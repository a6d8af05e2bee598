using System.Buffers;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Bronx.Discord.Models;
using Bronx.Scenarios.Tests.Infrastructure;

namespace Bronx.Scenarios.Tests.SignIn;

/// <summary>People, servers and roles whose names try to be more than a name, on every page of somebody who signed in.</summary>
public sealed partial class HostileNameScenarios(SharedBot shared) : IClassFixture<SharedBot>
{
    private static readonly SearchValues<char> TurnsLines = SearchValues.Create("\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u200E\u200F");

    private string ServerPath => $"/servers/{shared.Guild}";

    [Theory]
    [InlineData("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>")]
    [InlineData("a1\" autofocus onfocus=\"b()", "a1\" autofocus onfocus=\"b()")]
    [InlineData("b2' style='position:fixed", "b2' style='position:fixed")]
    [InlineData("</title><script>c3()</script>", "</title><script>c3()</script>")]
    [InlineData("&lt;script&gt;d4", "&lt;script&gt;d4")]
    [InlineData("\u202Eotnet\u202C e5 \u2067x", "otnet e5 x")]
    [InlineData("שלום f6", "שלום f6")]
    [InlineData("g7\u0337\u0321\u0302\u0301\u0300\u0489\u0336\u0315", "g7\u0337\u0321")]
    [InlineData("WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWh8", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWh8")]
    [InlineData("{{user}} ${i9} %s", "{{user}} ${i9} %s")]
    public async Task APersonsName_IsTextAndNothingElse(string name, string shown)
    {
        var person = shared.Bot.Sandbox.NewPerson(name);
        await person.JoinAsync();
        var role = await ManagingRoleAsync();
        await shared.AsBotAsync(HttpMethod.Put, $"guilds/{shared.Guild}/members/{person.Id}/roles/{role}");
        using var browser = await shared.SignedInAsync(person.Id.ToString());
        foreach (var page in new[] { "/servers", ServerPath, "/me" })
        {
            Assert.Contains($"Signed in as <bdi>{Encoded(shown)}</bdi>", await ReadAsync(browser, page), StringComparison.Ordinal);
        }

        Assert.Contains($"data-user=\"{Encoded(shown)}\"", await ReadAsync(browser, $"{ServerPath}/welcome"), StringComparison.Ordinal);

        // The same name, as another manager reads who changed something.
        var form = $"{ServerPath}/autorole";
        var before = Browser.FormOf(await browser.ReadAsync(form), form).ContainsKey("autorole.bots");
        using var saved = await browser.SubmitAsync(form, form, new() { ["autorole.bots"] = before ? null : "on" });
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        using var owner = await shared.SignedInAsync("owner");
        Assert.Contains($"by <bdi>{Encoded(shown)}</bdi>", await ReadAsync(owner, $"{ServerPath}/changes"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("</title><script>alert(1)</script>", "</title><script>alert(1)</script>")]
    [InlineData("a\" onmouseover=\"x", "a\" onmouseover=\"x")]
    [InlineData("\u202Erotcod \u2067live", "rotcod live")]
    [InlineData("S\u0337\u0321\u0302\u0301\u0300hop", "S\u0337\u0321hop")]
    [InlineData("\u200B\u200E\u202E", "(no readable name)")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890", "12345678901234567890123456789012345678901234567890123456789012345678901234567890…")]
    public async Task AServersName_IsTextInPagesAndTitles(string name, string shown)
    {
        await shared.AsBotAsync(HttpMethod.Patch, $"guilds/{shared.Guild}", new { name });
        await shared.Bot.UntilAsync(() => shared.Bot.App.Discord.Cache.Guilds.Single().Name == name);
        using var browser = await shared.SignedInAsync("owner");
        Assert.Contains($"<bdi>{Encoded(shown)}</bdi></a>", await ReadAsync(browser, "/servers"), StringComparison.Ordinal);
        foreach (var page in new[] { ServerPath, $"{ServerPath}/welcome", $"{ServerPath}/changes" })
        {
            var html = await ReadAsync(browser, page);
            Assert.Contains(Encoded(shown), Title().Match(html).Groups["title"].Value, StringComparison.Ordinal);
            Assert.Contains($"<bdi>{Encoded(shown)}</bdi>", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ARolesName_IsTextAmongTheChoices()
    {
        var role = shared.Bot.Sandbox.World.RoleId("Regular");
        await shared.AsBotAsync(HttpMethod.Patch, $"guilds/{shared.Guild}/roles/{role}", new { name = "</label><b>\u202Ehigh" });
        await shared.Bot.UntilAsync(() => shared.Bot.App.Discord.Cache.Guilds.Single().Roles.Any(one => one.Name.StartsWith("</label>", StringComparison.Ordinal)));
        using var browser = await shared.SignedInAsync("owner");
        Assert.Contains(Encoded("@</label><b>high"), await ReadAsync(browser, $"{ServerPath}/autorole"), StringComparison.Ordinal);
    }

    /// <summary>A page that names are on: its policy still holds, and nothing on it turns lines around.</summary>
    private static async Task<string> ReadAsync(Browser browser, string page)
    {
        using var answer = await browser.GetAsync(page);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Equal(-1, html.AsSpan().IndexOfAny(TurnsLines));
        Assert.DoesNotMatch(Inline(), Quoted().Replace(html, ""));
        Assert.Single(Title().Matches(html));
        return html;
    }

    private async Task<Bronx.Sandbox.Snowflake> ManagingRoleAsync()
    {
        var role = shared.Bot.Sandbox.World.RoleId("Night Owl");
        await shared.AsBotAsync(HttpMethod.Patch, $"guilds/{shared.Guild}/roles/{role}", new { permissions = ((ulong)Permissions.ManageGuild).ToString() });
        await shared.Bot.UntilAsync(() => shared.Bot.App.Discord.Cache.Guilds.Single().Roles.Any(one => one.Name == "Night Owl" && one.Permissions == Permissions.ManageGuild));
        return role;
    }

    private static string Encoded(string text) => HtmlEncoder.Create(UnicodeRanges.All).Encode(text);

    [GeneratedRegex("<script>|<[^>]* (on[a-z]+|style)\\b|<img src=x|<b>", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Inline();

    [GeneratedRegex("=\"[^\"]*\"", RegexOptions.None, 5_000)]
    private static partial Regex Quoted();

    [GeneratedRegex("<title>(?<title>.*?)</title>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Title();
}
