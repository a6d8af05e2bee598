using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Pay;

internal static class PayTexts
{
    public static Reply Paid(PostedTransfer paid, UserId to) =>
        Reply.Of(Look.Card(
            "Coins given",
            $"{Say.User(to)} gets **{Say.Coins(paid.Transfer.Amount)}** from {Say.User(paid.Transfer.From.Owner!.Value)}. {EconomyTexts.InWallet(paid.FromBalance)}",
            Look.Good));

    public static Embed Sure(UserId to, Coins coins) => Look.Card("Are you sure?", $"{Say.User(to)} would get **{Say.Coins(coins)}**. There is no way back.");

    public static Reply Yourself(string deposit) => Reply.Of(Look.Refusal($"Those coins are yours already. Name somebody else, or put them aside: `{deposit} half`."));

    public static Reply NoRoom(UserId to) => Reply.Of(Look.Refusal($"{Say.User(to)}'s wallet has no room for that."));
}
