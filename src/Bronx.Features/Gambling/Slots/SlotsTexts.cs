using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Slots;

internal static class SlotsTexts
{
    /// <summary>The paytable, one symbol a line.</summary>
    public static string Odds => string.Join('\n', SlotsRules.Symbols.Select(symbol =>
        $"{symbol.Sign} {symbol.Weight} of {SlotsRules.Stops} stops: two pay ×{Say.Number(symbol.Two)}, three ×{Say.Number(symbol.Three)}"));

    public static Reply Result(IReadOnlyList<SlotSymbol> reels, Play play)
    {
        var pays = SlotsRules.Pays(reels);
        var title = pays == 0 ? "No luck this time" : reels[0] == reels[1] && reels[1] == reels[2] ? $"Three {Plural(reels[0])}!" : $"Two {Plural(reels[0] == reels[1] || reels[0] == reels[2] ? reels[0] : reels[1])}!";
        return GamblingTexts.Result(title, $"# {string.Join(" ", reels.Select(symbol => symbol.Sign))}", play, pays == 0 ? "Two of a kind pay" : $"Pays ×{Say.Number(pays)}");
    }

    /// <summary>The reels stop one after the other.</summary>
    public static IReadOnlyList<Reply> Spinning(IReadOnlyList<SlotSymbol> reels, Coins stake) =>
        [.. Enumerable.Range(0, reels.Count).Select(stopped => Reply.Of(Look.Card(
            $"Slots for {Say.Coins(stake)}", $"# {string.Join(" ", reels.Select((symbol, reel) => reel < stopped ? symbol.Sign : "▫️"))}\nThe reels turn.")))];

    private static string Plural(SlotSymbol symbol) => symbol.Name == "cherry" ? "cherries" : symbol.Name + "s";
}
