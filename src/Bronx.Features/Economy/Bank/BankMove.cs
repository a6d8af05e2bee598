using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Bank;

/// <summary>One person's coins from one of their pockets to the other; once per event.</summary>
internal static class BankMove
{
    /// <param name="room">The most that fits; null for no limit.</param>
    public static async ValueTask<CommandOutcome> RunAsync(Ledger ledger, CommandCall call, AmountExpression amount, Pocket from, Pocket to, Coins? room, CancellationToken ct)
    {
        var id = TransferId.From("bank", call.Caller.Id, call.EventId);
        if (await ledger.FindAsync(id, ct) is { } done)
        {
            return CommandOutcome.Say(BankTexts.Moved(done.Transfers[0], from));
        }

        var available = await ledger.BalanceAsync(Accounts.Of(call.Caller.Id, from), ct);
        if (room == Coins.Zero)
        {
            return CommandOutcome.Refuse(Refusal.RuleOfTheGame, EconomyTexts.TooMuch(Coins.Zero));
        }

        if (Accounts.Resolve(call, amount, available, from, out var coins, room) is { } refusal)
        {
            return refusal;
        }

        var reason = to == Pocket.Bank ? "Deposit" : "Withdrawal";
        var outcome = await ledger.PostAsync(
            [new Transfer(id, Accounts.Of(call.Caller.Id, from), Accounts.Of(call.Caller.Id, to), coins, reason, call.Origin)], ct);
        return outcome switch
        {
            PostOutcome.Posted posted => CommandOutcome.Say(BankTexts.Moved(posted.Transfers[0], from)),
            PostOutcome.Repeated repeated => CommandOutcome.Say(BankTexts.Moved(repeated.First[0], from)),
            _ => Accounts.Refuse(call, outcome, from),
        };
    }
}
