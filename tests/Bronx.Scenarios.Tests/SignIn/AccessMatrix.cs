using System.Net;
using Bronx.Dashboard.SignIn;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Scenarios.Tests.SignIn;

/// <summary>
/// Who may do what: every route that the dashboard maps, for every kind of visitor, in their own server, in one they have no say in, and in
/// one that does not exist. The routes are read from the running program, so a new one cannot be forgotten.
/// </summary>
public sealed class AccessMatrix(SharedBot shared) : IClassFixture<SharedBot>
{
    private static readonly string[] Visitors = ["nobody", "newcomer", "moderator", "manager", "server owner"];

    /// <summary>Rosa owns the demo server and, in the sandbox, the bot; Odell manages it; Theo moderates; Junie is new.</summary>
    private static readonly Dictionary<string, string> People = new()
    {
        ["newcomer"] = "Junie",
        ["moderator"] = "Theo",
        ["manager"] = "Odell",
        ["server owner"] = "Rosa",
    };

    [Fact]
    public async Task EveryRoute_LetsInWhomItsRuleNames_AndNobodyElse()
    {
        var routes = Guarded();
        Assert.True(routes.Count >= 14, $"Only {routes.Count} guarded routes were found.");
        List<string> wrong = [];
        var cells = 0;
        foreach (var visitor in Visitors)
        {
            using var browser = shared.NewBrowser();
            if (visitor != "nobody") await browser.SignInAsync(People[visitor]);
            var token = visitor == "nobody" ? new string('A', 43) : Browser.FormOf(await browser.ReadAsync("/me"), "/sign-out")["token"];
            foreach (var route in routes.Where(route => route.Pattern != "/sign-out"))
            {
                foreach (var server in new[] { shared.Guild.ToString(), "183245678901234567", "0", "abc", "18446744073709551616" })
                {
                    var isOwn = server == shared.Guild.ToString();
                    if (!route.Pattern.Contains("{server}", StringComparison.Ordinal) && !isOwn) continue;
                    var address = route.Pattern.Replace("{server}", server, StringComparison.Ordinal)
                        .Replace("{number:long}", "999999", StringComparison.Ordinal)
                        .Replace("{schema}", route.Pattern.StartsWith("/me", StringComparison.Ordinal) ? "privacy" : "welcome", StringComparison.Ordinal);
                    using var answer = route.IsForm ? await browser.PostAsync(address, new() { ["token"] = token }) : await browser.GetAsync(address);
                    var expected = Expected(route, visitor, isOwn);
                    var told = await ToldAsync(answer);
                    cells++;
                    if (expected != told) wrong.Add($"{(route.IsForm ? "POST" : "GET")} {address} as {visitor}: {told} ({(int)answer.StatusCode}), expected {expected}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(cells > 150, $"Only {cells} cells were tried.");
    }

    [Fact]
    public void EveryOtherRoute_OnlyReads_OrIsKnownHere()
    {
        var others = shared.Bot.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => RuleOf(endpoint) is null)
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Any(method => method is not ("GET" or "HEAD")) != false)
            .Select(endpoint => endpoint.RoutePattern.RawText);
        Assert.All(others, route => Assert.Contains(route, OpenWrites));
    }

    /// <summary>Writes that have another proof than a session: a signature.</summary>
    private static readonly string[] OpenWrites = ["/api/stats/update"];

    private static Access Expected(GuardedRoute route, string visitor, bool isOwn) => route.Rule switch
    {
        AccessRule.Anyone => Access.Served,
        _ when visitor == "nobody" => route.IsForm ? Access.Refused : Access.SentToSignIn,
        AccessRule.SignedIn => Access.Served,
        AccessRule.ServerManager => isOwn && visitor is ("manager" or "server owner") ? Access.Served : Access.NotFound,
        AccessRule.BotOwner => visitor == "server owner" ? Access.Served : Access.Refused,
        _ => throw new InvalidOperationException($"A rule without a column: {route.Rule}."),
    };

    /// <summary>Served includes an error of what was asked, such as a change that does not exist: the visitor was let in.</summary>
    private static async Task<Access> ToldAsync(HttpResponseMessage answer) => answer.StatusCode switch
    {
        HttpStatusCode.Forbidden => Access.Refused,
        HttpStatusCode.NotFound when (await answer.Content.ReadAsStringAsync()).Contains("server here that you manage", StringComparison.Ordinal) => Access.NotFound,
        HttpStatusCode.Redirect when answer.Headers.Location!.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal) => Access.SentToSignIn,
        _ => Access.Served,
    };

    private List<GuardedRoute> Guarded() =>
    [
        .. shared.Bot.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => RuleOf(endpoint) is not null)
            .Select(endpoint => new GuardedRoute(
                endpoint.RoutePattern.RawText!, endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("POST"), RuleOf(endpoint)!.Value)),
    ];

    private static AccessRule? RuleOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<GuardMetadata>()?.Rule;

    private enum Access
    {
        Served,
        SentToSignIn,
        Refused,
        NotFound,
    }

    private sealed record GuardedRoute(string Pattern, bool IsForm, AccessRule Rule);
}
