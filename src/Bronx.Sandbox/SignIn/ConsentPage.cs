using System.Text;
using System.Text.Encodings.Web;
using Bronx.Sandbox.Worlds;
using Microsoft.AspNetCore.Http;

namespace Bronx.Sandbox.SignIn;

/// <summary>The page that asks a person; works without JavaScript.</summary>
internal static class ConsentPage
{
    public static async Task SendAsync(HttpContext http, World world, AuthorizeRequest request, string clientId)
    {
        var back = new Uri(request.RedirectUri);
        var body = new StringBuilder();
        body.Append($"<h1>{Text(world.Bot.DisplayName)} wants to know who you are</h1>");
        body.Append("<p>If you agree, it may</p><ul>");
        foreach (var scope in request.Scopes)
        {
            body.Append($"<li data-scope=\"{Text(scope)}\">{Text(Scopes.Meaning[scope])}</li>");
        }

        body.Append("</ul><form method=\"post\" action=\"/oauth2/authorize\">");
        Hidden("response_type", "code");
        Hidden("client_id", clientId);
        Hidden("redirect_uri", request.RedirectUri);
        Hidden("scope", string.Join(' ', request.Scopes));
        Hidden("state", request.State);
        Hidden("code_challenge", request.Challenge);
        Hidden("code_challenge_method", request.Challenge is null ? null : "S256");
        body.Append("<fieldset><legend>Sign in as</legend>");
        lock (world.Gate)
        {
            foreach (var (person, part, first) in People(world))
            {
                body.Append($"<label><input type=\"radio\" name=\"person\" value=\"{person.Id}\"{(first ? " checked" : "")}> <span>{Text(person.DisplayName)}</span> <small>{Text(part)}</small></label>");
            }
        }

        body.Append("</fieldset><div class=\"buttons\"><button name=\"decision\" value=\"approve\" class=\"yes\">Approve</button>");
        body.Append("<button name=\"decision\" value=\"cancel\" formnovalidate>Cancel</button></div></form>");
        body.Append($"<p class=\"note\">You go back to {Text(back.Authority)}. This is BronxBot's sandbox; nobody here has a password.</p>");
        await WriteAsync(http, 200, "Sign in", body.ToString(), $"'self' {back.GetLeftPart(UriPartial.Authority)}");

        void Hidden(string name, string? value)
        {
            if (value is not null)
            {
                body.Append($"<input type=\"hidden\" name=\"{name}\" value=\"{Text(value)}\">");
            }
        }
    }

    public static Task SendRefusalAsync(HttpContext http, int status, string why) =>
        WriteAsync(http, status, "Sign-in is not possible", $"<h1>Sign-in is not possible</h1><p>{Text(why)}</p>", "'none'");

    private static IEnumerable<(User Person, string Part, bool First)> People(World world)
    {
        var personas = world.Personas.Select(persona => (User: world.FindUser(persona.UserId)!, Part: persona.Name)).ToList();
        var rest = world.TouchedGuilds.Take(1).SelectMany(guild => guild.Members)
            .Where(member => !member.User.IsBot && !personas.Exists(persona => persona.User == member.User)).Select(member => (member.User, Part: "member"));
        return personas.Concat(rest).Select((person, index) => (person.User, person.Part, index == 0));
    }

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);

    /// <param name="formAction">Browsers hold the redirect that answers a form against this too, so the application's address is part of it.</param>
    private static async Task WriteAsync(HttpContext http, int status, string title, string body, string formAction)
    {
        var page = $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{Text(title)}</title>
            <link rel="icon" href="/playground/favicon.svg"><link rel="stylesheet" href="/playground/css/tokens.css"><link rel="stylesheet" href="/playground/css/consent.css"></head>
            <body><main>{body}</main></body></html>
            """;
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.XFrameOptions = "DENY";

        // The form's Origin shows that it came from this page; without a referrer browsers would send "null".
        http.Response.Headers["Referrer-Policy"] = "same-origin";
        http.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action {formAction}";
        await http.Response.WriteAsync(page, http.RequestAborted);
    }
}
