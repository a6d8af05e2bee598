using System.Globalization;
using Bronx.Benchmarks.Reporting;
using Bronx.Discord.Models;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Benchmarks.Operations;

/// <summary>What counting one command costs, and what a million people cost.</summary>
internal static class RecordingRun
{
    private const int Batch = 20_000;

    public static async Task<ResultPage> RunAsync(Arguments options, CancellationToken ct)
    {
        var (uses, people) = (options.Number("uses", 1_000_000), options.Number("people", 1_000_000));
        var page = new ResultPage("recording", "Recording one command", $"""
            {uses:N0} uses of 40 commands, recorded by one thread as the pipeline does, into the journal on disk; the time between batches, in which
            they are saved to the embedded database, is not counted. The median of the batches is told. Then {people:N0} people in {people / 10:N0} servers,
            one use each.
            """);
        var folder = Directory.CreateTempSubdirectory("bronx-bench-recording-");
        try
        {
            await using var database = await Database.OpenAsync(new StorageOptions { DataDirectory = folder.FullName }, [UsageTracker.Migrations], TimeProvider.System, NullLoggerFactory.Instance, ct);
            await using var tracker = await UsageTracker.OpenAsync(
                database, new UsageOptions { JournalFile = Path.Combine(folder.FullName, "usage.journal") }, TimeProvider.System, NullLoggerFactory.Instance, ct);
            var names = Enumerable.Range(0, 40).Select(i => $"command {i}").ToArray();
            var (times, allocated) = (new List<double>(), 0L);
            for (var batch = 0; batch * Batch < uses; batch++)
            {
                var use = new CommandUse("", CommandForm.Slash, CommandEnd.Succeeded, null, TimeSpan.FromMilliseconds(3), new UserId(7), new GuildId(8), TimeProvider.System.GetUtcNow());
                var (before, began) = (GC.GetAllocatedBytesForCurrentThread(), TimeProvider.System.GetTimestamp());
                for (var i = 0; i < Batch; i++)
                {
                    tracker.Record(use with { Command = names[i % names.Length] });
                }

                var took = TimeProvider.System.GetElapsedTime(began);
                if (batch > 2)
                {
                    // The first ones meet code that is not yet compiled and names that are new.
                    allocated += GC.GetAllocatedBytesForCurrentThread() - before;
                    times.Add(took.TotalNanoseconds / Batch);
                }

                await tracker.FlushAsync(ct);
            }

            times.Sort();
            var median = times[times.Count / 2];
            page.Target("recording one command", "≤ 200 ns", $"{median.ToString("F0", CultureInfo.InvariantCulture)} ns", median <= 200);
            page.Target("allocated by it", "0 B", $"{allocated / (times.Count * Batch)} B", allocated / (times.Count * Batch) == 0);
            page.Row("slowest and quickest batch", string.Create(CultureInfo.InvariantCulture, $"{times[^1]:F0} and {times[0]:F0} ns"));

            var memory = GC.GetTotalMemory(forceFullCollection: true);
            for (var i = 0; i < people; i++)
            {
                tracker.Record(new CommandUse(names[i % names.Length], CommandForm.Slash, CommandEnd.Succeeded, null, TimeSpan.FromMilliseconds(3), new UserId((ulong)i + 1), new GuildId(((ulong)i / 10) + 1), TimeProvider.System.GetUtcNow()));
                if (i % Batch == Batch - 1)
                {
                    await tracker.FlushAsync(ct);
                }
            }

            var grown = GC.GetTotalMemory(forceFullCollection: true) - memory;
            page.Target($"memory that {people:N0} people in {people / 10:N0} servers add", "≤ 4 MB", string.Create(CultureInfo.InvariantCulture, $"{grown / 1e6:F1} MB"), grown <= 4_000_000);
            var history = new UsageHistory(tracker, database, TimeProvider.System);
            var counted = (await history.UserAsync(new UserId((ulong)people), ct))?.Uses;
            page.Target("the last of them is counted", "1", $"{counted}", counted == 1);
            return page;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
