using Bronx.Dashboard.Api;
using Bronx.Dashboard.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Dashboard.Edge;

/// <summary>Says what went wrong and what to do next: as a page to people, as JSON to programs.</summary>
internal static class ErrorPage
{
    public static Task TellAsync(HttpContext http, int status, string advice, string? errorId = null, string? detail = null)
    {
        // The headers that matter are set again; whatever the failed handler had begun to say is taken back.
        var (allow, retryAfter) = (http.Response.Headers.Allow, http.Response.Headers.RetryAfter);
        http.Response.Clear();
        SecurityHeaders.Apply(http.Response);
        if (allow.Count > 0) http.Response.Headers.Allow = allow;
        if (retryAfter.Count > 0) http.Response.Headers.RetryAfter = retryAfter;
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";

        if (!WantsPage(http.Request))
        {
            return http.Response.WriteAsJsonAsync(
                new ErrorDocument(advice, errorId), ApiJson.Default.ErrorDocument, cancellationToken: http.RequestAborted);
        }

        var layout = http.RequestServices.GetRequiredService<Layout>();
        return layout.SendAsync(http, new PageFrame(Title(status), null), page =>
        {
            page.Write($"<section class=\"card message\"><h1>{Title(status)}</h1><p>{advice}</p>");
            if (errorId is not null) page.Write($"<p>Error id <code>{errorId}</code></p>");
            if (detail is not null) page.Write($"<pre tabindex=\"0\">{detail}</pre>");
            page.Write($"<p><a href=\"/\">To the overview</a></p></section>");
        });
    }

    private static bool WantsPage(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static string Title(int status) => status switch
    {
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status405MethodNotAllowed => "Not possible here",
        StatusCodes.Status503ServiceUnavailable => "Busy",
        >= 500 => "That did not work",
        _ => "Not understood",
    };
}
