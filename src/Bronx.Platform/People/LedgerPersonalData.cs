using Bronx.Discord.Models;
using Bronx.Platform.Ledger;

namespace Bronx.Platform.People;

/// <summary>A person's coins and every movement of them.</summary>
internal sealed class LedgerPersonalData(Ledger.Ledger ledger) : IPersonalData
{
    /// <summary>The newest of each account; more than this nobody can put on a page or send.</summary>
    private const int MostMovements = 40_000;

    private const int AtOnce = 1_000;

    public string Title => "Coins";

    public async Task<IReadOnlyList<PersonalTable>> ExportAsync(UserId person, CancellationToken ct)
    {
        var (wallet, bank) = (AccountId.Wallet(person), AccountId.Bank(person));
        var movements = (await HistoryAsync(wallet, ct)).Concat(await HistoryAsync(bank, ct)).DistinctBy(move => move.Sequence).OrderByDescending(move => move.Sequence);
        var stakes = (await ledger.OpenReservationsAsync(ct)).Where(stake => stake.From == wallet || stake.From == bank);
        return
        [
            new PersonalTable("balances", ["account", "coins"], [["wallet", (await ledger.BalanceAsync(wallet, ct)).Value], ["bank", (await ledger.BalanceAsync(bank, ct)).Value]]),
            new PersonalTable("stakes of running games", ["coins", "for", "set aside", "back at the latest"], [.. stakes.Select(Row)]),
            new PersonalTable(
                "movements", ["number", "when", "coins", "from", "to", "reason", "server", "channel", "message or interaction"],
                [.. movements.Select(move => Row(move, person))]),
        ];
    }

    public async Task<Erasure> EraseAsync(UserId person, CancellationToken ct) => await ledger.ForgetAsync(person, ct) switch
    {
        ForgetOutcome.Forgotten => new Erasure(1, Kept),
        ForgetOutcome.NotKnown => new Erasure(0, null),
        _ => new Erasure(0, null) { MustWait = true },
    };

    private const string Kept =
        "The movements of your coins stay in the books without your name, so that everybody else's balance can still be proved, with a fingerprint that keeps the welcome bonus and the daily coins from being paid twice.";

    private async Task<List<PostedTransfer>> HistoryAsync(AccountId account, CancellationToken ct)
    {
        var all = new List<PostedTransfer>();
        for (long? before = null; all.Count < MostMovements;)
        {
            var page = await ledger.HistoryAsync(account, AtOnce, before, ct);
            all.AddRange(page);
            if (page.Count < AtOnce)
            {
                break;
            }

            before = page[^1].Sequence;
        }

        return all;
    }

    private static IReadOnlyList<object?> Row(OpenReservation stake) => [stake.Amount.Value, stake.Reason, stake.At, stake.Deadline];

    /// <summary>The other side is told as what it is, never as who: a copy is of one person alone.</summary>
    private static IReadOnlyList<object?> Row(PostedTransfer move, UserId person) =>
    [
        move.Sequence, move.At, move.Transfer.Amount.Value, Side(move.Transfer.From, person), Side(move.Transfer.To, person), move.Transfer.Reason,
        move.Transfer.Origin.Guild?.ToString(), move.Transfer.Origin.Channel?.ToString(), move.Transfer.Origin.Event?.ToString(System.Globalization.CultureInfo.InvariantCulture),
    ];

    private static string Side(AccountId account, UserId person) => account.Kind switch
    {
        AccountKind.Wallet or AccountKind.Bank when account.Owner == person => account.Kind == AccountKind.Wallet ? "your wallet" : "your bank",
        AccountKind.Wallet or AccountKind.Bank or AccountKind.Forgotten => "another person",
        AccountKind.Held => "stakes of running games",
        _ => $"the bot ({account.Name})",
    };
}
