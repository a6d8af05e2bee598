using System.Globalization;
using Bronx.Benchmarks.Processes;
using Bronx.Benchmarks.Reporting;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Benchmarks.Operations;

/// <summary>Kills a process that counts commands, over and over, and looks at the counts after each.</summary>
internal static class UsageKillRun
{
    public static async Task<ResultPage> RunAsync(Arguments options, CancellationToken ct)
    {
        var (times, seed) = (options.Number("times", 200), options.Number("seed", 1));
        var page = new ResultPage("usage-kills", "Counts after kill -9", $"""
            A process records up to 5,000 commands a second (the journal holds 65,536 that are not saved yet; what comes beyond that while the store takes nothing is in
            memory only) and saves them at random moments; it notes each use in a file of its own before and after it is recorded. It is killed by SIGKILL after a random 20 to
            400 ms, {times:N0} times (seed {seed}); each time the store is opened as the bot does and counted.
            """);
        var folder = Directory.CreateTempSubdirectory("bronx-bench-usage-kills-");
        var random = new Random(seed);
        var (lost, twice, wrong, recorded) = (0L, 0L, 0, 0L);
        try
        {
            for (var life = 1; life <= times; life++)
            {
                await using (var child = LineProcess.StartSelf("usage-worker", "--data", folder.FullName, "--seed", $"{seed + life}", "--base", recorded.ToString(CultureInfo.InvariantCulture)))
                {
                    await child.ReadAsync(ct);
                    await Task.Delay(TimeSpan.FromMilliseconds(random.Next(20, 400)), TimeProvider.System, ct);
                    await child.KillAsync(ct);
                }

                var (begun, done) = UsageWorker.ReadNotes(folder.FullName);
                await using var database = await OpenAsync(folder.FullName, ct);
                await using var tracker = await OpenTrackerAsync(database, folder.FullName, ct);
                var counted = tracker.Snapshot().Total;
                lost += Math.Max(0, done - counted);
                twice += Math.Max(0, counted - begun);
                wrong += counted < done || counted > begun ? 1 : 0;
                recorded = counted;
            }

            page.Target("counts lost by kill -9", "0", $"{lost}", lost == 0);
            page.Target("counted twice", "0", $"{twice}", twice == 0);
            page.Target("lives after which the counts were not exact", "0", $"{wrong} of {times}", wrong == 0);
            page.Row("uses recorded in all", $"{recorded:N0}");
            return page;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static Task<Database> OpenAsync(string folder, CancellationToken ct) =>
        Database.OpenAsync(new StorageOptions { DataDirectory = folder }, [UsageTracker.Migrations], TimeProvider.System, NullLoggerFactory.Instance, ct);

    public static Task<UsageTracker> OpenTrackerAsync(Database database, string folder, CancellationToken ct) => UsageTracker.OpenAsync(
        database, new UsageOptions { JournalFile = Path.Combine(folder, "usage.journal") }, TimeProvider.System, NullLoggerFactory.Instance, ct);
}
