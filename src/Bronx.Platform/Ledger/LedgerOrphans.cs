using Bronx.Platform.Storage;
using Dapper;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Ledger;

/// <summary>Gives back stakes whose game never came to an end.</summary>
internal sealed partial class LedgerOrphans(Ledger ledger, Database database, LedgerOptions options, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private const int AtOnce = 500;

    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    public void Start() => _loop = Task.Run(RunAsync);

    /// <returns>How many were given back.</returns>
    public async Task<int> VoidOverdueAsync(CancellationToken cancel)
    {
        for (var voided = 0; ;)
        {
            var overdue = await database.ReadAsync(
                async connection => (await connection.QueryAsync<byte[]>(
                    "SELECT j.id FROM ledger_reservations r JOIN ledger_journal j ON j.sequence = r.sequence " +
                    "WHERE r.state = 0 AND r.deadline <= @now ORDER BY r.deadline LIMIT @AtOnce",
                    new { now = time.GetUtcNow().ToUnixTimeMilliseconds(), AtOnce })).AsList(),
                cancel);
            var answers = await Task.WhenAll(overdue.Select(id => ledger.VoidAsync(TransferId.FromBytes(id), "deadline passed", cancel)));
            voided += answers.Count(done => done);
            if (overdue.Count < AtOnce)
            {
                if (voided > 0)
                {
                    Log.GaveBack(log, voided);
                }

                return voided;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        options.Watch?.Stop();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(options.OrphanInterval, time);
        var isAway = false;
        var due = time.GetUtcNow() + options.OrphanInterval;
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                try
                {
                    await (options.Watch is { } watch
                        ? watch.RoundAsync(due, () => VoidOverdueAsync(_stop.Token), voided => voided == 0 ? null : $"gave back {voided}")
                        : VoidOverdueAsync(_stop.Token));
                    isAway = false;
                }
                catch (StorageException e) when (e.Transient)
                {
                    // The store says itself what is wrong with it; every second the same would hide all else.
                    Log.Waits(log, isAway ? LogLevel.Debug : LogLevel.Warning, e.Message);
                    isAway = true;
                }
                catch (Exception e) when (e is StorageException or InvalidOperationException)
                {
                    // The stakes are safe where they are; the next round asks again.
                    Log.Failed(log, e);
                }

                // The timer leaves out what it missed, and so does this.
                due += options.OrphanInterval;
                due = due > time.GetUtcNow() ? due : time.GetUtcNow();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The ledger closes.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} stakes past their deadline were given back")]
        public static partial void GaveBack(ILogger logger, int count);

        [LoggerMessage(Message = "Stakes past their deadline wait for the database: {Problem}")]
        public static partial void Waits(ILogger logger, LogLevel level, string problem);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Stakes past their deadline could not be given back yet")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
