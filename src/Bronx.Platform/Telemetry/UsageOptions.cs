using Bronx.Platform.Jobs;

namespace Bronx.Platform.Telemetry;

/// <summary>Bounds of the usage tracker.</summary>
public sealed record UsageOptions
{
    /// <summary>The journal's file; null keeps it in memory only, and then a killed process loses what was not saved yet.</summary>
    public string? JournalFile { get; init; } = Path.Combine("data", "usage.journal");

    /// <summary>Uses the journal can hold until they are saved, 1,024 or more; 48 bytes each. Read when the file is made.</summary>
    public int JournalCapacity { get; init; } = 65_536;

    /// <summary>Rollups go to the store at least this often.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Hears of each save; null when nobody watches.</summary>
    public LoopWatch? Watch { get; init; }

    /// <summary>And this soon again when the store did not take them.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(10);
}
