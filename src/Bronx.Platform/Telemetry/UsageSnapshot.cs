namespace Bronx.Platform.Telemetry;

/// <summary>All counts at one moment. Everything here was measured; nothing is estimated but the percentiles (see <see cref="Latency"/>).</summary>
public sealed record UsageSnapshot
{
    /// <summary>Commands that ran, ever.</summary>
    public required long Total { get; init; }

    /// <summary>Of these, how many failed by a fault of ours.</summary>
    public required long Failed { get; init; }

    /// <summary>Calls that were refused with advice; not in <see cref="Total"/>.</summary>
    public required long Refused { get; init; }

    /// <summary>Calls of commands that do not exist; not in <see cref="Total"/>.</summary>
    public required long Unknown { get; init; }

    public required SessionUsage Session { get; init; }

    /// <summary>Every command ever used, busiest first.</summary>
    public required IReadOnlyList<CommandUsage> Commands { get; init; }

    /// <summary>60 counts, oldest first; the last is the running minute (UTC).</summary>
    public required IReadOnlyList<long> Minutes { get; init; }

    /// <summary>24 counts, oldest first; the last is the running hour (UTC).</summary>
    public required IReadOnlyList<long> Hours { get; init; }

    /// <summary>30 counts, oldest first; the last is today (UTC).</summary>
    public required IReadOnlyList<long> Days { get; init; }

    public required IReadOnlyDictionary<CommandForm, long> Forms { get; init; }

    /// <summary>Answers of 429 ever, by scope: "user" and "global" are ours to avoid, "shared" is somebody else's doing.</summary>
    public IReadOnlyDictionary<string, long> RateLimits { get; init; } = new Dictionary<string, long>();
}

/// <summary>Since this process started.</summary>
/// <param name="PerMinute">Commands over the last full 60 s or, in the first minute, extrapolated from nothing: the plain count so far.</param>
public sealed record SessionUsage(DateTimeOffset StartedAt, long Count, double PerMinute, string? LastCommand, DateTimeOffset? LastAt);

/// <summary>One command.</summary>
public sealed record CommandUsage(string Name, long Uses, long Failures, long Refusals, DateTimeOffset LastAt, Latency? Latency);

/// <summary>Durations; percentiles come from a histogram whose buckets are at most 5 % wide.</summary>
public sealed record Latency(TimeSpan Average, TimeSpan P50, TimeSpan P95, TimeSpan P99);
