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

    /// <summary>Well below the time that the system gives a thread at once: most parts are not interrupted by other work.</summary>
    private const int Part = 1_000;

    public static async Task<ResultPage> RunAsync(Arguments options, CancellationToken ct)
    {
        var (uses, people) = (options.Number("uses", 1_000_000), options.Number("people", 1_000_000));
        var page = new ResultPage("recording", "Recording one command", $"""
            {uses:N0} uses of 40 commands, recorded by one thread as the pipeline does, into the journal on disk; the time between batches of {Batch:N0}, in which
            they are saved to the embedded database, is not counted. The median of parts of {Part:N0} is told, of the second half, without and with the metrics' listener that the dashboard brings. Then
            {people:N0} people in {people / 10:N0} servers, one use each.
            """);
        var folder = Directory.CreateTempSubdirectory("bronx-bench-recording-");
        try
        {
            await using var database = await Database.OpenAsync(new StorageOptions { DataDirectory = folder.FullName }, [UsageTracker.Migrations], TimeProvider.System, NullLoggerFactory.Instance, ct);
            await using var tracker = await UsageTracker.OpenAsync(
                database, new UsageOptions { JournalFile = Path.Combine(folder.FullName, "usage.journal") }, TimeProvider.System, NullLoggerFactory.Instance, ct);
            var names = Enumerable.Range(0, 40).Select(i => $"command {i}").ToArray();
            var quiet = await RecordAsync(tracker, names, uses, ct);
            page.Target("recording one command", "≤ 200 ns", $"{quiet.Median.ToString("F0", CultureInfo.InvariantCulture)} ns", quiet.Median <= 200);
            page.Target("allocated by it", "0 B", $"{quiet.Allocated} B", quiet.Allocated == 0);
            page.Row("slowest and quickest part", string.Create(CultureInfo.InvariantCulture, $"{quiet.Slowest:F0} and {quiet.Quickest:F0} ns"));
            using (var metrics = new PrometheusText())
            {
                var heard = await RecordAsync(tracker, names, uses, ct);
                page.Row("recording one command and observing its duration for /metrics", $"{heard.Median.ToString("F0", CultureInfo.InvariantCulture)} ns");
                page.Target("allocated by both", "0 B", $"{heard.Allocated} B", heard.Allocated == 0);
            }

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

    private static async Task<Cost> RecordAsync(UsageTracker tracker, string[] names, int uses, CancellationToken ct)
    {
        var (times, allocated) = (new List<double>(), 0L);
        for (var batch = 0; batch * Batch < uses; batch++)
        {
            for (var part = 0; part < Batch / Part; part++)
            {
                var (took, bytes) = RecordPart(tracker, names);
                if (batch >= uses / Batch / 2)
                {
                    // The first half meets names that are new and code that is not yet compiled for speed, as a bot's first minute does.
                    times.Add(took.TotalNanoseconds / Part);
                    allocated += bytes;
                }
            }

            await tracker.FlushAsync(ct);
        }

        times.Sort();
        return new Cost(times[times.Count / 2], times[^1], times[0], allocated / ((long)times.Count * Part));
    }

    private static (TimeSpan Took, long Bytes) RecordPart(UsageTracker tracker, string[] names)
    {
        var use = new CommandUse("", CommandForm.Slash, CommandEnd.Succeeded, null, TimeSpan.FromMilliseconds(3), new UserId(7), new GuildId(8), TimeProvider.System.GetUtcNow());
        var (before, began) = (GC.GetAllocatedBytesForCurrentThread(), TimeProvider.System.GetTimestamp());
        for (var i = 0; i < Part; i++)
        {
            tracker.Record(use with { Command = names[i % names.Length] });
        }

        return (TimeProvider.System.GetElapsedTime(began), GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>Nanoseconds and bytes of one use.</summary>
    private readonly record struct Cost(double Median, double Slowest, double Quickest, long Allocated);
}
