using Bronx.Benchmarks.Reporting;
using Bronx.Discord.Models;
using Bronx.Platform.Ledger;

namespace Bronx.Benchmarks.Money;

/// <summary>
/// The process that is killed: a ledger as the bot opens it, and many hands that give, pay, trade, bet, settle, give back, walk away
/// and repeat themselves until the end.
/// </summary>
internal sealed class LedgerWorker(Ledger ledger, WorkerLog log, ulong life)
{
    public const int Hands = 16;
    public const int People = 24;

    private static readonly AccountId House = AccountId.House("coinflip");
    private static readonly TransferOrigin Origin = new(new UserId(1), new GuildId(1), new ChannelId(2), 3);

    /// <summary>Where life <paramref name="life"/> notes what it asked and was told.</summary>
    public static string LogFile(string directory, int life) => Path.Combine(directory, $"life{life}.log");

    public static async Task<int> RunAsync(Arguments options)
    {
        var (directory, life) = (options.Text("data", ""), options.Number("life", 0));
        await using var database = await MoneyStore.OpenAsync(directory, options.Text("url", ""));
        await using var ledger = await MoneyStore.OpenLedgerAsync(database);

        // What a game does with the stakes of the process before it.
        foreach (var stake in await ledger.OpenReservationsAsync(CancellationToken.None))
        {
            await ledger.VoidAsync(stake.Id, "game interrupted", CancellationToken.None);
        }

        using var log = new WorkerLog(LogFile(directory, life));
        var worker = new LedgerWorker(ledger, log, (ulong)life);
        Console.WriteLine("{}");
        await Console.Out.FlushAsync();
        await Task.WhenAll(Enumerable.Range(0, Hands).Select(hand => Task.Run(() => worker.WorkAsync((ulong)hand))));
        return 0;
    }

    private async Task WorkAsync(ulong hand)
    {
        var random = new Random((int)((life * 31) + hand));
        Func<Task> last = () => Task.CompletedTask;
        for (var number = 0UL; ; number++)
        {
            var act = Next(random, hand, number);
            await act();
            if (random.Next(8) == 0)
            {
                await (random.Next(2) == 0 ? act() : last());
            }

            last = act;
        }
    }

    private Func<Task> Next(Random random, ulong hand, ulong number)
    {
        var (a, b) = (Wallet(random), Wallet(random));
        b = a == b ? House : b;
        var amount = new Coins(1 + random.Next(200));
        Transfer Move(string what, AccountId from, AccountId to) => new(TransferId.From(what, life, hand, number), from, to, amount, what, Origin);
        switch (random.Next(8))
        {
            case 0 or 1:
                return () => PostAsync(Move("grant", AccountId.Mint("grant"), a));
            case 2 or 3:
                return () => PostAsync(Move("pay", a, b));
            case 4:
                return () => PostAsync(Move("trade", a, b), Move("trade-back", b, a) with { Amount = new Coins(1 + (amount.Value / 2)) });
            case 5:
                return async () =>
                {
                    if (await ReserveAsync(a, amount, hand, number))
                    {
                        await SettleAsync(hand, number, amount.Value % 2 == 0 ? Move("won", House, a) : Move("lost", a, House));
                    }
                };
            case 6:
                return async () =>
                {
                    if (await ReserveAsync(a, amount, hand, number))
                    {
                        await ledger.VoidAsync(StakeId(hand, number), "changed my mind", CancellationToken.None);
                    }
                };
            default:
                return () => ReserveAsync(a, amount, hand, number);
        }
    }

    private async Task PostAsync(params Transfer[] linked)
    {
        log.Asked([.. linked.Select(transfer => transfer.Id)]);
        Note(await ledger.PostAsync(linked, CancellationToken.None));
    }

    private async Task<bool> ReserveAsync(AccountId from, Coins amount, ulong hand, ulong number)
    {
        var id = StakeId(hand, number);
        log.Asked(id);
        var wanted = new Reservation(id, from, amount, TimeProvider.System.GetUtcNow().AddMinutes(2), "bet", Origin);
        switch (await ledger.ReserveAsync(wanted, CancellationToken.None))
        {
            case ReserveOutcome.Reserved reserved:
                log.Told(id, reserved.Stake.Sequence);
                return true;
            case ReserveOutcome.Repeated repeated:
                log.Told(id, repeated.First.Sequence);
                return true;
            default:
                return false;
        }
    }

    private async Task SettleAsync(ulong hand, ulong number, Transfer move)
    {
        log.Asked(move.Id);
        Note(await ledger.SettleAsync(StakeId(hand, number), [move], CancellationToken.None));
    }

    private void Note(PostOutcome outcome)
    {
        var done = outcome switch
        {
            PostOutcome.Posted posted => posted.Transfers,
            PostOutcome.Repeated repeated => repeated.First,
            _ => [],
        };
        foreach (var line in done)
        {
            log.Told(line.Transfer.Id, line.Sequence);
        }
    }

    private TransferId StakeId(ulong hand, ulong number) => TransferId.From("stake", life, hand, number);

    private static AccountId Wallet(Random random) => AccountId.Wallet(new UserId((ulong)random.Next(People) + 1));
}
