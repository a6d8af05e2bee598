using Bronx.Platform.Ledger;

namespace Bronx.Features.Economy.Bank;

/// <summary>How much a bank holds, and what more room costs. The numbers stand in docs/guide/economy.md.</summary>
internal static class BankRules
{
    /// <summary>What a bank of each level holds; level 0 is everybody's first.</summary>
    public static IReadOnlyList<long> Limits { get; } =
        [10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000];

    /// <summary>More room costs the new limit divided by this.</summary>
    public const int PricePart = 5;

    public static int TopLevel => Limits.Count - 1;

    public static Coins Limit(int level) => new(Limits[Math.Clamp(level, 0, TopLevel)]);

    /// <summary>What the next level costs; null at the top.</summary>
    public static Coins? Price(int level) => level < TopLevel ? new Coins(Limits[level + 1] / PricePart) : null;

    /// <summary>How many coins still fit; a bank above its limit takes none and loses none.</summary>
    public static Coins Room(int level, Coins bank) => Coins.Max(Coins.Zero, Limit(level) - bank);
}
