using System.Globalization;
using Bronx.Dashboard.Edge;
using Bronx.Discord;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Platform.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Dashboard.SignIn;

/// <summary>
/// The only way to map what is not for everybody. Before the handler runs: the session is looked up, a POST has proven that it comes
/// from a form of this session, and the rule of the route holds, read anew from Discord for a POST.
/// </summary>
internal static class GuardedRoutes
{
    /// <summary>The field of every form.</summary>
    public const string TokenField = "token";

    /// <summary>The part of an address that names a server.</summary>
    public const string ServerPart = "server";

    public static void MapGuardedRead(this IEndpointRouteBuilder routes, string pattern, AccessRule rule, Func<HttpContext, Visitor, Task> handler) =>
        routes.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], http => GuardAsync(http, rule, handler)).WithMetadata(new GuardMetadata(rule));

    public static void MapGuardedForm(this IEndpointRouteBuilder routes, string pattern, AccessRule rule, Func<HttpContext, Visitor, Task> handler) =>
        routes.MapMethods(pattern, [HttpMethods.Post], http => GuardAsync(http, rule, handler)).WithMetadata(new GuardMetadata(rule));

    private static async Task GuardAsync(HttpContext http, AccessRule rule, Func<HttpContext, Visitor, Task> handler)
    {
        // Pages for one person are nobody else's, and not the cache's.
        http.Response.Headers.CacheControl = "no-store";

        // A page that shows a secret beside what somebody typed must not be compressed: its length would tell (BREACH).
        if (http.Features.Get<IHttpsCompressionFeature>() is { } compression) compression.Mode = HttpsCompressionMode.DoNotCompress;
        var services = http.RequestServices;
        var session = services.GetRequiredService<SignInCookies>().Session(http.Request) is { } secret
            ? await services.GetRequiredService<SessionStore>().FindAsync(secret, http.RequestAborted)
            : null;
        var isForm = HttpMethods.IsPost(http.Request.Method);
        if (isForm && !await IsOwnFormAsync(http, session))
        {
            await ErrorPage.TellAsync(http, StatusCodes.Status403Forbidden, session is null ? GuardTexts.SignedOut : GuardTexts.ForeignForm);
            return;
        }

        if (rule == AccessRule.Anyone)
        {
            await handler(http, new Visitor(session, IsOwner: false, null, null));
            return;
        }

        if (session is null)
        {
            http.Response.Redirect("/sign-in?return=" + Uri.EscapeDataString(http.Request.Path + http.Request.QueryString));
            return;
        }

        var isOwner = services.GetRequiredService<CommandOptions>().IsOwner(session.Person);
        switch (rule)
        {
            case AccessRule.ServerManager:
                await ManagerAsync(http, session, isOwner, isForm, handler);
                return;
            case AccessRule.BotOwner when !isOwner:
                await ErrorPage.TellAsync(http, StatusCodes.Status403Forbidden, GuardTexts.NotOwner);
                return;
            default:
                await handler(http, new Visitor(session, isOwner, null, null));
                return;
        }
    }

    private static async Task ManagerAsync(HttpContext http, Session session, bool isOwner, bool isForm, Func<HttpContext, Visitor, Task> handler)
    {
        var found = default((Platform.Guilds.GuildSummary Server, Member Member)?);
        if (ulong.TryParse((string?)http.GetRouteValue(ServerPart), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id != 0)
        {
            try
            {
                found = await http.RequestServices.GetRequiredService<ServerAccess>().FindAsync(new GuildId(id), session.Person, fresh: isForm, http.RequestAborted);
            }
            catch (Exception fault) when (fault is HttpRequestException or DiscordApiException or RequestRefusedException or TimeoutException)
            {
                await ErrorPage.TellAsync(http, StatusCodes.Status503ServiceUnavailable, GuardTexts.DiscordSilent);
                return;
            }
        }

        if (found is not { } managed)
        {
            // The same for a server that is not theirs, one without the bot, and one that does not exist: nobody learns which.
            await ErrorPage.TellAsync(http, StatusCodes.Status404NotFound, GuardTexts.NotManaged);
            return;
        }

        await handler(http, new Visitor(session, isOwner, managed.Server, managed.Member));
    }

    /// <summary>Whether a form was sent by a page of this session, and not by another site.</summary>
    private static async Task<bool> IsOwnFormAsync(HttpContext http, Session? session)
    {
        var site = http.Request.Headers["Sec-Fetch-Site"].ToString();
        if (session is null || site is not ("" or "same-origin") || !http.Request.HasFormContentType)
        {
            return false;
        }

        try
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            return form[TokenField] is [var token] && session.Accepts(token);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}

/// <summary>The rule of a route, where a test finds it.</summary>
internal sealed record GuardMetadata(AccessRule Rule);

/// <summary>What people are told who may not.</summary>
internal static class GuardTexts
{
    public const string SignedOut = "You are not signed in any more. Sign in again, then repeat what you did.";

    public const string ForeignForm = "This form does not come from this page, or is from an earlier sign-in. Open the page again and repeat what you did.";

    public const string NotManaged = "There is no server here that you manage and that the bot is in. You need Manage Server or Administrator there.";

    public const string NotOwner = "This page is for the owners of this bot, who are named in its settings (Commands:Owners).";

    public const string DiscordSilent = "Discord does not answer, so nobody can say whether you may. Please try again in a moment.";
}
