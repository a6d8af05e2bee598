using System.Globalization;
using System.Net;
using System.Text.Json;
using Bronx.Dashboard.Api;
using Bronx.Dashboard.Edge;
using Bronx.Dashboard.Live;
using Bronx.Platform.Reporting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Bronx.Dashboard.Reports;

/// <summary>
/// <c>POST /api/stats/update</c>: takes a report of a bot elsewhere. Nothing of the body is read as JSON before the signature proves that the
/// sender knows the secret; the same report sent twice is shown once.
/// </summary>
internal sealed class UpdateEndpoint(DashboardOptions options, IBotFigures figures, DashboardMetrics metrics, TimeProvider time)
{
    private readonly CallerPace _pace = new(time);
    private readonly NonceBook _nonces = new(ReportSignature.Window * 2, time);

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/stats/update", (RequestDelegate)TakeAsync);

    private async Task TakeAsync(HttpContext http)
    {
        if (_pace.Wait(http.Connection.RemoteIpAddress ?? IPAddress.None) is { } wait)
        {
            http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            await RefuseAsync(http, StatusCodes.Status429TooManyRequests, "Too many reports within a minute. A bot sends one every ten seconds.");
            return;
        }

        if (await ReadAsync(http) is not { } body)
        {
            await RefuseAsync(http, StatusCodes.Status413PayloadTooLarge, $"A report has at most {BotReport.MaxBytes} bytes.");
            return;
        }

        if (!IsProven(http.Request.Headers, body, out var nonce))
        {
            await RefuseAsync(
                http,
                StatusCodes.Status401Unauthorized,
                "Not believed: timestamp, nonce and signature must be right, the clock within a minute of this dashboard's, and Push:Secret the same on both sides.");
            return;
        }

        if (!_nonces.TryUse(nonce))
        {
            await RefuseAsync(http, StatusCodes.Status409Conflict, "This nonce was used before. Sign the report again with a new one.");
            return;
        }

        if (figures is not ReportedFigures reported)
        {
            await RefuseAsync(http, StatusCodes.Status409Conflict, "This dashboard shows the bot of its own process. Reports go to one that runs without a bot (--roles dashboard).");
            return;
        }

        await ShowAsync(http, reported, body);
    }

    private async Task ShowAsync(HttpContext http, ReportedFigures reported, byte[] body)
    {
        BotReport report;
        try
        {
            report = BotReportJson.Read(body);
        }
        catch (JsonException fault)
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, $"Not a report: {fault.Message}");
            return;
        }

        if (BotReportRules.Problem(report, time.GetUtcNow()) is { } problem)
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, $"Not a report that can be shown: {problem}.");
            return;
        }

        var isNew = reported.Accept(report);
        metrics.Reported(isNew ? "shown" : "known");
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsJsonAsync(new UpdateDocument(isNew), ApiJson.Default.UpdateDocument, cancellationToken: http.RequestAborted);
    }

    private bool IsProven(IHeaderDictionary headers, byte[] body, out string nonce)
    {
        nonce = headers[ReportSignature.NonceHeader].ToString();
        return options.ReportSecret is { } secret
            && long.TryParse(headers[ReportSignature.TimestampHeader], NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp)
            && Math.Abs((decimal)timestamp - time.GetUtcNow().ToUnixTimeMilliseconds()) <= (decimal)ReportSignature.Window.TotalMilliseconds
            && ReportSignature.IsNonce(nonce)
            && ReportSignature.Matches(secret, timestamp, nonce, body, headers[ReportSignature.SignatureHeader].ToString());
    }

    /// <returns>Null when there is more than a report may have.</returns>
    private static async Task<byte[]?> ReadAsync(HttpContext http)
    {
        // Somewhat more than allowed: the server then reads what it does not take to its end, and the sender hears the answer.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = BotReport.MaxBytes * 2;
        if (http.Request.ContentLength > BotReport.MaxBytes) return null;
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > BotReport.MaxBytes) return null;
        }

        return body.ToArray();
    }

    private Task RefuseAsync(HttpContext http, int status, string advice)
    {
        metrics.Reported("refused");
        return ErrorPage.TellAsync(http, status, advice);
    }
}
