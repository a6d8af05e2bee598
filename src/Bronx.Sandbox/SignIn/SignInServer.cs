using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Bronx.Sandbox.Playground;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Bronx.Sandbox.SignIn;

/// <summary>
/// Signing in with the sandbox as with Discord: the consent page at <c>/oauth2/authorize</c>, where one chooses whom to be, and the two
/// endpoints for tokens. Errors of the endpoints are those of RFC 6749, section 5.2.
/// </summary>
internal sealed class SignInServer(World world, GrantDesk desk, SandboxOptions options)
{
    private const int BodyLimit = 32 * 1024;

    private readonly RedirectList _redirects = new(options.RedirectUris);

    private string ClientId => world.BotId.ToString();

    /// <summary>The consent page, and the person's decision on it.</summary>
    public async Task AuthorizeAsync(HttpContext http)
    {
        if (!PlaygroundDoor.IsOpenTo(http.Request))
        {
            await ConsentPage.SendRefusalAsync(http, 403, "This page is only for a browser on this machine.");
            return;
        }

        if (HttpMethods.IsGet(http.Request.Method))
        {
            await AnswerAsync(http, http.Request.Query, decision: null);
        }
        else if (HttpMethods.IsPost(http.Request.Method) && await ReadFormAsync(http) is { } form)
        {
            await AnswerAsync(http, form.Where(pair => pair.Key is not ("person" or "decision")), form);
        }
        else
        {
            await ConsentPage.SendRefusalAsync(http, 400, "This page is opened by a link and answered by its own form.");
        }
    }

    /// <summary><c>POST /api/oauth2/token</c>: a code or a refresh token for tokens.</summary>
    public async Task TokenAsync(HttpContext http)
    {
        if (await ReadClientAsync(http) is not { } form)
        {
            return;
        }

        var kind = Text(form, "grant_type");
        JsonObject? tokens = null;
        lock (world.Gate)
        {
            var grant = kind switch
            {
                "authorization_code" => desk.Exchange(Text(form, "code") ?? "", Text(form, "redirect_uri") ?? "", Text(form, "code_verifier")),
                "refresh_token" => desk.Refresh(Text(form, "refresh_token") ?? ""),
                _ => null,
            };
            tokens = grant is null ? null : Shape(grant);
        }

        if (tokens is not null)
        {
            await SendAsync(http, 200, tokens);
            return;
        }

        await (kind switch
        {
            "authorization_code" => RefuseAsync(http, 400, "invalid_grant", "Invalid \"code\" in request."),
            "refresh_token" => RefuseAsync(http, 400, "invalid_grant", "Invalid \"refresh_token\" in request."),
            null => RefuseAsync(http, 400, "invalid_request", "grant_type is missing."),
            _ => RefuseAsync(http, 400, "unsupported_grant_type", $"Grant type {kind} is not supported"),
        });
    }

    /// <summary><c>POST /api/oauth2/token/revoke</c>: ends the authorization behind a token. Unknown tokens are answered alike (RFC 7009).</summary>
    public async Task RevokeAsync(HttpContext http)
    {
        if (await ReadClientAsync(http) is not { } form)
        {
            return;
        }

        if (Text(form, "token") is not { Length: > 0 } token)
        {
            await RefuseAsync(http, 400, "invalid_request", "token is missing.");
            return;
        }

        lock (world.Gate)
        {
            desk.Revoke(token);
        }

        await SendAsync(http, 200, []);
    }

    private async Task AnswerAsync(HttpContext http, IEnumerable<KeyValuePair<string, StringValues>> parameters, IReadOnlyDictionary<string, StringValues>? decision)
    {
        switch (AuthorizeRequest.Read(parameters, ClientId, _redirects))
        {
            case AuthorizeVerdict.Untrusted untrusted:
                await ConsentPage.SendRefusalAsync(http, 400, untrusted.Why);
                break;
            case AuthorizeVerdict.Wrong wrong:
                Redirect(http, wrong.Redirect);
                break;
            case AuthorizeVerdict.Right right when decision is null:
                await ConsentPage.SendAsync(http, world, right.Request, ClientId);
                break;
            case AuthorizeVerdict.Right right:
                await DecideAsync(http, right.Request, decision);
                break;
        }
    }

