using Microsoft.AspNetCore.Http;

namespace Bronx.Dashboard.SignIn;

/// <summary>
/// The two cookies. Scripts cannot read them; other sites' forms do not carry them (SameSite Lax: the way back from Discord does).
/// Over https they are for https alone, and for this host alone (the __Host- prefix).
/// </summary>
internal sealed class SignInCookies(SignInOptions options)
{
    /// <summary>How long somebody may take on Discord's page.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public SessionSecret? Session(HttpRequest request) => SessionSecret.TryRead(request.Cookies[Name(request, "session")], out var secret) ? secret : null;

    public void SetSession(HttpContext http, Session session, DateTimeOffset now) =>
        http.Response.Cookies.Append(Name(http.Request, "session"), session.Secret.Text, Flags(http.Request, session.ExpiresAt - now));

    public void ForgetSession(HttpContext http) => http.Response.Cookies.Delete(Name(http.Request, "session"), Flags(http.Request, null));

    /// <summary>Who set out to sign in, and where they want to go then.</summary>
    public void SetAttempt(HttpContext http, SessionSecret secret, string returnPath) =>
        http.Response.Cookies.Append(Name(http.Request, "attempt"), secret.Text + returnPath, Flags(http.Request, Patience));

    public (SessionSecret Secret, string ReturnPath)? Attempt(HttpRequest request)
    {
        var text = request.Cookies[Name(request, "attempt")];
        return text?.IndexOf('/', StringComparison.Ordinal) is { } slash and > 0 && SessionSecret.TryRead(text[..slash], out var secret)
            ? (secret, SignIn.ReturnPath.Of(text[slash..]))
            : null;
    }

    public void ForgetAttempt(HttpContext http) => http.Response.Cookies.Delete(Name(http.Request, "attempt"), Flags(http.Request, null));

    private bool IsSecure(HttpRequest request) => request.IsHttps || options.PublicAddress?.Scheme == Uri.UriSchemeHttps;

    private string Name(HttpRequest request, string purpose) => (IsSecure(request) ? "__Host-bronx-" : "bronx-") + purpose;

    private CookieOptions Flags(HttpRequest request, TimeSpan? age) => new()
    {
        HttpOnly = true,
        Secure = IsSecure(request),
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = age,
        IsEssential = true,
    };
}
