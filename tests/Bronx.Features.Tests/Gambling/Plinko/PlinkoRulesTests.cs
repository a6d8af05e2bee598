using System.Globalization;
using Bronx.Features.Gambling;
using Bronx.Features.Gambling.Plinko;
using Bronx.Platform.Ledger;
using FsCheck.Fluent;

namespace Bronx.Features.Tests.Gambling.Plinko;

public sealed class PlinkoRulesTests
{
    /// <summary>Every way down, each once.</summary>
    private static readonly int[] Ends = [.. Enumerable.Range(0, 1 << PlinkoRules.Rows)
        .Select(bits => PlinkoRules.Slot([.. Enumerable.Range(0, PlinkoRules.Rows).Select(row => ((bits >> row) & 1) == 1)]))];

    [Fact]
    public void Return_IsAsPublished()
    {
        var published = StoredText.Show(GamblingTexts.Odds(Game.Plinko));
        Assert.Contains((Return(1_000) * 100).ToString("0.00", CultureInfo.InvariantCulture) + " %", published, StringComparison.Ordinal);
        var least = Enumerable.Range((int)Stakes.Smallest(Game.Plinko), 1_000).Min(stake => Return(stake));
        Assert.Contains((least * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %", published, StringComparison.Ordinal);
        var above = Ends.Count(slot => PlinkoRules.Tenths[slot] > 10) * 100m / Ends.Length;
        Assert.Contains(above.ToString("0.00", CultureInfo.InvariantCulture) + " %", published, StringComparison.Ordinal);
    }

    [Fact]
    public void Return_OfAnyStakeIsWithinTheBounds()
    {
        var stakes = ArbMap.Default.GeneratorFor<long>().Select(n => Stakes.Smallest(Game.Plinko) + (long)((ulong)n % (Stakes.Largest - 100 + 1))).ToArbitrary();
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(stakes, stake => Return(stake) is >= 0.94m and <= 0.99m));
    }

    [Fact]
    public void Slots_AreOnePerEndAndTheSameFromBothSides()
    {
        Assert.Equal(PlinkoRules.Rows + 1, PlinkoRules.Tenths.Count);
        Assert.Equal(PlinkoRules.Tenths, PlinkoRules.Tenths.Reverse());
    }

    private static decimal Return(long stake) =>
        Ends.CountBy(slot => slot).Sum(end => (decimal)PlinkoRules.Payout(new Coins(stake), end.Key).Value * end.Value) / Ends.Length / stake;
}
