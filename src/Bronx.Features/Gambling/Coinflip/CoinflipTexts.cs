using Bronx.Discord.Models;
using Bronx.Features.Economy;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Coinflip;

internal static class CoinflipTexts
{
    public const string Odds =
        "A fair coin: you win half of all tosses. A win pays your stake again, less 4 % for the house, rounded up to a whole coin.";

    private static readonly string[] InTheAir = ["◐", "◑"];

    private const string Rule = "Even chance. A win pays 96 % of the stake.";

    public static Reply Result(CoinflipResult result)
    {
        var text = result.IsWon
            ? $"You called it: **{Say.Coins(result.Change)}** for you."
            : $"You called {Name(result.Call)} and lose **{Say.Coins(-result.Change)}**.";
        var card = Look.Card($"{Title(result.Fell)}!", $"# {(result.Fell == CoinSide.Heads ? "●" : "○")}\n{text} {EconomyTexts.InWallet(result.Wallet)}", result.IsWon ? Look.Good : Look.Bad);
        return Reply.Of(card with { Footer = GamblingTexts.Footer(Rule, result.Bet) });
    }

    /// <summary>While the coin is in the air.</summary>
    public static IReadOnlyList<Reply> Tossing(CoinSide call, Coins stake) =>
        [.. InTheAir.Select(coin => Reply.Of(Look.Card($"Coinflip for {Say.Coins(stake)}", $"# {coin}\nYou called {Name(call)}. The coin is in the air.")))];

    public static Reply PickASide(UserId person, ulong bet, Coins stake, Coins wallet, string spelling) =>
        Reply.Of(Look.Card(
                "Heads or tails?",
                $"Your stake: **{Say.Coins(stake)}** of {Say.Coins(wallet)}.\n\nPick a side, or name it right away: `{spelling} {stake.Value} heads`.") with
        {
            Footer = new EmbedFooter(Rule),
        })
            .With(Component.Row(
                Component.Button(ButtonStyle.Primary, "Heads", CoinSideButton.Id(person, bet, stake, CoinSide.Heads)),
                Component.Button(ButtonStyle.Primary, "Tails", CoinSideButton.Id(person, bet, stake, CoinSide.Tails))));

    public static Reply Spent() => Reply.Of(Look.Refusal("This coin has been tossed. Place a new bet for another.")).ForCallerOnly();

    private static string Name(CoinSide side) => side == CoinSide.Heads ? "heads" : "tails";

    private static string Title(CoinSide side) => side == CoinSide.Heads ? "Heads" : "Tails";
}
