using System.Globalization;
using Bronx.Features.Gambling;
using Bronx.Features.Gambling.Slots;

namespace Bronx.Features.Tests.Gambling.Slots;

public sealed class SlotsRulesTests
{
    [Fact]
    public void Return_OfAllStopsTogetherIsAsPublished()
    {
        long paid = 0;
        var wins = 0;
        var reel = Enumerable.Range(0, SlotsRules.Stops).Select(SlotsRules.At).ToArray();
        foreach (var left in reel)
        {
            foreach (var middle in reel)
            {
                foreach (var right in reel)
                {
                    var pays = SlotsRules.Pays([left, middle, right]);
                    paid += pays;
                    wins += pays > 0 ? 1 : 0;
                }
            }
        }

        var all = SlotsRules.Stops * SlotsRules.Stops * SlotsRules.Stops;
        Assert.InRange((decimal)paid / all, 0.94m, 0.99m);
        var published = StoredText.Show(GamblingTexts.Odds(Game.Slots));
        Assert.Contains(Percent((decimal)paid / all), published, StringComparison.Ordinal);
        Assert.Contains(Percent((decimal)wins / all), published, StringComparison.Ordinal);
    }

    [Fact]
    public void Reel_HasNoStopBeyondItsLast()
    {
        Assert.Equal(SlotsRules.Stops, SlotsRules.Symbols.Sum(symbol => symbol.Weight));
        Assert.Throws<ArgumentOutOfRangeException>(() => SlotsRules.At(SlotsRules.Stops));
        Assert.Throws<ArgumentOutOfRangeException>(() => SlotsRules.At(-1));
    }

    private static string Percent(decimal share) => (share * 100).ToString("0.00", CultureInfo.InvariantCulture) + " %";
}
