using Bronx.Features.Gambling.Fairness;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Gambling.Plinko;

/// <summary>A ball falls past twelve rows of pins, left or right with even chance at each, into one of thirteen slots.</summary>
internal static class PlinkoRules
{
    public const int Rows = 12;

    /// <summary>What each slot pays, left to right, in tenths of the stake.</summary>
    public static IReadOnlyList<int> Tenths { get; } = [200, 60, 25, 14, 11, 8, 5, 8, 11, 14, 25, 60, 200];

    /// <summary>The bet's first twelve numbers below 2, top to bottom: 1 is right.</summary>
    public static bool[] Drop(FairStream stream)
    {
        var path = new bool[Rows];
        for (var row = 0; row < Rows; row++)
        {
            path[row] = stream.Below(2) == 1;
        }

        return path;
    }

    /// <summary>Where the ball ends: as many slots from the left as it went right.</summary>
    public static int Slot(IReadOnlyList<bool> path) => path.Count(isRight => isRight);

    /// <summary>What comes back, rounded down to whole coins.</summary>
    public static Coins Payout(Coins stake, int slot) => new(stake.Value * Tenths[slot] / 10);
}
