namespace Bronx.Features.Economy.Daily;

/// <summary>What a day's claim brings. The numbers stand in docs/guide/economy.md.</summary>
internal static class DailyRules
{
    /// <summary>The first day of a streak, before luck.</summary>
    public const int Base = 1_000;

    /// <summary>Each further day in a row adds this.</summary>
    public const int PerDay = 500;

    /// <summary>From this day on a longer streak adds nothing more.</summary>
    public const int FullStreak = 7;

    /// <summary>Luck adds between nothing and this.</summary>
    public const int MostLuck = 1_000;

    /// <param name="streak">Days in a row, this one included; at least 1.</param>
    /// <param name="luck">0 to <see cref="MostLuck"/>.</param>
    public static long Reward(int streak, int luck)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(streak, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(luck, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(luck, MostLuck);
        return Base + (PerDay * (Math.Min(streak, FullStreak) - 1)) + luck;
    }

    /// <summary>The streak that a claim on <paramref name="today"/> makes, given the last one.</summary>
    public static int StreakOn(DateOnly today, DailyStreak? last) => last switch
    {
        null => 1,
        _ when last.Day >= today => last.Length,
        _ when last.Day.AddDays(1) == today => last.Length + 1,
        _ => 1,
    };

    /// <summary>When the next claim opens: midnight in UTC.</summary>
    public static DateTimeOffset NextAfter(DateOnly day) => new(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
}

/// <summary>How many days in a row somebody has claimed, and the last of them (UTC).</summary>
internal sealed record DailyStreak(DateOnly Day, int Length);
