using Bronx.Platform.Ledger;

namespace Bronx.Features.Economy.Rob;

/// <summary>
/// Chances, loot and fine of a robbery. The fine is measured by what could be had, not by what the robber has, and the robber has to
/// hold it: whoever risks nothing robs nobody. On average robbing loses a little. The numbers stand in docs/guide/economy.md.
/// </summary>
internal static class RobRules
{
    public static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>How long nobody else tries the same victim.</summary>
    public static readonly TimeSpan Shield = TimeSpan.FromHours(6);

    /// <summary>How long after switching robbing on somebody may rob.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromDays(1);

    /// <summary>In percent.</summary>
    public const int SuccessChance = 40;

    /// <summary>In percent of the victim's wallet.</summary>
    public const int LeastLoot = 10;

    /// <summary>In percent of the victim's wallet.</summary>
    public const int MostLoot = 30;

    /// <summary>No robbery brings more.</summary>
    public const long LootCap = 10_000;

    /// <summary>In percent of the victim's wallet.</summary>
    public const int Fine = 15;

    public const long FineCap = 7_500;

    /// <summary>Somebody with less in the wallet is left alone.</summary>
    public const long PoorestVictim = 500;

    /// <param name="percent"><see cref="LeastLoot"/> to <see cref="MostLoot"/>.</param>
    public static Coins Loot(Coins victim, int percent) => new((long)Int128.Min((Int128)victim.Value * percent / 100, LootCap));

    /// <summary>What the robber puts up, and the victim gets if it goes wrong.</summary>
    public static Coins Stake(Coins victim) => new((long)Int128.Min((Int128)victim.Value * Fine / 100, FineCap));
}
