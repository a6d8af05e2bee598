using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging;

namespace Bronx.Dashboard.Edge;

/// <summary>
/// Around everything that is served here: headers, the host check, compression, and a kind page for what is missing or failed.
/// </summary>
internal sealed partial class EdgeFilter(DashboardOptions options, ILogger<EdgeFilter> logger) : IStartupFilter
{
    private readonly HostFilter _hosts = new(options.AllowedHosts);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        if (options.TrustedProxies.Count > 0) app.UseForwardedHeaders(Forwarded(options.TrustedProxies));
        app.Use(GuardAsync);
        app.UseResponseCompression();
        next(app);
    };

    /// <summary>Who asks, and how, in the words of the proxies that are believed; of nobody else.</summary>
    private static ForwardedHeadersOptions Forwarded(IReadOnlyList<System.Net.IPNetwork> proxies)
    {
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in proxies) forwarded.KnownIPNetworks.Add(proxy);
        return forwarded;
    }

    private async Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        SecurityHeaders.Apply(http.Response);
        try
        {
            // Whoever runs the process asks for its health by any name; the answer gives nothing away.
            if (!_hosts.Allows(http.Request.Host.Host) && !http.Request.Path.StartsWithSegments("/healthz", StringComparison.Ordinal))
            {
                await ErrorPage.TellAsync(
                    http,
                    StatusCodes.Status400BadRequest,
                    "This name is not one the dashboard answers to. Use the address printed at start, or add the name to the allowed hosts.");
                return;
            }

            await next(http);
            if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null })
            {
                await ErrorPage.TellAsync(http, http.Response.StatusCode, Advice(http.Response.StatusCode));
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked went away; there is nobody to tell.
        }
        catch (BadHttpRequestException refusal) when (!http.Response.HasStarted)
        {
            await ErrorPage.TellAsync(http, refusal.StatusCode, Advice(refusal.StatusCode));
        }
        catch (Exception fault)
        {
            var id = http.TraceIdentifier;
            Log.RequestFailed(logger, fault, http.Request.Method, http.Request.Path, id);
            if (http.Response.HasStarted)
            {
                http.Abort();
                return;
            }

            await ErrorPage.TellAsync(
                http, StatusCodes.Status500InternalServerError, Advice(500), id, options.Development ? fault.ToString() : null);
        }
    }

    private static string Advice(int status) => status switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this address. The overview has all the numbers.",
        StatusCodes.Status405MethodNotAllowed => "This address can only be read.",
        StatusCodes.Status413PayloadTooLarge => "That was more than this address takes.",
        >= 500 => "Something broke on our side. It is in the log under the id below; please try again in a moment.",
        _ => "This request could not be understood.",
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed, error id {ErrorId}.")]
        public static partial void RequestFailed(ILogger logger, Exception fault, string method, PathString path, string errorId);
    }
}
