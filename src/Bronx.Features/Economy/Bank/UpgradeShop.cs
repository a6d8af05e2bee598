using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Economy.Bank;

/// <summary>
/// Sells one step. The step's number is in the transfer id, so a step is paid once; its level is kept right after, and if the
/// process dies between the two, the next try finds the payment and keeps the level without taking coins again.
/// </summary>
internal sealed class UpgradeShop(Ledger ledger, UpgradeStore store)
{
    /// <returns>The payment and the level it brought, or why there is none.</returns>
    public async Task<(PostedTransfer? Paid, int Level, CommandOutcome? Refused)> BuyAsync(Call call, Upgrade what, Func<int, Coins?> priceOf, CancellationToken ct)
    {
        var person = call.Caller.Id;
        var before = await store.BeginAsync(person, what, call.ReceivedAt, ct);
        if (priceOf(before.Level) is not { } price)
        {
            return (null, before.Level, CommandOutcome.Refuse(Refusal.RuleOfTheGame, UpgradeTexts.AtTheTop(what)));
        }

        var level = before.Level + 1;
        var name = what == Upgrade.Bank ? "bank" : "interest";
        var id = TransferId.From("upgrade", name, person, (ulong)before.Since.ToUnixTimeMilliseconds(), (ulong)level);
        var reason = what == Upgrade.Bank ? "Bigger bank" : "More interest";
        var outcome = await ledger.PostAsync(new Transfer(id, AccountId.Wallet(person), AccountId.Sink(name), price, reason, call.Origin), ct);
        switch (outcome)
        {
            case PostOutcome.Posted posted:
                await store.KeepAsync(person, what, level, ct);
                return (posted.Transfers[0], level, null);
            case PostOutcome.Repeated repeated:
                await store.KeepAsync(person, what, level, ct);
                return (repeated.First[0], level, null);
            case PostOutcome.Insufficient few:
                return (null, before.Level, CommandOutcome.Refuse(Refusal.InsufficientFunds, UpgradeTexts.TooDear(few.Needed, few.Balance)));
            default:
                return (null, before.Level, Accounts.Refuse(call, outcome, Pocket.Wallet));
        }
    }
}
