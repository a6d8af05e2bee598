using System.Globalization;
using Bronx.Features.Gambling;
using Bronx.Features.Gambling.Crash;
using Bronx.Platform.Ledger;
using FsCheck.Fluent;

namespace Bronx.Features.Tests.Gambling.Crash;

public sealed class CrashRulesTests
{
    /// <summary>How many of the draws fly at least so far: every draw counted once.</summary>
    private static readonly int[] Reaching = CountReaching();

    [Fact]
    public void Return_OfEveryTargetIsWithinTheBoundsAtEveryStakeThatRoundsWorst()
    {
        for (var target = CrashRules.LowestTarget; target <= CrashRules.HighestTarget; target++)
        {
            Assert.InRange(Return(1_000_000, target), 0.96m, 0.97m);
            Assert.InRange(Return(Stakes.Smallest(Game.Crash), target), 0.96m, 0.97m);
            Assert.InRange(Return(Stakes.Smallest(Game.Crash) + 1, target), 0.96m, 0.97m);
        }
    }

    [Fact]
    public void Return_OfAnyStakeAndTargetIsWithinTheBounds()
    {
        var bets = ArbMap.Default.GeneratorFor<(long, int)>().Select(drawn => (
            Stake: Stakes.Smallest(Game.Crash) + (long)((ulong)drawn.Item1 % (Stakes.Largest - 100 + 1)),
            Target: CrashRules.LowestTarget + (int)((uint)drawn.Item2 % (CrashRules.HighestTarget - CrashRules.LowestTarget + 1)))).ToArbitrary();
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(bets, bet => Return(bet.Stake, bet.Target) is >= 0.94m and <= 0.99m));
    }

    /// <summary>Small stakes on low targets lose most by rounding; further out the least only rises.</summary>
    [Fact]
    public void Odds_PublishTheLeastReturnAsItIs()
    {
        var least =
            (from stake in Enumerable.Range((int)Stakes.Smallest(Game.Crash), 200)
             from target in Enumerable.Range(CrashRules.LowestTarget, 400)
             select Return(stake, target)).Min();
        Assert.Contains((least * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %", StoredText.Show(GamblingTexts.Odds(Game.Crash)), StringComparison.Ordinal);
    }

    [Fact]
    public void Odds_PublishTheChancesAsTheyAre()
    {
        var published = StoredText.Show(GamblingTexts.Odds(Game.Crash));
        Assert.All((int[])[150, 200, 1_000], target => Assert.Contains(
            (Reaching[target] * 100m / CrashRules.Draws).ToString("0.00", CultureInfo.InvariantCulture) + " %", published, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1.01", 101)]
    [InlineData("2", 200)]
    [InlineData("1.5x", 150)]
    [InlineData("10.25X", 1_025)]
    [InlineData("1000", 100_000)]
    public void Targets_AreReadAsPeopleWriteThem(string text, int hundredths) => Assert.Equal(hundredths, CrashRules.ReadTarget(text));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData(".")]
    [InlineData("1")]
    [InlineData("1.00")]
    [InlineData("1.005")]
    [InlineData("1000.01")]
    [InlineData("-2")]
    [InlineData("nan")]
    [InlineData("1e3")]
    [InlineData("2,5")]
    [InlineData("99999999999999999999999999999999")]
    public void Nonsense_IsNoTarget(string text) => Assert.Null(CrashRules.ReadTarget(text));

    /// <summary>The published curve: twice as high every eight seconds, rounded down to hundredths.</summary>
    [Theory]
    [InlineData(-1_000, 100)]
    [InlineData(0, 100)]
    [InlineData(115, 101)]
    [InlineData(8_000, 200)]
    [InlineData(12_000, 282)]
    [InlineData(16_000, 400)]
    [InlineData(79_726, 99_997)]
    [InlineData(79_727, 100_000)]
    [InlineData(600_000, 100_000)]
    public void Rocket_FollowsThePublishedCurve(int milliseconds, int hundredths) =>
        Assert.Equal(hundredths, CrashRules.At(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void TimeTo_IsTheFirstMillisecondThere()
    {
        for (var multiplier = CrashRules.LowestTarget; multiplier <= CrashRules.HighestTarget; multiplier++)
        {
            var time = CrashRules.TimeTo(multiplier);
            Assert.True(CrashRules.At(time) >= multiplier && CrashRules.At(time - TimeSpan.FromMilliseconds(1)) < multiplier);
        }
    }

    /// <summary>Whoever presses before the rocket passes its point is paid, whoever presses after it is not: to the millisecond.</summary>
    [Fact]
    public void Presses_AreJudgedByTheCurveAlone()
    {
        for (var point = CrashRules.LowestTarget; point < 2_000; point++)
        {
            var crash = CrashRules.Lasts(point, CrashRules.HighestTarget);
            Assert.True(CrashRules.LeavesAt(crash - TimeSpan.FromMilliseconds(1), CrashRules.HighestTarget) <= point);
            Assert.True(CrashRules.LeavesAt(crash, CrashRules.HighestTarget) > point);
            Assert.Equal(CrashRules.TimeTo(point), CrashRules.Lasts(point, point));
        }

        Assert.Equal(CrashRules.LowestTarget, CrashRules.LeavesAt(TimeSpan.Zero, CrashRules.HighestTarget));
        Assert.Equal(150, CrashRules.LeavesAt(TimeSpan.FromMinutes(1), 150));
    }

    private static decimal Return(long stake, int target) =>
        (decimal)CrashRules.Payout(new Coins(stake), target, target).Value * Reaching[target] / CrashRules.Draws / stake;

    private static int[] CountReaching()
    {
        var counts = new int[CrashRules.HighestTarget + 2];
        for (var drawn = 0; drawn < CrashRules.Draws; drawn++)
        {
            counts[Math.Min(CrashRules.Point(drawn), CrashRules.HighestTarget + 1)]++;
        }

        for (var point = counts.Length - 2; point >= 0; point--)
        {
            counts[point] += counts[point + 1];
        }

        return counts;
    }
}
