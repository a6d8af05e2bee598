using System.Globalization;
using Bronx.Features.Gambling;
using Bronx.Features.Gambling.Roulette;

namespace Bronx.Features.Tests.Gambling.Roulette;

public sealed class RouletteRulesTests
{
    [Fact]
    public void EveryBet_ReturnsThirtySixOfThirtySeven()
    {
        RouletteBet[] bets = [.. RouletteRules.Outside.Select(bet => bet.Bet), .. Enumerable.Range(0, RouletteRules.Pockets).Select(RouletteRules.Straight)];
        Assert.All(bets, bet => Assert.Equal(36, Enumerable.Range(0, RouletteRules.Pockets).Sum(pocket => RouletteRules.Pays(bet, pocket))));
        Assert.Contains(
            (3600m / RouletteRules.Pockets).ToString("0.00", CultureInfo.InvariantCulture) + " %", StoredText.Show(GamblingTexts.Odds(Game.Roulette)), StringComparison.Ordinal);
    }

    [Fact]
    public void Zero_WinsNoOutsideBet() => Assert.All(RouletteRules.Outside, bet => Assert.False(bet.Bet.Covers(0)));

    [Fact]
    public void EverySpelling_IsReadAsItsBet()
    {
        foreach (var (bet, spellings) in RouletteRules.Outside)
        {
            Assert.All([bet.Name, bet.Name.ToUpperInvariant(), .. spellings], spelling => Assert.Same(bet, RouletteRules.Read(spelling)));
        }

        Assert.Equal("0", RouletteRules.Read("green")!.Name);
        Assert.Equal("36", RouletteRules.Read(" 36 ")!.Name);
    }

    [Theory]
    [InlineData("37")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData("+5")]
    [InlineData("1.5")]
    [InlineData("0000000000000005")]
    [InlineData("٣")]
    [InlineData("00")]
    [InlineData("00/1")]
    [InlineData("purple")]
    public void Nonsense_IsNoBet(string text) => Assert.Null(RouletteRules.Read(text));

    [Fact]
    public void Wheel_HasEighteenOfEachColour()
    {
        var colours = Enumerable.Range(0, RouletteRules.Pockets).CountBy(RouletteRules.Colour).ToDictionary();
        Assert.Equal((18, 18, 1), (colours["red"], colours["black"], colours["green"]));
    }
}
