using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Fairness;

internal static class FairTexts
{
    public static Reply View(FairView view, Func<string, string> spelling)
    {
        var card = Look.Card(
            "Your seeds",
            "Every bet is drawn from my secret server seed, your client seed and the bet's number. "
            + "I show the hash of my seed before you bet, so I cannot change it afterwards.\n\n"
            + $"`{spelling("fair rotate")}` reveals my seed, so that you can check. `{spelling("fair seed")}` sets yours.");
        return Reply.Of(card with { Fields = [.. Now(view), .. LastBets(view), .. Before(view)] });
    }

    public static Reply Rotated(FairView view)
    {
        var card = Look.Card("New seeds", "The old server seed is yours to check; the new one is the one I announced.", Look.Good);
        return Reply.Of(card with { Fields = [.. Before(view), .. Now(view)] });
    }

    public static Reply ClientSeedSet(FairView view) =>
        Reply.Of(Look.Card("Your client seed is set", "No bet was placed with the pair before, so my server seed stays.", Look.Good) with { Fields = [.. Now(view)] });

    public static Reply NothingToReveal() => Reply.Of(Look.Refusal("You have no bets with this pair of seeds yet, so there is nothing to reveal."));

    public static Reply GameRuns(Func<string, string> spelling) => Reply.Of(Look.Refusal(
        $"A game of yours still runs, and its seed would give away how it ends. Finish it first; `{spelling("blackjack")}` shows a hand on the table, `{spelling("crash")}` a rocket in the air."));

    public static Reply BadClientSeed() => Reply.Of(Look.Refusal(
        $"A client seed is 1 to {FairRules.LongestClientSeed} plain characters: letters, digits, blanks and punctuation, no backticks. Try `my lucky seed 7`."));

    private static IEnumerable<EmbedField> Now(FairView view) =>
    [
        new("My server seed, SHA-256", $"`{view.Commitment}`"),
        new("The next one, SHA-256", $"`{view.NextCommitment}`"),
        new("Your client seed", $"`{view.ClientSeed}`"),
        new("Next bet", $"{view.Pair}-{view.Bets}"),
    ];

    private static IEnumerable<EmbedField> LastBets(FairView view) => view.Last.Count == 0
        ? []
        : [new("Last bets", string.Join('\n', view.Last.Select(bet => $"{bet.Pair}-{bet.Nonce} {bet.Game}, {Say.When(bet.At)}")))];

    private static IEnumerable<EmbedField> Before(FairView view) => view.Revealed is not { } old
        ? []
        : [new($"Revealed: pair {old.Pair}", $"Server seed `{Convert.ToHexStringLower(old.ServerSeed)}`\nIts SHA-256 `{FairRules.Commitment(old.ServerSeed)}`\nClient seed `{old.ClientSeed}`\n{Say.Count(old.Bets, "bet", "bets")}, numbered from {old.Pair}-0")];
}
