using Bronx.Platform.Telemetry;

namespace Bronx.Platform.Reporting;

/// <summary>What is known of one bot: of the bot in this process, or of one elsewhere that reports to this process.</summary>
public interface IBotFigures
{
    /// <summary>As its dashboard calls it.</summary>
    string Name { get; }

    /// <summary>Grows with every change of usage and vitals.</summary>
    long Version { get; }

    /// <summary>When the counts were read. Reported counts are as old as the report.</summary>
    DateTimeOffset AsOf { get; }

    BotVitals Vitals { get; }

    UsageSnapshot Usage();

    /// <summary>Everything about one command; null when it was never used.</summary>
    CommandDetail? Command(string name);

    /// <summary>How the bot's parts are. Asks them; a part that does not answer is left unknown.</summary>
    Task<HealthReport> HealthAsync(CancellationToken ct);

    /// <summary>Completes once <see cref="Version"/> is above <paramref name="seen"/>; at once when it is already.</summary>
    Task WaitForChangeAsync(long seen, CancellationToken ct);
}
