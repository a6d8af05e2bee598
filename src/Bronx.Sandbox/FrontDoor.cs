using Bronx.Sandbox.Gateway;
using Bronx.Sandbox.Load;
using Bronx.Sandbox.Playground;
using Bronx.Sandbox.Rest;
using Bronx.Sandbox.SignIn;
using Bronx.Sandbox.Worlds;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Bronx.Sandbox;

/// <summary>Sends each request to the part it is for: API, gateway, attachments, playground, sign-in, load driver.</summary>
internal sealed class FrontDoor(RestServer rest, GatewayServer gateway, PlaygroundServer playground, LoadServer load, SignInServer signIn, World world)
{
    public async Task HandleAsync(HttpContext http)
    {
        // The raw target: the framework would decode an escaped slash or emoji before the routes see it.
        var raw = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var query = raw.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? raw : raw[..query];
        if (path is "/oauth2/authorize" or "/api/oauth2/authorize")
        {
            await signIn.AuthorizeAsync(http);
        }
        else if (path is "/api/oauth2/token" or "/api/v10/oauth2/token" or "/api/v9/oauth2/token")
        {
            await signIn.TokenAsync(http);
        }
        else if (path is "/api/oauth2/token/revoke" or "/api/v10/oauth2/token/revoke" or "/api/v9/oauth2/token/revoke")
        {
            await signIn.RevokeAsync(http);
        }
        else if (TryBelow(path, "/api/v10", out var api) || TryBelow(path, "/api/v9", out api))
        {
            await rest.HandleAsync(http, api);
        }
        else if (TryBelow(path, "/api", out var versioned))
        {
            await rest.RefuseVersionAsync(http, versioned);
        }
        else if (TryBelow(path, "/gateway", out _))
        {
            await gateway.HandleAsync(http);
        }
        else if (TryBelow(path, "/attachments", out var file))
        {
            await SendAttachmentAsync(http, file);
        }
        else if (path == "/playground")
        {
            http.Response.Redirect("/playground/");
        }
        else if (TryBelow(path, "/playground", out var page))
        {
            await playground.HandleAsync(http, page);
        }
        else if (TryBelow(path, "/load", out var control))
        {
            await load.HandleAsync(http, control);
        }
        else if (path == "/")
        {
            http.Response.Redirect("/playground/");
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private static bool TryBelow(string path, string prefix, out string rest)
    {
        var below = path.StartsWith(prefix, StringComparison.Ordinal) && (path.Length == prefix.Length || path[prefix.Length] == '/');
        rest = below ? path[prefix.Length..] : "";
        return below;
    }

    private async Task SendAttachmentAsync(HttpContext http, string path)
    {
        (string Type, byte[] Octets)? found = null;
        if (path.Split('/', StringSplitOptions.RemoveEmptyEntries) is [_, var id, _] && Snowflake.TryParse(id, out var known))
        {
            lock (world.Gate)
            {
                found = world.Attachments.Find(known);
            }
        }

        if (found is not { } file)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        // Somebody else's file on our own origin: never as a page.
        http.Response.ContentType = file.Type.StartsWith("image/", StringComparison.Ordinal) && file.Type != "image/svg+xml" ? file.Type : "application/octet-stream";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.ContentLength = file.Octets.Length;
        await http.Response.Body.WriteAsync(file.Octets, http.RequestAborted);
    }
}
