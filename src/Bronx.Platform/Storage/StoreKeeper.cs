using System.Globalization;
using Dapper;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Storage;

/// <summary>Takes care of the store while it is in use: ageing, indexes, statistics, space, log. One round at a time.</summary>
public sealed partial class StoreKeeper(Database database, IEnumerable<Ageing> ageings, TimeProvider time, ILogger<StoreKeeper> log) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private OptimizeReport? _last;

    /// <summary>The last round since the process started; null before the first.</summary>
    public OptimizeReport? Last => Volatile.Read(ref _last);

    /// <summary>Runs every step; one that fails is reported and does not keep the others from running.</summary>
    /// <exception cref="StorageException">The store does not answer at all.</exception>
    public async Task<OptimizeReport> RunAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            var (at, started) = (time.GetUtcNow(), time.GetTimestamp());
            var before = await database.CheckAsync(ct);
            if (before.Problem is { } problem)
            {
                throw new StorageException(problem, transient: true);
            }

            List<OptimizeStep> steps = [await StepAsync("ageing", AgeAsync, ct)];
            foreach (var (name, run) in database.Care)
            {
                steps.Add(await StepAsync(name, run, ct));
            }

            var report = new OptimizeReport(at, steps, time.GetElapsedTime(started), before.SizeBytes, (await database.CheckAsync(ct)).SizeBytes);
            Volatile.Write(ref _last, report);
            return report;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<OptimizeStep> StepAsync(string name, Func<CancellationToken, Task<CareResult>> run, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        try
        {
            var (detail, good) = await run(ct);
            return new OptimizeStep(name, detail, time.GetElapsedTime(started), good);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // One step's trouble is told to the owner; the next step may well work.
            Log.StepFailed(log, name, fault);
            return new OptimizeStep(name, $"failed: {fault.Message}", time.GetElapsedTime(started), IsGood: false);
        }
    }

    private async Task<CareResult> AgeAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        List<string> went = [];
        foreach (var ageing in ageings)
        {
            var rows = await database.WriteAsync((connection, transaction) => connection.ExecuteAsync(new CommandDefinition(ageing.Sql, new { now }, transaction, cancellationToken: ct)), ct);
            if (rows > 0)
            {
                went.Add(string.Create(CultureInfo.InvariantCulture, $"{rows:#,0} {ageing.Name}"));
            }
        }

        return new CareResult(went.Count == 0 ? "nothing was old enough" : "removed " + string.Join(", ", went));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Care of the store: step {Step} failed")]
        public static partial void StepFailed(ILogger logger, string step, Exception fault);
    }
}
