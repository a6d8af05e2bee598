using Microsoft.AspNetCore.Http;

namespace Bronx.Sandbox.Playground;

/// <summary>The page itself, from the assembly's resources.</summary>
internal static class PageAssets
{
    public static async Task SendAsync(HttpContext http, string path)
    {
        var name = path.Trim('/');
        name = name.Length == 0 ? "index.html" : name;
        var stream = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
            ? typeof(PageAssets).Assembly.GetManifestResourceStream($"playground/{name}")
            : null;
        if (stream is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            http.Response.ContentType = "text/plain; charset=utf-8";
            await http.Response.WriteAsync("There is nothing at this address. The playground is at /playground/.", http.RequestAborted);
            return;
        }

        await using (stream)
        {
            http.Response.ContentType = TypeOf(name);
            http.Response.ContentLength = stream.Length;
            if (HttpMethods.IsGet(http.Request.Method))
            {
                await stream.CopyToAsync(http.Response.Body, http.RequestAborted);
            }
        }
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".json" or ".webmanifest" => "application/json",
        ".woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
}
