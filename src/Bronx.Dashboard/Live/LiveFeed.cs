using Bronx.Dashboard.Api;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bronx.Dashboard.Live;

/// <summary>
/// One loop for all viewers. The first change after a quiet moment goes out at once; while changes keep coming they are gathered
/// to one push per <see cref="DashboardOptions.LiveSpacing"/>, and the last one is never left behind.
/// </summary>
internal sealed partial class LiveFeed(
    StatsSource source, ViewerSet viewers, DashboardOptions options, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<LiveFeed> logger) : BackgroundService
{
    /// <summary>How often a quiet feed looks for what changes with time alone: rates, and the running minute.</summary>
    public static readonly TimeSpan Ageing = TimeSpan.FromSeconds(5);

    /// <summary>Silence after which a sign of life is sent.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var closing = lifetime.ApplicationStopping.Register(viewers.Close);
        StatsReading? told = null;
        var spokenAt = time.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var reading = source.Read();
                if (told is null || !StatsSource.SaysTheSame(told, reading))
                {
                    viewers.Broadcast(reading.Json.Span);
                    spokenAt = time.GetTimestamp();
                }
                else if (time.GetElapsedTime(spokenAt) >= Heartbeat)
                {
                    viewers.Beat();
                    spokenAt = time.GetTimestamp();
                }

                told = reading;
                await Task.Delay(options.LiveSpacing, time, stoppingToken);
                await WaitAsync(reading, Heartbeat - time.GetElapsedTime(spokenAt), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // The edge of this loop: one bad reading must not end the live page for the rest of the day.
                Log.ReadingFailed(logger, fault);
                await Task.Delay(Ageing, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WaitAsync(StatsReading reading, TimeSpan untilHeartbeat, CancellationToken ct)
    {
        var wait = untilHeartbeat < Ageing ? untilHeartbeat : Ageing;
        if (wait <= TimeSpan.Zero) return;

        using var round = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(source.WhenChangedAsync(reading, round.Token), Task.Delay(wait, time, round.Token));
        await round.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The statistics could not be read; the live page waits five seconds.")]
        public static partial void ReadingFailed(ILogger logger, Exception fault);
    }
}
