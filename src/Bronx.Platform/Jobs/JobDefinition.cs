using System.Globalization;
using Bronx.Platform.Text;

namespace Bronx.Platform.Jobs;

/// <summary>What a job is and when it runs.</summary>
/// <param name="Name">Unique; lower case with dashes, as owners type it: "ledger-audit".</param>
/// <param name="Purpose">What it is for, in one short sentence for the owner.</param>
/// <param name="Schedule">When it runs.</param>
public sealed record JobDefinition(string Name, string Purpose, JobSchedule Schedule)
{
    /// <summary>How long one run may take before it is cancelled and counted as hung.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>True when it runs in one process of all; false when each process has work of its own to do.</summary>
    public bool OncePerInstallation { get; init; } = true;
}

/// <summary>When a job runs. A run that is due while the last one still goes on is left out, and counted.</summary>
public abstract record JobSchedule
{
    private JobSchedule()
    {
    }

    /// <summary>For people: "every 5m", "daily at 03:30 UTC".</summary>
    public abstract string InWords();

    /// <summary>At a fixed pace from the start on; the first run after one interval.</summary>
    public sealed record Every(TimeSpan Interval) : JobSchedule
    {
        public override string InWords() =>
            "every " + (Interval < TimeSpan.FromSeconds(1) ? $"{Interval.TotalMilliseconds:0} ms" : DurationText.Write(Interval));
    }

    /// <summary>Once a day at this time in UTC.</summary>
    public sealed record Daily(TimeOnly At) : JobSchedule
    {
        public override string InWords() => string.Create(CultureInfo.InvariantCulture, $"daily at {At:HH:mm} UTC");
    }
}
