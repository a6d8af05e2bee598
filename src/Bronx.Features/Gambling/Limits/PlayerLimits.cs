using Bronx.Platform.Ledger;

namespace Bronx.Features.Gambling.Limits;

/// <summary>The bounds that a person set for themselves.</summary>
/// <param name="DailyLoss">The most that one day (UTC) may cost; null for no limit.</param>
/// <param name="Next">A looser limit that begins later; null when none is asked for.</param>
/// <param name="CountedFrom">Bets placed before were not counted: there was no limit then.</param>
/// <param name="ExcludedUntil">No bets before this; null when never excluded.</param>
internal sealed record PlayerLimits(Coins? DailyLoss, PendingLimit? Next, DateTimeOffset? CountedFrom, DateTimeOffset? ExcludedUntil)
{
    public static readonly PlayerLimits None = new(null, null, null, null);
}

/// <summary>A change of the loss limit that waits for its day.</summary>
/// <param name="DailyLoss">Null: the limit ends.</param>
internal sealed record PendingLimit(Coins? DailyLoss, DateTimeOffset From);

/// <summary>Why a person's own bounds let no stake through.</summary>
internal abstract record LimitProblem
{
    private LimitProblem()
    {
    }

    /// <summary>They asked not to be let in.</summary>
    public sealed record Excluded(DateTimeOffset Until) : LimitProblem;

    /// <summary>Losing this stake too would pass the day's limit.</summary>
    /// <param name="Left">What may still be staked today.</param>
    public sealed record LossLimit(Coins DailyLoss, Coins Left, DateTimeOffset Renews) : LimitProblem;
}
