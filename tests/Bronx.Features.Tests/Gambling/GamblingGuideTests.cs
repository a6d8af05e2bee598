using Bronx.Features.Gambling;
using Bronx.Features.Gambling.Coinflip;
using Bronx.Features.Gambling.Crash;
using Bronx.Features.Gambling.Plinko;
using Bronx.Features.Gambling.Roulette;
using Bronx.Features.Gambling.Slots;
using Bronx.Platform.Text;

namespace Bronx.Features.Tests.Gambling;

/// <summary>The guide's numbers are the code's; the code's are counted out by each game's own tests.</summary>
public sealed class GamblingGuideTests
{
    [Fact]
    public void Guide_NamesEveryNumberAsTheCodeHasIt()
    {
        var guide = Guides.Read("gambling.md");
        string[] rows =
        [
            .. Enum.GetValues<Game>().Select(game => $"| `{Names.Of(game)}` | {Say.Number(Stakes.Smallest(game))} to {Say.Number(Stakes.Largest)} coins |"),
            .. SlotsRules.Symbols.Select(symbol => $"| {symbol.Sign} {symbol.Name} | {symbol.Weight} | ×{Say.Number(symbol.Two)} | ×{Say.Number(symbol.Three)} |"),
            .. RouletteRules.Outside.Select(bet => $"| `{bet.Bet.Name}` | {Enumerable.Range(0, RouletteRules.Pockets).Count(bet.Bet.Covers)} | ×{bet.Bet.Pays} |"),
            $"| a number, `0` to `{RouletteRules.Pockets - 1}` | 1 | ×{RouletteRules.Straight(0).Pays} |",
            $"| smallest and largest target | {CrashRules.LowestTarget / 100m} and {CrashRules.HighestTarget / 100:N0} |",
            $"{CrashRules.Returns} % divided by the target",
            string.Join(" · ", PlinkoRules.Tenths.Select(tenths => (tenths / 10m).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture))),
        ];
        Assert.All(rows, row => Assert.Contains(row, guide, StringComparison.Ordinal));
        Assert.Equal((CoinflipRules.SmallestStake, CoinflipRules.LargestStake), (Stakes.Smallest(Game.Coinflip), Stakes.Largest));
    }

    [Fact]
    public void Guide_PublishesTheReturnsThatOddsShows()
    {
        var guide = Guides.Read("gambling.md");
        Assert.All(Enum.GetValues<Game>(), game =>
            Assert.Contains($"coins | {GamblingTexts.Odds(game).Embeds[0].Fields![1].Value} |", guide, StringComparison.Ordinal));
    }
}
