using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Bank;

internal static class BankTexts
{
    public static Reply Moved(PostedTransfer moved, Pocket from)
    {
        var (wallet, bank) = from == Pocket.Wallet ? (moved.FromBalance, moved.ToBalance) : (moved.ToBalance, moved.FromBalance);
        var amount = Say.Coins(moved.Transfer.Amount);
        return Reply.Of(Look.Card(
            from == Pocket.Wallet ? $"{amount} put into the bank" : $"{amount} taken from the bank",
            EconomyTexts.Columns(("Wallet", wallet), ("Bank", bank)),
            Look.Good));
    }

    public static Reply NoRoom(int level, Coins room, string upgrade)
    {
        var next = BankRules.Price(level) is { } price
            ? $" `{upgrade}` makes it hold {Say.Coins(BankRules.Limit(level + 1))}, for {Say.Coins(price)}."
            : "";
        return Reply.Of(Look.Refusal(room == Coins.Zero
            ? $"Your bank is full: it holds {Say.Coins(BankRules.Limit(level))}.{next}"
            : $"Your bank has room for {Say.Coins(room)}. Try `all`, it stops at what fits.{next}"));
    }
}
