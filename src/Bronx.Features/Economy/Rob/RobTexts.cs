using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Rob;

internal static class RobTexts
{
    /// <param name="moves">The fine alone, or the stake and the loot with the stake.</param>
    public static Reply Result(IReadOnlyList<PostedTransfer> moves, UserId robber)
    {
        var (stake, victim) = (moves[0].Transfer.Amount, moves[0].Transfer.To.Owner);
        var name = victim is { } known ? Say.User(known) : "somebody who left";
        if (moves.Count == 1)
        {
            return Reply.Of(Look.Card("Caught", $"{Say.User(robber)} was caught and pays {name} **{Say.Coins(stake)}**. {EconomyTexts.InWallet(moves[0].FromBalance)}", Look.Bad));
        }

        return Reply.Of(Look.Card("Got away", $"{Say.User(robber)} takes **{Say.Coins(moves[1].Transfer.Amount - stake)}** from {name}. {EconomyTexts.InWallet(moves[1].ToBalance)}", Look.Good));
    }

    public static Reply Yourself() => Reply.Of(Look.Refusal("That would be you. Name somebody else."));

    public static Reply NotHere() => Reply.Of(Look.Refusal("There is no robbing in this server."));

    public static Reply TooPoor(UserId victim) =>
        Reply.Of(Look.Refusal($"{Say.User(victim)} has less than {Say.Coins(new Coins(RobRules.PoorestVictim))} at hand. Leave them be."));

    public static Reply NoStake(Coins stake, Coins own) =>
        Reply.Of(Look.Refusal($"If you are caught it costs {Say.Coins(stake)}, and your wallet has {Say.Coins(own)}. Come back when you can pay it."));

    public static Reply Shielded(UserId victim, DateTimeOffset until) =>
        Reply.Of(Look.Refusal($"Somebody tried {Say.User(victim)} already; they are on their guard until {Say.When(until, WhenStyle.DateAndTime)}."));

    public static Reply TheyOptedOut(UserId victim) => Reply.Of(Look.Refusal($"{Say.User(victim)} takes no part in robbing."));

    public static Reply YouOptedOut(string rejoin) => Reply.Of(Look.Refusal($"You take no part in robbing. `{rejoin}` changes that."));

    public static Reply NotYet(DateTimeOffset from) => Reply.Of(Look.Refusal($"You switched robbing on a moment ago. You may rob from {Say.When(from, WhenStyle.DateAndTime)} on."));
}
