namespace Bronx.Features.AutoModeration.Strikes;

/// <summary>With how many strikes which step comes, and how far it goes at most.</summary>
internal sealed record Ladder(GuardStep Harshest, int TimeoutAt, int KickAt, int BanAt);

/// <summary>How strikes add up, fade, and what follows from them.</summary>
internal static class StrikeRules
{
    /// <summary>
    /// How many strikes count now. Each time <paramref name="forget"/> passes without a new one, one is forgotten; a new one begins the
    /// wait anew.
    /// </summary>
    /// <param name="strikes">In the order of time.</param>
    public static int Active(IEnumerable<DateTimeOffset> strikes, TimeSpan forget, DateTimeOffset now)
    {
        var count = 0L;
        DateTimeOffset? last = null;
        foreach (var strike in strikes)
        {
            count = Faded(count, last, forget, strike) + 1;
            last = strike;
        }

        return (int)Faded(count, last, forget, now);
    }

    /// <summary>What a breach leads to with so many strikes, this one included.</summary>
    public static GuardStep Step(Ladder ladder, GuardStep first, int strikes)
    {
        var earned = strikes >= ladder.BanAt ? GuardStep.Ban
            : strikes >= ladder.KickAt ? GuardStep.Kick
            : strikes >= ladder.TimeoutAt ? GuardStep.Timeout
            : strikes >= 2 ? GuardStep.Delete
            : GuardStep.Warn;
        var step = earned > first ? earned : first;
        return step > ladder.Harshest ? ladder.Harshest : step;
    }

    private static long Faded(long count, DateTimeOffset? last, TimeSpan forget, DateTimeOffset now) =>
        last is { } since && now > since ? Math.Max(0, count - ((now - since).Ticks / forget.Ticks)) : count;
}
