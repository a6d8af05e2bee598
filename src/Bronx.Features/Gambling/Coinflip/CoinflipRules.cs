using Bronx.Features.Gambling.Fairness;

namespace Bronx.Features.Gambling.Coinflip;

internal enum CoinSide
{
    Heads,
    Tails,
}

/// <summary>
/// A fair coin. A win pays the stake again, less the house's share of one twenty-fifth, rounded up to a whole coin. The share is
/// rounded up so that no stake returns more than 98 %; the smallest stake is chosen so that none returns less than 95 %.
/// </summary>
internal static class CoinflipRules
{
    public const long SmallestStake = 10;

    /// <summary>Far above what anybody owns, far below where sums stop fitting.</summary>
    public const long LargestStake = 1_000_000_000_000;

    /// <summary>The house keeps one coin of this many from a win: 4 %.</summary>
    public const long HouseKeepsOneOf = 25;

    /// <summary>What a win adds to the balance; a loss takes the stake.</summary>
    /// <param name="stake">From <see cref="SmallestStake"/> to <see cref="LargestStake"/>.</param>
    public static long Profit(long stake)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stake, SmallestStake);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stake, LargestStake);
        return stake - ((stake + HouseKeepsOneOf - 1) / HouseKeepsOneOf);
    }

    /// <summary>The bet's first number below 2: 0 is heads.</summary>
    public static CoinSide Toss(FairStream stream) => stream.Below(2) == 0 ? CoinSide.Heads : CoinSide.Tails;

    public static CoinSide Other(CoinSide side) => side == CoinSide.Heads ? CoinSide.Tails : CoinSide.Heads;
}
