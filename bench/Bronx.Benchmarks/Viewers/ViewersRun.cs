using Bronx.Benchmarks.Processes;
using Bronx.Benchmarks.Reporting;

namespace Bronx.Benchmarks.Viewers;

/// <summary>From a command counted to its number on a thousand open pages, and what a thousand pages cost the bot.</summary>
internal static class ViewersRun
{
    private const double TargetMilliseconds = 250;

    public static async Task<ResultPage> RunAsync(Arguments arguments, CancellationToken ct)
    {
        var viewers = arguments.Number("viewers", 1_000);
        var seconds = arguments.Number("seconds", 60);
        var spacing = arguments.Number("spacing", 175);
        var page = new ResultPage(
            "viewers", "A thousand viewers",
            $"{viewers:#,0} open pages for {seconds} s, about eight commands a second at random moments, {spacing} ms between pushes. The dashboard runs with the bot's own tracker, "
            + "store and journal in one process; the viewers are in another, on the same cores, and read every byte.");
        await using var servant = LineProcess.StartSelf("dashboard", "--spacing", $"{spacing}");
        var address = new Uri((await servant.ReadAsync(ct)).GetProperty("address").GetString()!);
        await servant.AskAsync("record 5000", ct);
        var alone = await CostAsync(servant, seconds / 3, ct);

        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue }) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var crowd = Enumerable.Range(0, viewers).Select(_ => new Watcher()).ToList();
        var watching = await OpenAsync(crowd, http, over.Token);
        var before = Bytes(crowd);
        var watched = await CostAsync(servant, seconds, ct);
        var carried = Bytes(crowd) - before;

        // The last number may still be on its way: a late one is counted as late, not as missing.
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, ct);
        await over.CancelAsync();
        await Task.WhenAll(watching);
        Report(page, crowd, alone, watched, carried, seconds);
        return page;
    }

    private static async Task<List<Task>> OpenAsync(List<Watcher> crowd, HttpClient http, CancellationToken ct)
    {
        List<Task> watching = [];
        foreach (var few in crowd.Chunk(50))
        {
            var open = few.Select(watcher =>
            {
                var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                watching.Add(watcher.WatchAsync(http, opened, ct));
                return opened.Task;
            }).ToList();
            await Task.WhenAll(open).WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, ct);
        }

        return watching;
    }

    /// <summary>Counts commands for a while, and what the dashboard's process used meanwhile.</summary>
    private static async Task<Stretch> CostAsync(LineProcess servant, int seconds, CancellationToken ct)
    {
        var random = new Random(1);
        List<(long Total, long At)> recorded = [];
        var slowest = 0.0;
        var began = TimeProvider.System.GetTimestamp();
        var used = (await servant.AskAsync("usage", ct)).GetProperty("cpuSeconds").GetDouble();
        while (TimeProvider.System.GetElapsedTime(began).TotalSeconds < seconds)
        {
            var told = await servant.AskAsync("record 1", ct);
            recorded.Add((told.GetProperty("total").GetInt64(), told.GetProperty("at").GetInt64()));
            slowest = Math.Max(slowest, told.GetProperty("recordMicroseconds").GetDouble());
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(20, 230)), TimeProvider.System, ct);
        }

        var after = await servant.AskAsync("usage", ct);
        return new Stretch(
            recorded, slowest, (after.GetProperty("cpuSeconds").GetDouble() - used) / TimeProvider.System.GetElapsedTime(began).TotalSeconds, after.GetProperty("residentBytes").GetInt64());
    }

    private static void Report(ResultPage page, List<Watcher> crowd, Stretch alone, Stretch watched, long carried, int seconds)
    {
        List<double> waits = [];
        var missing = 0;
        foreach (var watcher in crowd)
        {
            var next = 0;
            foreach (var (total, at) in watched.Recorded)
            {
                while (next < watcher.Seen.Count && watcher.Seen[next].Total < total)
                {
                    next++;
                }

                if (next == watcher.Seen.Count)
                {
                    missing++;
                }
                else
                {
                    waits.Add(Math.Max(0, TimeProvider.System.GetElapsedTime(at, watcher.Seen[next].At).TotalMilliseconds));
                }
            }
        }

        waits.Sort();
        var p99 = At(waits, 0.99);
        page.Target("command counted → number on the page, p99", $"≤ {TargetMilliseconds:0} ms", $"{p99:0} ms", p99 <= TargetMilliseconds);
        page.Row("the same, p50 / p95 / longest", $"{At(waits, 0.5):0} / {At(waits, 0.95):0} / {At(waits, 1):0} ms");
        page.Target("numbers that never arrived", "0", $"{missing} of {waits.Count + missing:#,0}", missing == 0);
        page.Row("processor of the dashboard's process, nobody watching / everybody", $"{alone.Cores * 100:0.0} % / {watched.Cores * 100:0.0} % of one core");
        page.Row("its memory, nobody watching / everybody", $"{alone.Resident / 1e6:0} / {watched.Resident / 1e6:0} MB");
        page.Row("slowest single recording, nobody watching / everybody", $"{alone.Slowest:0} / {watched.Slowest:0} µs");
        page.Row("sent to all viewers together", $"{carried / 1e6 / seconds:0.0} MB/s");
        page.Note("Each number's wait is measured on the machine's monotonic clock, from the return of the recording to the arrival of the first push that has it.");
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(sorted.Count * share) - 1, 0, sorted.Count - 1)];

    private static long Bytes(List<Watcher> crowd) => crowd.Sum(watcher => watcher.Bytes);

    /// <param name="Slowest">Recording of one command, microseconds.</param>
    /// <param name="Cores">Time on cores per time passed.</param>
    private sealed record Stretch(IReadOnlyList<(long Total, long At)> Recorded, double Slowest, double Cores, long Resident);
}
