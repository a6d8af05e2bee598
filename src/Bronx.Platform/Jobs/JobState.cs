namespace Bronx.Platform.Jobs;

/// <summary>One job or loop at one moment, as owners and the dashboard see it. Null means that it has not happened yet.</summary>
public sealed record JobState
{
    /// <summary>As owners type it: "ledger-audit".</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, in one short sentence.</summary>
    public required string Purpose { get; init; }

    /// <summary>When it runs, in words: "every 5 min", "daily at 03:30 UTC".</summary>
    public required string Schedule { get; init; }

    /// <summary>True for a part's own loop, which is watched and cannot be restarted; false for a job of the supervisor.</summary>
    public required bool IsLoop { get; init; }

    public required JobPhase Phase { get; init; }

    /// <summary>The next run; null when it is not known, or nothing is scheduled (any more).</summary>
    public DateTimeOffset? Next { get; init; }

    public DateTimeOffset? LastStart { get; init; }

    /// <summary>Of the last run that ended.</summary>
    public TimeSpan? LastDuration { get; init; }

    public JobEnd? LastEnd { get; init; }

    /// <summary>What the last good run did, in its own words; null when there was nothing to do.</summary>
    public string? Outcome { get; init; }

    /// <summary>Runs that ended, however.</summary>
    public long Runs { get; init; }

    /// <summary>Of these, ended by an exception.</summary>
    public long Failures { get; init; }

    /// <summary>Of these, cancelled at the time limit.</summary>
    public long Hung { get; init; }

    /// <summary>Runs left out because the last one still went on.</summary>
    public long Overlaps { get; init; }

    /// <summary>Failed or hung runs since the last good one.</summary>
    public int FailuresInARow { get; init; }

    /// <summary>How late the last run began; null before the first.</summary>
    public TimeSpan? LastLateness { get; init; }

    /// <summary>From due to begun; null before the first run.</summary>
    public Lateness? Lateness { get; init; }

    /// <summary>Share of the time since its start in which its latest run had not failed, 0 to 1.</summary>
    public double Uptime { get; init; } = 1;

    /// <summary>What the last failure said; kept after it recovers.</summary>
    public string? LastError { get; init; }

    public DateTimeOffset? LastErrorAt { get; init; }
}

public enum JobPhase
{
    /// <summary>Known, not scheduled: the process starts, stops, or has not the role.</summary>
    Stopped,

    /// <summary>Waits for its next run.</summary>
    Waiting,

    Running,

    /// <summary>Failed, and waits before it tries again.</summary>
    BackingOff,

    /// <summary>Went on after it was told to stop at its time limit.</summary>
    Stuck,
}

/// <summary>How a run ended.</summary>
public enum JobEnd
{
    Succeeded,
    Failed,
    Hung,

    /// <summary>Ended early by a restart or by the process's stop: nobody's failure.</summary>
    Cancelled,

    /// <summary>Another process of the installation had it.</summary>
    ElsewhereDone,
}

/// <summary>From due to begun.</summary>
/// <param name="P50">Of the last 1,024 runs.</param>
/// <param name="P99">Of the last 1,024 runs.</param>
/// <param name="Max">Ever, since the process started.</param>
/// <param name="OnTime">Share of all runs begun within 100 ms, 0 to 1.</param>
public sealed record Lateness(TimeSpan P50, TimeSpan P99, TimeSpan Max, double OnTime);
