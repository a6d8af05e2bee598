using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Owner;

internal static class OwnerTexts
{
    public static Reply Granted(UserId person, PostedTransfer move) =>
        Reply.Of(Look.Card("Granted", $"{Say.User(person)} gets **{Say.Coins(move.Transfer.Amount)}**; the wallet has {Say.Coins(move.ToBalance)}. Their `why` shows: {Say.Safe(move.Transfer.Reason)}", Look.Good));

    public static Reply Taken(UserId person, PostedTransfer move) =>
        Reply.Of(Look.Card("Taken", $"**{Say.Coins(move.Transfer.Amount)}** taken from {Say.User(person)}; the wallet has {Say.Coins(move.FromBalance)}. Their `why` shows: {Say.Safe(move.Transfer.Reason)}", Look.Good));

    public static Reply NoShares() => Reply.Of(Look.Refusal("A grant is a number of coins, such as `500` or `2k`; there is nothing to take a share of."));

    public static Reply BadReason() => Reply.Of(Look.Refusal(
        $"The reason stays in the books for good: up to {OwnerReason.MaxLength} characters, and no mentions or ids. For example: `bug of 3 March`."));

    public static Reply HasLess(UserId person, Coins wallet) =>
        Reply.Of(Look.Refusal($"{Say.User(person)} has {Say.Coins(wallet)} in the wallet. Take at most that, or `all`."));
}
