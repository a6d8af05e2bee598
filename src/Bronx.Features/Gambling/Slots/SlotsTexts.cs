using Bronx.Platform.Commands;
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

    private static string Plural(SlotSymbol symbol) => symbol.Name == "cherry" ? "cherries" : symbol.Name + "s";
}
