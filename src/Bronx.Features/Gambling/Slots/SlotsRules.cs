using Bronx.Features.Gambling.Fairness;

namespace Bronx.Features.Gambling.Slots;

/// <summary>One symbol of a reel.</summary>
/// <param name="Weight">How many of a reel's <see cref="SlotsRules.Stops"/> stops show it.</param>
/// <param name="Two">What two of them pay, in stakes.</param>
/// <param name="Three">What three of them pay, in stakes.</param>
internal sealed record SlotSymbol(string Sign, string Name, int Weight, int Two, int Three);

/// <summary>Three equal, independent reels; two or three of a kind pay, wherever they stand. Whole stakes only, so nothing is rounded.</summary>
internal static class SlotsRules
{
    /// <summary>Of each reel: the sum of the weights.</summary>
    public const int Stops = 64;

    public static IReadOnlyList<SlotSymbol> Symbols { get; } =
    [
        new("🍒", "cherry", 20, 1, 3),
        new("🍋", "lemon", 16, 1, 5),
        new("🍊", "orange", 12, 2, 10),
        new("🍇", "grape", 8, 2, 20),
        new("🔔", "bell", 5, 3, 50),
        new("7️⃣", "seven", 2, 5, 250),
        new("💎", "diamond", 1, 10, 1_000),
    ];

    /// <summary>The bet's first three numbers below 64, left to right.</summary>
    public static SlotSymbol[] Spin(FairStream stream) => [At(stream.Below(Stops)), At(stream.Below(Stops)), At(stream.Below(Stops))];

    /// <summary>The symbol at a stop: stops 0–19 are cherries, the next 16 lemons, and so on in the table's order.</summary>
    public static SlotSymbol At(int stop)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stop);
        foreach (var symbol in Symbols)
        {
            if (stop < symbol.Weight)
            {
                return symbol;
            }

            stop -= symbol.Weight;
        }

        throw new ArgumentOutOfRangeException(nameof(stop));
    }

    /// <summary>What comes back, in stakes.</summary>
    /// <param name="reels">Three.</param>
    public static int Pays(IReadOnlyList<SlotSymbol> reels)
    {
        var (left, middle, right) = (reels[0], reels[1], reels[2]);
        return left == middle && middle == right ? left.Three
            : left == middle || left == right ? left.Two
            : middle == right ? middle.Two
            : 0;
    }
}
