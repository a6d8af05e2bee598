using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Bronx.Platform.Configuration;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Reporting;

/// <summary>
/// Reports to every dashboard elsewhere, each in a loop of its own: one that is away or slow delays no other, and no command. Only the
/// newest figures are ever sent, so nothing piles up while a dashboard is away.
/// </summary>
public sealed partial class ReportPusher : IAsyncDisposable
{
    /// <summary>How long a dashboard may take to answer, by the network’s own clock.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly IBotFigures _figures;
    private readonly PushOptions _options;
    private readonly Secret _secret;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly Random _chance;
    private readonly PushMetrics _metrics;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly string _run = RandomNumberGenerator.GetHexString(16, lowercase: true);
    private Task _loops = Task.CompletedTask;
    private long _number;
    private long _readAt;
    private byte[]? _body;

    /// <param name="transport">Carries the requests; owned and disposed here.</param>
    /// <param name="chance">Source of jitter.</param>
    public ReportPusher(
        IBotFigures figures, PushOptions options, Secret secret, HttpMessageHandler transport, TimeProvider time, Random chance, IMeterFactory meters, ILogger<ReportPusher> log)
    {
        _figures = figures;
        _options = options;
        _secret = secret;
        _http = new HttpClient(transport) { Timeout = Patience };
        _time = time;
        _chance = chance;
        _metrics = new PushMetrics(meters);
        _log = log;
    }

    /// <summary>Carries reports over the network: no redirects, for a report is meant for one place only.</summary>
    public static HttpMessageHandler Network() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };

    public void Start() => _loops = Task.WhenAll(_options.To.Select(to => Task.Run(() => ReportAsync(to, _stop.Token), CancellationToken.None)));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loops;
        _http.Dispose();
        _reading.Dispose();
        _stop.Dispose();
    }

    private async Task ReportAsync(Uri dashboard, CancellationToken ct)
    {
        var address = new Uri(dashboard.AbsoluteUri.TrimEnd('/') + "/api/stats/update");
        var failures = 0;
        while (!ct.IsCancellationRequested)
        {
            TimeSpan? wished = null;
            try
            {
                await SendAsync(address, ct);
                if (failures > 0)
                {
                    Log.TakenAgain(_log, dashboard.Authority);
                }

                failures = 0;
                _metrics.Sent(dashboard);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // The edge of this loop: whatever it was, the next report is tried. Said once, not every ten seconds.
                wished = (fault as RefusedException)?.RetryAfter;
                if (failures++ == 0)
                {
                    Log.NotTaken(_log, dashboard.Authority, fault is OperationCanceledException ? "no answer in time" : fault.Message);
                }

                _metrics.Failed(dashboard);
            }

            double chance;
            lock (_chance)
            {
                chance = _chance.NextDouble();
            }

            await Task.Delay(PushPace.After(failures, _options.Every, chance, wished), _time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <exception cref="RefusedException">The dashboard said no.</exception>
    private async Task SendAsync(Uri address, CancellationToken ct)
    {
        var body = await ReadAsync(ct);
        var timestamp = _time.GetUtcNow().ToUnixTimeMilliseconds();
        var nonce = RandomNumberGenerator.GetHexString(32, lowercase: true);
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Add(ReportSignature.TimestampHeader, timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add(ReportSignature.NonceHeader, nonce);
        request.Headers.Add(ReportSignature.SignatureHeader, ReportSignature.Sign(_secret, timestamp, nonce, body));

        // Only the first line of the answer matters: a dashboard that talks much is not listened to.
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (!answer.IsSuccessStatusCode)
        {
            throw new RefusedException((int)answer.StatusCode, answer.Headers.RetryAfter?.Delta);
        }
    }

    /// <summary>Dashboards that are due within the same second get the same report.</summary>
    private async Task<byte[]> ReadAsync(CancellationToken ct)
    {
        await _reading.WaitAsync(ct);
        try
        {
            if (_body is null || _time.GetElapsedTime(_readAt) >= TimeSpan.FromSeconds(1))
            {
                var report = await BotReports.TellAsync(_figures, _run, ++_number, ct);
                _body = BotReportJson.Write(report);
                _readAt = _time.GetTimestamp();
            }

            return _body;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>The dashboard answered, and not with yes.</summary>
    private sealed class RefusedException(int status, TimeSpan? retryAfter) : Exception(Advice(status))
    {
        public TimeSpan? RetryAfter => retryAfter;

        private static string Advice(int status) => status switch
        {
            401 => "it does not believe the signature (401): Push:Secret must be the same on both sides, and the clocks right",
            404 => "nothing takes reports at this address (404): Push:To names the dashboard's own address",
            409 => "it shows a bot of its own (409): reports go to a dashboard that runs without a bot",
            413 => "the report is too large for it (413)",
            _ => $"it answered {status}",
        };
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The dashboard at {Dashboard} does not take this bot's reports: {Problem}. It is tried again, ever less often up to every five minutes")]
        public static partial void NotTaken(ILogger logger, string dashboard, string problem);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The dashboard at {Dashboard} takes this bot's reports again")]
        public static partial void TakenAgain(ILogger logger, string dashboard);
    }
}