    private async Task DecideAsync(HttpContext http, AuthorizeRequest request, IReadOnlyDictionary<string, StringValues> decision)
    {
        if (Text(decision, "decision") == "cancel")
        {
            Redirect(http, request.Answer(("error", "access_denied"), ("error_description", "The resource owner or authorization server denied the request")));
            return;
        }

        string? code = null;
        lock (world.Gate)
        {
            if (Text(decision, "decision") == "approve" && Snowflake.TryParse(Text(decision, "person"), out var id) && world.FindUser(id) is { IsBot: false } person)
            {
                code = desk.Approve(person, request);
            }
        }

        if (code is null)
        {
            await ConsentPage.SendRefusalAsync(http, 400, "Choose one of the people, then approve or cancel.");
            return;
        }

        Redirect(http, request.Answer(("code", code)));
    }

    /// <summary>The form of a token request whose client has shown who it is; null when that was answered already.</summary>
    private async Task<IReadOnlyDictionary<string, StringValues>?> ReadClientAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            await SendAsync(http, 405, new JsonObject { ["message"] = "405: Method Not Allowed", ["code"] = 0 });
            return null;
        }

        if (await ReadFormAsync(http) is not { } form)
        {
            await RefuseAsync(http, 400, "invalid_request", "The body must be application/x-www-form-urlencoded, each parameter once.");
            return null;
        }

        var (id, secret) = Client(http.Request, form);
        if (id != ClientId || secret != options.ClientSecret)
        {
            await RefuseAsync(http, 401, "invalid_client", null);
            return null;
        }

        return form;
    }

    /// <summary>By HTTP Basic or in the form; both at once is refused (RFC 6749, section 2.3).</summary>
    private static (string? Id, string? Secret) Client(HttpRequest request, IReadOnlyDictionary<string, StringValues> form)
    {
        var inForm = (Id: Text(form, "client_id"), Secret: Text(form, "client_secret"));
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
        {
            return inForm;
        }

        Span<byte> octets = stackalloc byte[1024];
        if (inForm.Secret is not null || header.Parameter is null || !Convert.TryFromBase64String(header.Parameter, octets, out var length))
        {
            return (null, null);
        }

        var parts = Encoding.UTF8.GetString(octets[..length]).Split(':', 2);
        return parts is [var id, var secret] ? (Uri.UnescapeDataString(id), Uri.UnescapeDataString(secret)) : (null, null);
    }

    private static async Task<IReadOnlyDictionary<string, StringValues>?> ReadFormAsync(HttpContext http)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var media) || media.MediaType?.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[4096];
        int read;
        while ((read = await http.Request.Body.ReadAsync(chunk, http.RequestAborted)) > 0)
        {
            if (buffer.Length + read > BodyLimit)
            {
                return null;
            }

            buffer.Write(chunk, 0, read);
        }

        try
        {
            using var reader = new FormReader(Encoding.UTF8.GetString(buffer.ToArray())) { ValueCountLimit = 32 };
            var form = await reader.ReadFormAsync(http.RequestAborted);
            return form.Values.All(value => value.Count == 1) ? form : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static JsonObject Shape(Grant grant) => new()
    {
        ["token_type"] = "Bearer",
        ["access_token"] = grant.AccessToken,
        ["expires_in"] = (long)GrantDesk.TokenTime.TotalSeconds,
        ["refresh_token"] = grant.RefreshToken,
        ["scope"] = string.Join(' ', grant.Scopes),
    };

    private static string? Text(IReadOnlyDictionary<string, StringValues> form, string name) => form.TryGetValue(name, out var value) ? value.ToString() : null;

    private static void Redirect(HttpContext http, string address)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.StatusCode = StatusCodes.Status302Found;
        http.Response.Headers.Location = address;
    }

    private static Task RefuseAsync(HttpContext http, int status, string error, string? description)
    {
        var body = new JsonObject { ["error"] = error };
        if (description is not null)
        {
            body["error_description"] = description;
        }

        if (status == 401)
        {
            http.Response.Headers.WWWAuthenticate = "Basic";
        }

        return SendAsync(http, status, body);
    }

    private static async Task SendAsync(HttpContext http, int status, JsonObject body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.Body.WriteAsync(Json.Octets(body), http.RequestAborted);
    }
}
