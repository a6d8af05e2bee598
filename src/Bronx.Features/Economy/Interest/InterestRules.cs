using Bronx.Platform.Ledger;

namespace Bronx.Features.Economy.Interest;

/// <summary>
/// What the bank pays once a day. The most per day is what keeps it harmless: however rich somebody is, interest grows by a fixed
/// number of coins a day and not by a share of itself. The numbers stand in docs/guide/economy.md.
/// </summary>
internal static class InterestRules
{
    public const int TopLevel = 10;

    /// <summary>Level 0 pays this many hundredths of a percent of the bank.</summary>
    public const int BaseRate = 10;

    /// <summary>Each level adds this many hundredths of a percent.</summary>
    public const int RatePerLevel = 5;

    /// <summary>Level 0 never pays more than this a day.</summary>
    public const int BaseMost = 500;

    /// <summary>Each level adds this to the most.</summary>
    public const int MostPerLevel = 150;

    /// <summary>Level n costs this times n squared.</summary>
    public const int PriceUnit = 5_000;

    /// <summary>In hundredths of a percent.</summary>
    public static int Rate(int level) => BaseRate + (RatePerLevel * level);

    public static Coins Most(int level) => new(BaseMost + (MostPerLevel * level));

    /// <summary>Rounded down to whole coins; nothing for an empty bank.</summary>
    public static Coins Of(Coins bank, int level) =>
        Coins.Min(new Coins((long)((Int128)bank.Value * Rate(level) / 10_000)), Most(level));

    /// <summary>What the next level costs; null at the top.</summary>
    public static Coins? Price(int level) => level < TopLevel ? new Coins((long)PriceUnit * (level + 1) * (level + 1)) : null;
}
