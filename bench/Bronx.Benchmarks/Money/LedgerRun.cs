using System.Globalization;
using Bronx.Benchmarks.Reporting;
using Bronx.Benchmarks.Wire;
using Bronx.Discord.Models;
using Bronx.Platform.Ledger;

namespace Bronx.Benchmarks.Money;

/// <summary>Durable transfers against one house account, as many at once as there are clients, each waiting for its answer.</summary>
internal static class LedgerRun
{
    private const int Linked = 100;

    public static async Task<ResultPage> RunAsync(Arguments options, CancellationToken ct)
    {
        var engine = options.Text("engine", "sqlite");
        var (seconds, clients, people) = (options.Number("seconds", 20), options.Number("clients", 144), options.Number("people", 10_000));
        var page = new ResultPage($"ledger-{engine}", $"Durable transfers on {engine}", $"""
            {clients} clients in one process, each posting one transfer after the other between a wallet of {people:N0} people and the one house account, and waiting for
            the durable answer. {MoneyStore.Describe(engine)}. {seconds} s after a warm-up of a fifth of that; afterwards the whole journal is audited.
            """);
        await using var store = await MoneyStore.NewAsync(engine);
        await using var database = await MoneyStore.OpenAsync(store.Directory, store.Url);
        await using var ledger = await MoneyStore.OpenLedgerAsync(database);
        await FillAsync(ledger, people, ct);
        await LoadAsync(ledger, "warm", clients, people, TimeSpan.FromSeconds(seconds / 5.0), ct);
        var cpu = Usage.CpuSeconds;
        var (took, waits) = await LoadAsync(ledger, "run", clients, people, TimeSpan.FromSeconds(seconds), ct);
        cpu = Usage.CpuSeconds - cpu;
        waits.Sort();
        var rate = waits.Count / took.TotalSeconds;
        var p99 = Milliseconds(waits, 0.99);
        page.Target("durable transfers per second, one house account", "≥ 20,000", MoneyStore.Grouped((long)rate), rate >= 20_000);
        page.Target("wait for the durable answer, p99", "≤ 20 ms", Say(p99), p99 <= 20);
        page.Row("wait, p50 and p99.9", $"{Say(Milliseconds(waits, 0.5))} and {Say(Milliseconds(waits, 0.999))}");
        page.Row("transfers", MoneyStore.Grouped(waits.Count));
        page.Row("processor time of the bot's side per transfer", $"{(cpu * 1e6 / waits.Count).ToString("F1", CultureInfo.InvariantCulture)} µs");
        var audit = await ledger.AuditAsync(ct);
        page.Target("audit of the whole journal", "proved", audit.IsProved ? $"proved, {MoneyStore.Grouped(audit.Transfers)} entries" : audit.Findings[0], audit.IsProved);
        return page;
    }

    private static async Task FillAsync(Ledger ledger, int people, CancellationToken ct)
    {
        for (var first = 0; first < people; first += Linked)
        {
            await ledger.PostAsync(
                [.. Enumerable.Range(first, Math.Min(Linked, people - first)).Select(person => new Transfer(
                    TransferId.From("fill", (ulong)person), AccountId.Mint("fill"), Wallet(person), new Coins(1_000_000), "fill", TransferOrigin.None))],
                ct);
        }
    }

    private static async Task<(TimeSpan Took, List<long> Waits)> LoadAsync(Ledger ledger, string name, int clients, int people, TimeSpan length, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(
            async () =>
            {
                var waits = new List<long>(65_536);
                var random = new Random(client);
                for (var number = 0UL; TimeProvider.System.GetElapsedTime(began) < length; number++)
                {
                    var person = random.Next(people);
                    var won = random.Next(2) == 0;
                    var origin = new TransferOrigin(new UserId((ulong)person + 1), new GuildId(1), new ChannelId(2), ((ulong)client << 32) | number);
                    var transfer = new Transfer(
                        TransferId.From(name, (ulong)client, number), won ? AccountId.House("coinflip") : Wallet(person), won ? Wallet(person) : AccountId.House("coinflip"),
                        new Coins(1 + random.Next(100)), won ? "Coinflip won" : "Coinflip lost", origin);
                    var asked = TimeProvider.System.GetTimestamp();
                    if (await ledger.PostAsync(transfer, ct) is not PostOutcome.Posted)
                    {
                        throw new BenchException("A transfer was not posted.");
                    }

                    waits.Add(TimeProvider.System.GetElapsedTime(asked).Ticks);
                }

                return waits;
            },
            ct)));
        return (TimeProvider.System.GetElapsedTime(began), [.. all.SelectMany(waits => waits)]);
    }

    private static AccountId Wallet(int person) => AccountId.Wallet(new UserId((ulong)person + 1));

    private static double Milliseconds(List<long> sorted, double share) => TimeSpan.FromTicks(sorted[(int)(sorted.Count * share)]).TotalMilliseconds;

    private static string Say(double milliseconds) => $"{milliseconds.ToString("F1", CultureInfo.InvariantCulture)} ms";
}
