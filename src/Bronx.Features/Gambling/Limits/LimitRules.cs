using Bronx.Platform.Ledger;

namespace Bronx.Features.Gambling.Limits;

/// <summary>Bounds become tighter at once and looser only after a night's sleep.</summary>
internal static class LimitRules
{
    /// <summary>How long a looser loss limit is waited for.</summary>
    public static readonly TimeSpan LooserAfter = TimeSpan.FromHours(24);

    public static readonly TimeSpan ShortestExclusion = TimeSpan.FromDays(1);

    public static readonly TimeSpan LongestExclusion = TimeSpan.FromDays(365);

    /// <summary>The day that losses are counted for: UTC.</summary>
    public static DateTimeOffset DayOf(DateTimeOffset now) => new(now.UtcDateTime.Date, TimeSpan.Zero);

    /// <summary>The same, with a change whose day has come in force.</summary>
    public static PlayerLimits At(PlayerLimits limits, DateTimeOffset now) =>
        limits.Next is { } next && next.From <= now ? limits with { DailyLoss = next.DailyLoss, Next = null } : limits;

    /// <summary>What the limits are after somebody asks for this loss limit now; null for none.</summary>
    public static PlayerLimits WithDailyLoss(PlayerLimits limits, Coins? wanted, DateTimeOffset now)
    {
        var current = At(limits, now);
        return current.DailyLoss is not { } limit
            ? current with { DailyLoss = wanted, CountedFrom = wanted is null ? null : now }
            : wanted is { } tighter && tighter <= limit
                ? current with { DailyLoss = tighter, Next = null }
                : current with { Next = new PendingLimit(wanted, now + LooserAfter) };
    }

    /// <summary>The end of an exclusion never comes nearer.</summary>
    public static PlayerLimits WithExclusion(PlayerLimits limits, DateTimeOffset until) =>
        limits.ExcludedUntil is { } before && before >= until ? limits : limits with { ExcludedUntil = until };

    /// <summary>Whether this stake may be laid.</summary>
    /// <param name="lostToday">Stakes of the day less what came back; what still runs counts as lost.</param>
    public static LimitProblem? Check(PlayerLimits limits, Coins stake, Coins lostToday, DateTimeOffset now)
    {
        var current = At(limits, now);
        if (current.ExcludedUntil is { } until && now < until)
        {
            return new LimitProblem.Excluded(until);
        }

        return current.DailyLoss is { } most && lostToday + stake > most
            ? new LimitProblem.LossLimit(most, Coins.Max(Coins.Zero, most - lostToday), DayOf(now).AddDays(1))
            : null;
    }
}
