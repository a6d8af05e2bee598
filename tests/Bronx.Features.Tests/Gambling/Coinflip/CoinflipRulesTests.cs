using Bronx.Features.Gambling.Coinflip;
using FsCheck.Fluent;

namespace Bronx.Features.Tests.Gambling.Coinflip;

public sealed class CoinflipRulesTests
{
    /// <summary>Both sides of the coin, each once: the return of a stake is exact, not sampled.</summary>
    private static decimal Return(long stake)
    {
        decimal paid = 0;
        foreach (var won in (bool[])[true, false])
        {
            paid += won ? (decimal)stake + CoinflipRules.Profit(stake) : 0;
        }

        return paid / 2 / stake;
    }

    [Fact]
    public void Return_OfEveryStakeUpToAHundredThousandIsBetween95And98Percent()
    {
        for (var stake = CoinflipRules.SmallestStake; stake <= 100_000; stake++)
        {
            Assert.InRange(Return(stake), 0.95m, 0.98m);
        }
    }

    [Fact]
    public void Return_OfAnyStakeIsBetween95And98Percent()
    {
        var range = CoinflipRules.LargestStake - CoinflipRules.SmallestStake + 1;
        var stakes = ArbMap.Default.GeneratorFor<long>().Select(n => CoinflipRules.SmallestStake + (long)((ulong)n % (ulong)range)).ToArbitrary();
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(stakes, stake => Return(stake) is >= 0.95m and <= 0.98m));
        Assert.InRange(Return(CoinflipRules.LargestStake), 0.95m, 0.98m);
    }

    [Theory]
    [InlineData(10, 9)]
    [InlineData(24, 23)]
    [InlineData(25, 24)]
    [InlineData(26, 24)]
    [InlineData(100, 96)]
    [InlineData(1_000, 960)]
    public void Profit_LeavesTheHouseItsShareRoundedUp(long stake, long profit) => Assert.Equal(profit, CoinflipRules.Profit(stake));

    [Fact]
    public void Profit_IsOnlyAskedWithinTheLimits()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CoinflipRules.Profit(CoinflipRules.SmallestStake - 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CoinflipRules.Profit(CoinflipRules.LargestStake + 1));
    }

    [Fact]
    public void Sides_AreTwo()
    {
        Assert.Equal(CoinSide.Tails, CoinflipRules.Other(CoinSide.Heads));
        Assert.Equal(CoinSide.Heads, CoinflipRules.Other(CoinSide.Tails));
    }
}
