using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bronx.Dashboard.Edge;
using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Bronx.Dashboard.SignIn;

/// <summary>
/// Signing in and out. The attempt's cookie holds a secret; state and PKCE verifier follow from it, so an answer counts only in the
/// browser that asked, and a code only with its verifier (RFC 6749, section 10.12; RFC 7636).
/// </summary>
internal sealed partial class SignInRoutes(
    DiscordAccount discord, SignInOptions options, SignInCookies cookies, SessionStore sessions, BotIdentity bot, RandomNumberGenerator chance, TimeProvider clock, ILogger<SignInRoutes> log)
{
    private const string Callback = "/sign-in/callback";
    private const string Scope = "identify guilds";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGuardedRead("/sign-in", AccessRule.Anyone, (http, _) => BeginAsync(http));
        routes.MapGuardedRead(Callback, AccessRule.Anyone, ComeBackAsync);
        routes.MapGuardedForm("/sign-out", AccessRule.SignedIn, SignOutAsync);
    }

    private Task BeginAsync(HttpContext http)
    {
        if (bot.Application is not { } application)
        {
            return ErrorPage.TellAsync(http, StatusCodes.Status503ServiceUnavailable, "The bot is not connected to Discord yet, so nobody can sign in. Please try again in a moment.");
        }

        var secret = SessionSecret.New(chance);
        cookies.SetAttempt(http, secret, ReturnPath.Of(http.Request.Query["return"]));
        http.Response.Redirect(QueryHelpers.AddQueryString(options.AuthorizeAddress.AbsoluteUri, new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = application.ToString(),
            ["redirect_uri"] = RedirectAddress(http.Request),
            ["scope"] = Scope,
            ["state"] = secret.Derive("state"),
            ["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(secret.Derive("verifier")))),
            ["code_challenge_method"] = "S256",
        }));
        return Task.CompletedTask;
    }

    private async Task ComeBackAsync(HttpContext http, Visitor visitor)
    {
        var attempt = cookies.Attempt(http.Request);
        var query = http.Request.Query;

        // Once, whatever comes of it: an answer that is sent again finds no attempt.
        cookies.ForgetAttempt(http);
        if (attempt is not { } begun || query["state"] is not [var state] || !begun.Secret.Derives("state", state))
        {
            await ErrorPage.TellAsync(http, StatusCodes.Status400BadRequest, "This sign-in was not begun in this browser, or too long ago. Begin again from the dashboard.");
            return;
        }

        if (query["error"].Count > 0)
        {
            var advice = query["error"] == "access_denied" ? "You did not sign in. Nothing has changed." : "Discord did not let you sign in. Begin again from the dashboard.";
            await ErrorPage.TellAsync(http, StatusCodes.Status400BadRequest, advice);
            return;
        }

        if (query["code"] is not [{ Length: > 0 and <= 512 } code] || bot.Application is not { } application)
        {
            await ErrorPage.TellAsync(http, StatusCodes.Status400BadRequest, "Discord's answer was not understood. Begin again from the dashboard.");
            return;
        }

        if (await SignedInAsync(http, application, code, begun.Secret.Derive("verifier")) is not { } session)
        {
            return;
        }

        // The old session of this browser ends with the new one's beginning.
        if (visitor.Session is { } before)
        {
            await EndAsync(before, application, http.RequestAborted);
        }

        cookies.SetSession(http, session, clock.GetUtcNow());
        http.Response.Redirect(begun.ReturnPath);
    }

    /// <summary>A session for a code; null when the person has been told why not.</summary>
    private async Task<Session?> SignedInAsync(HttpContext http, AppId application, string code, string verifier)
    {
        var ct = http.RequestAborted;
        try
        {
            if (await discord.ExchangeAsync(application.ToString(), code, verifier, RedirectAddress(http.Request), ct) is not { } grant
                || await discord.WhoAsync(grant.AccessToken, ct) is not { } account
                || !ulong.TryParse(account.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                await ErrorPage.TellAsync(http, StatusCodes.Status400BadRequest, "Discord did not accept this sign-in, perhaps because it was used before. Begin again from the dashboard.");
                return null;
            }

            var name = account.GlobalName is { Length: > 0 } global ? global : account.Username;
            var expires = clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Clamp(grant.ExpiresIn, 60, 7 * 86_400));
            return await sessions.BeginAsync(new UserId(id), name.Length > 100 ? name[..100] : name, grant.AccessToken, expires, ct);
        }
        catch (Exception fault) when (fault is HttpRequestException or System.Text.Json.JsonException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            Log.Unreachable(log, fault);
            await ErrorPage.TellAsync(http, StatusCodes.Status503ServiceUnavailable, GuardTexts.DiscordSilent);
            return null;
        }
    }

    private async Task SignOutAsync(HttpContext http, Visitor visitor)
    {
        await EndAsync(visitor.SignedIn, bot.Application, http.RequestAborted);
        cookies.ForgetSession(http);
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        http.Response.Redirect("/", permanent: false);
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
    }

    private async Task EndAsync(Session session, AppId? application, CancellationToken ct)
    {
        await sessions.EndAsync(session.Secret, ct);
        try
        {
            if (application is { } known)
            {
                await discord.RevokeAsync(known.ToString(), session.AccessToken, ct);
            }
        }
        catch (HttpRequestException fault)
        {
            // Signed out here in any case; the token ends by itself within days, and nobody has it any more.
            Log.NotRevoked(log, fault);
        }
    }

    private string RedirectAddress(HttpRequest request) => options.PublicAddress is { } own
        ? new Uri(own, Callback).AbsoluteUri
        : UriHelper.BuildAbsolute(request.Scheme, request.Host, path: Callback);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Discord could not be asked about a sign-in.")]
        public static partial void Unreachable(ILogger logger, Exception fault);

        [LoggerMessage(2, LogLevel.Warning, "A token could not be revoked at sign-out.")]
        public static partial void NotRevoked(ILogger logger, Exception fault);
    }
}
