using Bronx.Features.Economy.Bank;
using Bronx.Features.Economy.Interest;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Badges;

/// <summary>Which badges there are and what has been reached. The numbers stand in docs/guide/economy.md.</summary>
internal static class BadgeRules
{
    public const int GiftFrom = 5_000;

    private static readonly (Badge Badge, int Days)[] Streaks =
    [
        (new("week", "🔥", "Seven in a row", "a streak of 7 days"), 7),
        (new("month", "☀️", "A month of mornings", "a streak of 30 days"), 30),
        (new("year", "🌳", "All year round", "a streak of 365 days"), 365),
    ];

    private static readonly (Badge Badge, long Shifts)[] Shifts =
    [
        (new("hand", "🔧", "Good hand", "30 shifts"), 30),
        (new("master", "⏱️", "Master of the trade", "150 shifts"), 150),
    ];

    private static readonly (Badge Badge, long Coins)[] Fortunes =
    [
        (new("saver", "🪙", "Saver", "100,000 coins at once"), 100_000),
        (new("millionaire", "💎", "Millionaire", "1,000,000 coins at once"), 1_000_000),
    ];

    private static readonly Badge Vault = new("vault", "🏦", "The vault", "the biggest bank there is");
    private static readonly Badge Banker = new("banker", "📈", "The banker", "the highest interest there is");
    private static readonly Badge Giver = new("giver", "🎁", "Open hand", $"a gift of {Say.Number(GiftFrom)} coins or more");
    private static readonly Badge Thief = new("thief", "🥷", "Light fingers", "a robbery that worked");

    /// <summary>In the order in which they are listed.</summary>
    public static IReadOnlyList<Badge> All { get; } =
        [.. Streaks.Select(step => step.Badge), .. Shifts.Select(step => step.Badge), .. Fortunes.Select(step => step.Badge), Vault, Banker, Giver, Thief];

    public static IReadOnlyList<Badge> ForStreak(int days) => [.. Streaks.Where(step => days >= step.Days).Select(step => step.Badge)];

    /// <param name="shifts">Worked to their end, this one included.</param>
    public static IReadOnlyList<Badge> ForShifts(long shifts) => [.. Shifts.Where(step => shifts >= step.Shifts).Select(step => step.Badge)];

    /// <param name="total">Wallet and bank.</param>
    public static IReadOnlyList<Badge> ForFortune(Coins total) => [.. Fortunes.Where(step => total.Value >= step.Coins).Select(step => step.Badge)];

    public static IReadOnlyList<Badge> ForStep(Upgrade what, int level) => (what, level) switch
    {
        (Upgrade.Bank, _) when level >= BankRules.TopLevel => [Vault],
        (Upgrade.Interest, _) when level >= InterestRules.TopLevel => [Banker],
        _ => [],
    };

    public static IReadOnlyList<Badge> ForGift(Coins gift) => gift.Value >= GiftFrom ? [Giver] : [];

    public static IReadOnlyList<Badge> ForRobbery(bool worked) => worked ? [Thief] : [];
}
