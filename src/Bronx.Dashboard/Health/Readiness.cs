using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bronx.Dashboard.Health;

/// <summary>
/// Asks every probe at once. Answers are kept for a second, so that nobody can load the database by asking; changes are logged
/// once, not at every question.
/// </summary>
internal sealed partial class Readiness(
    IReadOnlyList<HealthProbe> probes, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<Readiness> logger) : IDisposable
{
    private static readonly TimeSpan ProbeDeadline = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _asking = new(1, 1);
    private ReadinessReport? _last;
    private long _askedAt;

    public async Task<ReadinessReport> AskAsync(CancellationToken ct)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested) return ReadinessReport.Stopping;

        await _asking.WaitAsync(ct);
        try
        {
            if (_last is null || time.GetElapsedTime(_askedAt) >= KeptFor)
            {
                var report = new ReadinessReport(await Task.WhenAll(probes.Select(probe => AskAsync(probe, ct))));
                Note(report);
                _last = report;
                _askedAt = time.GetTimestamp();
            }

            return _last;
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();

    private async Task<ProbeAnswer> AskAsync(HealthProbe probe, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            var result = await probe.CheckAsync(deadline.Token).WaitAsync(ProbeDeadline, time, ct);
            return new ProbeAnswer(probe.Name, result.IsReady, result.Note);
        }
        catch (TimeoutException)
        {
            return new ProbeAnswer(probe.Name, false, "no answer within two seconds");
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // A probe may throw anything its part throws; to whoever asks that is one fact: not ready.
            return new ProbeAnswer(probe.Name, false, fault.Message);
        }
        finally
        {
            await deadline.CancelAsync();
        }
    }

    private void Note(ReadinessReport report)
    {
        foreach (var probe in report.Probes)
        {
            var before = _last?.Probes.FirstOrDefault(known => known.Name == probe.Name);
            if (!probe.IsReady && before?.IsReady != false) Log.NotReady(logger, probe.Name, probe.Note ?? "no reason given");
            if (probe.IsReady && before?.IsReady == false) Log.ReadyAgain(logger, probe.Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Probe} is not ready: {Note}.")]
        public static partial void NotReady(ILogger logger, string probe, string note);

        [LoggerMessage(2, LogLevel.Information, "{Probe} is ready again.")]
        public static partial void ReadyAgain(ILogger logger, string probe);
    }
}

internal sealed record ProbeAnswer(string Name, bool IsReady, string? Note);

internal sealed record ReadinessReport(IReadOnlyList<ProbeAnswer> Probes, bool IsStopping = false)
{
    public static readonly ReadinessReport Stopping = new([], IsStopping: true);

    public bool IsReady => !IsStopping && Probes.All(static probe => probe.IsReady);
}
