using System.Globalization;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Interest;

internal static class InterestTexts
{
    public static Reply Claimed(PostedTransfer paid, DateTimeOffset next) => Reply.Of(Look.Card(
        "Interest",
        $"Your bank pays **{Say.Coins(paid.Transfer.Amount)}** into your wallet. {EconomyTexts.InWallet(paid.ToBalance)}\n\nThe next is yours from {Say.When(next, WhenStyle.DateAndTime)} on.",
        Look.Good));

    public static Reply ClaimedBefore(PostedTransfer paid, DateTimeOffset next) =>
        Reply.Of(Look.Refusal($"You have had today's {Say.Coins(paid.Transfer.Amount)} of interest. The next is yours from {Say.When(next, WhenStyle.DateAndTime)} on."));

    public static Reply TooLittle(Coins bank, string deposit) => Reply.Of(Look.Refusal(bank == Coins.Zero
        ? $"Your bank is empty, so there is nothing to pay interest on. Put some coins there first: `{deposit} half`."
        : $"{Say.Coins(bank)} in the bank are too few for a whole coin of interest. Put some more there: `{deposit} half`."));

    public static Reply Status(int level, Coins bank)
    {
        var next = InterestRules.Price(level) is { } price
            ? $"Level {level + 1} pays {Percent(level + 1)}, up to {Say.Coins(InterestRules.Most(level + 1))}, and costs {Say.Coins(price)}."
            : "That is as good as it gets.";
        return Reply.Of(Look.Card(
            $"Interest, level {level} of {InterestRules.TopLevel}",
            $"Once a day your bank pays {Percent(level)} of what it holds, up to {Say.Coins(InterestRules.Most(level))}: today that is **{Say.Coins(InterestRules.Of(bank, level))}**.\n\n{next}"));
    }

    public static Reply Upgraded(PostedTransfer paid, int level) => Reply.Of(Look.Card(
        $"Interest, level {level} of {InterestRules.TopLevel}",
        $"From now on your bank pays {Percent(level)} a day, up to {Say.Coins(InterestRules.Most(level))}. {EconomyTexts.InWallet(paid.FromBalance)}",
        Look.Good));

    private static string Percent(int level) => string.Create(CultureInfo.InvariantCulture, $"{InterestRules.Rate(level) / 100m:0.##} %");
}
