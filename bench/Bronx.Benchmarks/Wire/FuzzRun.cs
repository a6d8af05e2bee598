using System.Globalization;
using Bronx.Benchmarks.Reporting;
using Bronx.Discord.Tests.Fuzzing;

namespace Bronx.Benchmarks.Wire;

/// <summary>Broken frames, sockets, packed streams, headers, bodies and sessions for minutes: no crash, no hang, no memory that only grows.</summary>
internal static class FuzzRun
{
    private const double Megabyte = 1024 * 1024;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(10);

    public static async Task<ResultPage> RunAsync(Arguments options, CancellationToken ct)
    {
        var minutes = options.Number("minutes", 10);
        var seed = options.Number("seed", 1);
        var page = new ResultPage("fuzz", "Fuzzing of what Discord sends", $"""
            {minutes} minutes of examples of everything that Discord sends, broken at random from seed {seed.ToString(CultureInfo.InvariantCulture)}: gateway frames up to cache and
            handlers, WebSocket bytes in chunks of any size, packed streams, rate-limit headers, REST bodies, kept sessions, and whole request queues that
            get senseless answers. Each must be read or refused by a fault that its caller catches.
            """);
        using var fuzz = new Fuzz(seed);
        long rounds = 0;
        var finds = new List<string>();
        var early = 0.0;
        var slowest = TimeSpan.Zero;
        var began = TimeProvider.System.GetTimestamp();
        using var beat = new Timer(
            state => Environment.FailFast($"A round of the fuzzer hangs (seed {seed})."), null, Hang, Timeout.InfiniteTimeSpan);
        while (TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(minutes) && finds.Count < 20 && !ct.IsCancellationRequested)
        {
            var round = TimeProvider.System.GetTimestamp();
            try
            {
                fuzz.Once();
            }
            catch (Exception find)
            {
                // A find: told, and on with the search.
                finds.Add($"round {rounds}: {find.GetType().Name}: {find.Message} {find.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}");
            }

            var took = TimeProvider.System.GetElapsedTime(round);
            slowest = took > slowest ? took : slowest;
            if (++rounds % 1000 == 0)
            {
                beat.Change(Hang, Timeout.InfiniteTimeSpan);
            }

            if (rounds % 20_000 == 0)
            {
                fuzz.Begin();
                early = rounds == 20_000 ? Live() : early;
            }
        }

        await Task.Yield();
        fuzz.Begin();
        var late = Live();
        page.Target("crashes: faults that nobody would have caught", "0", finds.Count.ToString(CultureInfo.InvariantCulture), finds.Count == 0);
        page.Target("live memory after 20,000 rounds / at the end", "no growth beyond 8 MB", $"{early:F1} MB / {late:F1} MB", late - early <= 8);
        page.Target("slowest round", "< 10 s", $"{slowest.TotalMilliseconds:F0} ms", slowest < Hang);
        page.Row("rounds", rounds.ToString("N0", CultureInfo.InvariantCulture));
        foreach (var (part, (tried, refused)) in fuzz.Tally)
        {
            page.Row($"{part}: tried / refused", string.Create(CultureInfo.InvariantCulture, $"{tried:N0} / {refused:N0}"));
        }

        finds.ForEach(page.Note);
        return page;
    }

    private static double Live() => GC.GetTotalMemory(forceFullCollection: true) / Megabyte;
}
