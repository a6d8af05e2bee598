using Bronx.Discord;
using Bronx.Platform.Alerts;
using Bronx.Platform.Caching;
using Bronx.Platform.Jobs;
using Bronx.Platform.Storage;

namespace Bronx.Platform.Reporting;

/// <summary>
/// Asks every part of this process how it is. One reading is shared by everybody who asks within <see cref="FreshFor"/>; a part that
/// fails or does not answer in time is unknown, and hides nothing of the others.
/// </summary>
public sealed class HealthBoard(TimeProvider time) : IDisposable
{
    /// <summary>How long one reading serves.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(2);

    /// <summary>How long a part may take to answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private const int PastAlerts = 50;

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _asking = new(1, 1);
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private HealthReport? _last;
    private long _lastStamp;

    /// <summary>The program's release.</summary>
    public string Release { get; init; } = "unknown";

    /// <summary>The bot's connection; null in a process without one.</summary>
    public DiscordClient? Discord { get; init; }

    public DatabaseWatch? Database { get; init; }

    public CacheBoard? Cache { get; init; }

    public JobBoard? Jobs { get; init; }

    public AlertBoard? Alerts { get; init; }

    public async Task<HealthReport> ReadAsync(CancellationToken ct)
    {
        await _asking.WaitAsync(ct);
        try
        {
            if (_last is { } last && time.GetElapsedTime(_lastStamp) < FreshFor)
            {
                return last;
            }

            _last = await AskAsync(ct);
            _lastStamp = time.GetTimestamp();
            return _last;
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();

    private async Task<HealthReport> AskAsync(CancellationToken ct)
    {
        // Side by side: one part that does not answer costs its own patience, not the others'.
        var queue = PartAsync(Discord, async (client, token) => HealthReports.Tell(await client.Rest.GetQueueSnapshotAsync(token)), ct);
        var database = PartAsync(Database, async (watch, token) => HealthReports.Tell(await LookAsync(watch, token)), ct);
        var past = PartAsync(Alerts, async (board, token) => (await board.HistoryAsync(PastAlerts, token)).Select(HealthReports.Tell).ToList(), ct);
        return new HealthReport(
            HealthReports.Process(Release, _startedAt),
            Discord?.Shards.Select(HealthReports.Tell).ToList(),
            await queue,
            Cache is null ? null : HealthReports.Tell(Cache.Snapshot()),
            await database,
            Jobs?.Snapshot().Select(HealthReports.Tell).ToList(),
            Alerts?.Snapshot().Select(HealthReports.Tell).ToList(),
            await past);
    }

    /// <summary>The last look while it is fresh; else a look now.</summary>
    private async Task<DatabaseReading> LookAsync(DatabaseWatch watch, CancellationToken ct) =>
        watch.Current is { } last && time.GetUtcNow() - last.At < LookAgainAfter ? last : await watch.LookAsync(ct);

    /// <summary>Null when the part is not there, fails or takes too long: it is unknown then.</summary>
    private async Task<TAnswer?> PartAsync<TPart, TAnswer>(TPart? part, Func<TPart, CancellationToken, Task<TAnswer>> ask, CancellationToken ct)
        where TPart : class
        where TAnswer : class
    {
        if (part is null)
        {
            return null;
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            return await ask(part, both.Token).WaitAsync(both.Token);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            // Whatever it was, whoever looks sees that this part is unknown; the part itself logs its faults.
            return null;
        }
    }
}
