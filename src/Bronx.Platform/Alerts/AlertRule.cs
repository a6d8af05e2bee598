namespace Bronx.Platform.Alerts;

/// <summary>When something deserves an owner's attention. Begins and ends at different values, so that it does not flicker.</summary>
/// <param name="Name">Stable, lower case with dashes: "command-latency".</param>
/// <param name="Title">In words: "Commands answer slowly".</param>
/// <param name="Unit">Of the value, as it is shown after it: "ms", "%", "jobs"; empty when it is a plain count.</param>
/// <param name="Side">Whether too much or too little is bad.</param>
/// <param name="Threshold">Begins beyond this value.</param>
/// <param name="ClearAt">Ends on the good side of this value, which is not on the bad side of <paramref name="Threshold"/>.</param>
/// <param name="For">How long it must be bad before it begins.</param>
/// <param name="ClearFor">How long it must be good before it ends.</param>
public sealed record AlertRule(
    string Name, string Title, string Unit, AlertSide Side, double Threshold, double ClearAt, TimeSpan For, TimeSpan ClearFor)
{
    /// <summary>What a time in ms counts as that was not measured, because no answer came at all.</summary>
    public const double NoAnswer = 60_000;

    /// <summary>It also ends once nothing could be measured for so long; null: only a good value ends it.</summary>
    public TimeSpan? OverUntold { get; init; }
}

public enum AlertSide
{
    /// <summary>Above the threshold is bad.</summary>
    Above,

    /// <summary>Below the threshold is bad.</summary>
    Below,
}

/// <summary>One rule at one moment.</summary>
/// <param name="Value">Last measured; null when it is unknown.</param>
/// <param name="Detail">What stands behind the value, in words ("ledger-audit, backup"); null when there is nothing to add.</param>
/// <param name="Since">Since when it is in this phase.</param>
public sealed record AlertState(AlertRule Rule, AlertPhase Phase, double? Value, string? Detail, DateTimeOffset Since)
{
    /// <summary>Since when a firing rule has been good again; null when it is not.</summary>
    public DateTimeOffset? GoodSince { get; init; }

    /// <summary>Since when nothing could be measured for a firing rule; null when something is.</summary>
    public DateTimeOffset? UntoldSince { get; init; }
}

public enum AlertPhase
{
    /// <summary>Nothing was measured (yet): neither good nor bad.</summary>
    Unknown,
    Quiet,

    /// <summary>Bad, but not for long enough yet.</summary>
    Pending,
    Firing,
}

/// <summary>One alert from its begin to its end.</summary>
/// <param name="Ended">Null while it goes on.</param>
/// <param name="Worst">The worst value measured while it went on.</param>
public sealed record AlertEvent(
    long Id, string Rule, string Title, string Unit, double Threshold, double Worst, string? Detail, DateTimeOffset Began, DateTimeOffset? Ended);
