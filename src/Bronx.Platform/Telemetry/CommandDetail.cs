namespace Bronx.Platform.Telemetry;

/// <summary>Everything that is known of one command.</summary>
/// <param name="Steps">How many runs took up to each of <see cref="LatencySteps.Bounds"/>, one more for those above; empty when none ran.</param>
/// <param name="Kinds">How it was refused and how it failed, the most frequent first.</param>
/// <param name="Days">30 counts of runs, oldest first; the last is today (UTC).</param>
public sealed record CommandDetail(CommandUsage Usage, IReadOnlyList<long> Steps, IReadOnlyList<KindUsage> Kinds, IReadOnlyList<long> Days);

/// <summary>One kind of refusal or fault.</summary>
/// <param name="Kind">From a closed set of names; never text a person typed.</param>
/// <param name="IsFault">A fault of ours; false for a refusal with advice.</param>
public sealed record KindUsage(string Kind, bool IsFault, long Count)
{
    /// <summary>Stands for kinds beyond those that are told apart.</summary>
    public const string Other = "other";
}

/// <summary>The steps in which durations are shown.</summary>
public static class LatencySteps
{
    /// <summary>1, 2, 5, 10 … ms up to ten seconds; rising.</summary>
    public static readonly IReadOnlyList<TimeSpan> Bounds =
        [.. new[] { 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000 }.Select(static ms => TimeSpan.FromMilliseconds(ms))];
}
