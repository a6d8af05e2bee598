using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Bank;

internal static class UpgradeTexts
{
    public static Reply AtTheTop(Upgrade what) => Reply.Of(Look.Refusal(
        what == Upgrade.Bank ? "Your bank is as big as a bank can be." : "Your interest is as good as it gets."));

    public static Reply TooDear(Coins price, Coins wallet) => Reply.Of(Look.Refusal(
        $"The next step costs {Say.Coins(price)}, and your wallet has {Say.Coins(wallet)}. Come back when it has {Say.Coins(price - wallet)} more."));

    public static Reply BiggerBank(PostedTransfer paid, int level) => Reply.Of(Look.Card(
        "Bigger bank",
        $"Your bank now holds **{Say.Coins(BankRules.Limit(level))}**. {EconomyTexts.InWallet(paid.FromBalance)}\n\n{Next(level)}",
        Look.Good));

    private static string Next(int level) => BankRules.Price(level) is { } price
        ? $"The next step, {Say.Coins(BankRules.Limit(level + 1))}, costs {Say.Coins(price)}."
        : "That is as big as it gets.";
}
