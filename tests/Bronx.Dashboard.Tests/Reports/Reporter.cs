using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Bronx.Platform.Configuration;
using Bronx.Platform.Reporting;
using Bronx.Testing;
using Bronx.Testing.Reports;

namespace Bronx.Dashboard.Tests.Reports;

/// <summary>Somebody who sends reports, and may do it wrong.</summary>
internal sealed class Reporter(RunningDashboard dashboard)
{
    public static readonly Secret Shared = new("a secret that both sides know");

    private int _nonce;

    /// <summary>The stored report, which was read when the held clock started.</summary>
    public static async Task<BotReport> StoredAsync() => BotReportJson.Read(Encoding.UTF8.GetBytes(await StoredReport.ReadAsync()));

    /// <summary>A dashboard without a bot, on a held clock unless another is given.</summary>
    public static Task<RunningDashboard> DashboardAsync(HeldClock clock, DashboardOptions? options = null) => RunningDashboard.StartAsync(
        (options ?? new DashboardOptions()) with { ReportSecret = Shared }, clock, figures: new ReportedFigures("BronxBot", clock));

    public Task<HttpResponseMessage> SendAsync(BotReport report) => SendAsync(BotReportJson.Write(report));

    public async Task<HttpResponseMessage> SendAsync(
        byte[] body, Secret? secret = null, string? nonce = null, long? timestamp = null, byte[]? signed = null, string? signature = null, string? forwardedFor = null)
    {
        var at = timestamp ?? dashboard.Time.GetUtcNow().ToUnixTimeMilliseconds();
        nonce ??= $"nonce{++_nonce:D20}";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/stats/update")
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Add(ReportSignature.TimestampHeader, at.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(ReportSignature.NonceHeader, nonce);
        request.Headers.Add(ReportSignature.SignatureHeader, signature ?? ReportSignature.Sign(secret ?? Shared, at, nonce, signed ?? body));
        if (forwardedFor is not null) request.Headers.Add("X-Forwarded-For", forwardedFor);
        return await dashboard.Client.SendAsync(request);
    }
}
