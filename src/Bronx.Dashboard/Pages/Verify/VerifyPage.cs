using System.Security.Cryptography;
using System.Text;
using Bronx.Dashboard.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bronx.Dashboard.Pages.Verify;

/// <summary>
/// Recomputes a bet from its seeds. One file with everything in it, so that it can be saved and opened without this dashboard; its own
/// policy names its one script and one style by their hashes and forbids every connection but to robots.txt, which audits ask for from inside
/// the page: what is typed into it goes nowhere.
/// </summary>
internal static class VerifyPage
{
    public static readonly NavEntry Navigation = new("/verify", "Verify");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var page = Assets.Read("verify.html");
        var sources = Sources(Encoding.UTF8.GetString(page));
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(page))[..12]}\"";
        routes.MapRead("/verify", async http =>
        {
            http.Response.Headers.ContentSecurityPolicy =
                $"default-src 'none'; {sources}; connect-src {http.Request.Scheme}://{http.Request.Host}/robots.txt; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
            http.Response.Headers.CacheControl = "no-cache";
            http.Response.Headers.ETag = tag;
            if (http.Request.Headers.IfNoneMatch == tag)
            {
                http.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.BodyWriter.WriteAsync(page, http.RequestAborted);
        });
    }

    private static string Sources(string page) => $"script-src {Source(page, "script")}; style-src {Source(page, "style")}";

    /// <summary>The hash of an element's content (Content Security Policy Level 3, section 8.3).</summary>
    private static string Source(string page, string element)
    {
        var from = page.IndexOf('>', page.IndexOf($"<{element}", StringComparison.Ordinal)) + 1;
        var until = page.IndexOf($"</{element}>", from, StringComparison.Ordinal);
        return $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page[from..until])))}'";
    }
}
