using Bronx.Benchmarks.Processes;
using Bronx.Benchmarks.Reporting;

namespace Bronx.Benchmarks.Money;

/// <summary>Kills processes that move money, over and over, and looks at the books after each.</summary>
internal static class KillRun
{
    /// <summary>A store is replaced after so many lives, so that each kill can afford a whole audit.</summary>
    private const int LivesPerStore = 20;

    /// <summary>The bot makes far fewer entries in a life, and its people have to accept the Terms of Service first.</summary>
    private const int BotLivesPerStore = 50;

    public static async Task<ResultPage> RunAsync(Arguments options, CancellationToken ct)
    {
        var engine = options.Text("engine", "sqlite");
        var bots = options.Text("who", "worker") == "bot";
        var times = options.Number("times", bots ? 100 : 1_000);
        var seed = options.Number("seed", 1);
        var atOnce = Math.Clamp(options.Number("at-once", 1), 1, 16);
        var page = new ResultPage(bots ? $"kills-bot-{engine}" : $"kills-{engine}", $"{(bots ? "The whole bot" : "A ledger")} killed with -9 under load on {engine}", $"""
            {(bots
                ? "The bot as `bronx run` starts it, while twelve people of the sandbox deposit, withdraw, pay, work and play by slash command as fast as its pauses allow."
                : $"A process that works its ledger as the bot does, with {LedgerWorker.Hands} hands that give, pay, trade, bet, settle, give back, walk away and repeat themselves.")}
            {times:N0} kills, each at a random instant (seed {seed}), {atOnce} of them alive at once, each on a store of its own{(bots ? "" : ", one in seven while it starts")}. {MoneyStore.Describe(engine)}.
            After every kill: a whole audit (sum, floors, balances, stakes set aside, hash chain), every acknowledged movement in its place,
            {(bots ? "" : "nothing that nobody asked for, no half trade, ")}repeats change nothing, no stake of the dead without its game 5 s after the next start.
            """);
        var tally = new KillTally();
        var postgres = engine == "postgres" ? MoneyStore.NewServer() : null;
        var perStore = bots ? BotLivesPerStore : LivesPerStore;
        try
        {
            var stores = Enumerable.Range(0, (times + perStore - 1) / perStore);
            await Parallel.ForEachAsync(stores, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = ct }, async (place, stop) =>
            {
                await using var store = await MoneyStore.NewAsync(engine, postgres);
                var lives = Math.Min(perStore, times - (place * perStore));
                var (own, random) = (new KillTally(), new Random(seed + place));
                await (bots ? BotLives.RunAsync(store, lives, random, own, stop) : WorkersAsync(store, lives, random, own, stop));
                lock (tally)
                {
                    tally.Add(own);
                    Console.Error.WriteLine($"{tally.Kills} kills, {tally.Wrong} differences");
                }
            });
        }
        finally
        {
            if (postgres is not null)
            {
                await postgres.DisposeAsync();
            }
        }

        Report(page, tally, times, bots);
        return page;
    }

    private static async Task WorkersAsync(MoneyStore store, int lives, Random random, KillTally tally, CancellationToken ct)
    {
        var check = new KillCheck(tally);
        var last = 0L;
        for (var life = 0; life < lives; life++)
        {
            ct.ThrowIfCancellationRequested();
            var whileStarting = random.Next(7) == 0;
            var delay = TimeSpan.FromMilliseconds(random.NextDouble() * (whileStarting ? 500 : 800));
            await using (var worker = LineProcess.StartSelf("ledger-worker", "--data", store.Directory, "--url", store.Url, "--life", $"{life}"))
            {
                if (!whileStarting)
                {
                    await worker.ReadAsync(ct);
                }

                await Task.Delay(delay, TimeProvider.System, ct);
                await worker.KillAsync(ct);
            }

            tally.Kills++;
            tally.DuringStart += whileStarting ? 1 : 0;
            last = await check.WorkerAsync(store, life, last);
        }
    }

    private static void Report(ResultPage page, KillTally tally, int wanted, bool bots)
    {
        page.Target("kills", $"{wanted:N0}", MoneyStore.Grouped(tally.Kills), tally.Kills >= wanted);
        page.Target("differences: sums, floors, chain, lost, invented, half done, done twice, orphaned", "0", MoneyStore.Grouped(tally.Wrong), tally.Wrong == 0);
        page.Row("movements acknowledged before a kill, all found in their place", MoneyStore.Grouped(tally.Acknowledged));
        page.Row("stakes of the dead without a game, all returned", MoneyStore.Grouped(tally.Orphans));
        page.Row("repeats tried", MoneyStore.Grouped(tally.Repeats));
        page.Row("entries walked by the audits", MoneyStore.Grouped(tally.Audited));
        if (bots)
        {
            page.Row("stakes of hands that lay on the table and could be played on", MoneyStore.Grouped(tally.Continued));
        }
        else
        {
            page.Row("slowest return of the stakes of the dead, from the start on", $"{tally.SlowestReturn.TotalSeconds:F2} s");
            page.Row("killed while starting", MoneyStore.Grouped(tally.DuringStart));
            page.Row("done though the kill came before the answer", MoneyStore.Grouped(tally.UnansweredButDone));
            page.Row("asked without a yes (refused, or cut off), asked anew", MoneyStore.Grouped(tally.Unanswered));
        }

        foreach (var finding in tally.Findings)
        {
            page.Note($"- {finding}");
        }
    }
}
