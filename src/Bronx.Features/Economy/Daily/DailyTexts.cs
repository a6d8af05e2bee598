using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Daily;

internal static class DailyTexts
{
    public static Reply Claimed(PostedTransfer paid, DailyStreak streak) =>
        Reply.Of(Look.Card(
            "Daily coins",
            $"**{Say.Coins(paid.Transfer.Amount)}** for you. {EconomyTexts.InWallet(paid.ToBalance)}\n\n{Outlook(streak)}",
            Look.Good));

    public static Reply ClaimedBefore(PostedTransfer paid, DailyStreak streak) =>
        Reply.Of(Look.Refusal($"You have had today's {Say.Coins(paid.Transfer.Amount)}. The next are yours from {Say.When(DailyRules.NextAfter(streak.Day), WhenStyle.DateAndTime)} on."));

    private static string Outlook(DailyStreak streak)
    {
        var least = new Coins(DailyRules.Reward(streak.Length + 1, 0));
        var row = streak.Length == 1 ? "Day 1" : $"Day {Say.Number(streak.Length)} in a row";
        return $"{row}. The next are yours from {Say.When(DailyRules.NextAfter(streak.Day), WhenStyle.DateAndTime)} on: at least {Say.Coins(least)}.";
    }
}
