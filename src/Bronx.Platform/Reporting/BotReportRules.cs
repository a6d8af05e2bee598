using Bronx.Platform.Telemetry;

namespace Bronx.Platform.Reporting;

/// <summary>What a report has to keep to before anything of it is shown.</summary>
public static class BotReportRules
{
    /// <summary>Characters of any text in a report.</summary>
    public const int LongestText = 300;

    /// <summary>How far a report's instant may lie from ours.</summary>
    public static readonly TimeSpan Drift = TimeSpan.FromMinutes(5);

    /// <summary>What is wrong with it, in one line for whoever sent it; null when nothing is.</summary>
    public static string? Problem(BotReport report, DateTimeOffset now) =>
        report.Version != BotReport.CurrentVersion
            ? $"version is {report.Version}, this dashboard reads {BotReport.CurrentVersion}: bring bot and dashboard to the same release"
        : !IsRun(report.Run) ? "run must be 1 to 64 letters and digits"
        : report.Number < 1 ? "number must be 1 or more"
        : (report.At - now).Duration() > Drift ? "at is more than five minutes from this dashboard's clock"
        : Problem(report.Bot) ?? Problem(report.Usage) ?? HealthReportRules.Problem(report.Health);

    /// <summary>Whether a text can be shown in one line.</summary>
    internal static bool IsLine(string? text) => text is null || (text.Length <= LongestText && !text.Any(char.IsControl));

    private static string? Problem(BotState bot) =>
        bot.Name.Length is 0 or > 64 || !IsLine(bot.Name) ? "bot.name must have 1 to 64 characters"
        : ConnectionNames.Parse(bot.Connection) is null or BotConnection.Unreported ? "bot.connection is none of the known states"
        : !IsLine(bot.Reason) ? "bot.reason is too long"
        : bot.Servers < 0 || bot.Users < 0 || !IsSpan(bot.GatewayLatencyMs ?? 0) ? "bot has a number below zero"
        : null;

    private static string? Problem(UsageFigures usage) =>
        IsNegative(usage.Total, usage.Failed, usage.Refused, usage.Unknown, usage.Forms.Prefix, usage.Forms.Slash, usage.Forms.Component, usage.Session.Count)
            ? "usage has a count below zero"
        : !IsSpan(usage.Session.PerMinute) || !IsLine(usage.Session.LastCommand) ? "usage.session cannot be shown"
        : !IsSeries(usage.Minutes, 60) || !IsSeries(usage.Hours, 24) || !IsSeries(usage.Days, 30) ? "usage needs 60 minutes, 24 hours and 30 days"
        : usage.Commands.Count > BotReport.MaxCommands ? $"usage.commands has more than {BotReport.MaxCommands}"
        : usage.Commands.DistinctBy(command => command.Name).Count() < usage.Commands.Count ? "usage.commands names one twice"
        : usage.Commands.Select(Problem).FirstOrDefault(problem => problem is not null);

    private static string? Problem(CommandReport command) =>
        command.Name.Length == 0 || !IsLine(command.Name) ? "a command's name cannot be shown"
        : IsNegative(command.Uses, command.Failures, command.Refusals) ? $"command {command.Name} has a count below zero"
        : command.LatencyMs is { } latency && !(IsSpan(latency.Average) && IsSpan(latency.P50) && IsSpan(latency.P95) && IsSpan(latency.P99))
            ? $"command {command.Name} has a latency that cannot be"
        : command.Steps.Count != 0 && !IsSeries(command.Steps, LatencySteps.Bounds.Count + 1) ? $"command {command.Name} needs {LatencySteps.Bounds.Count + 1} steps"
        : !IsSeries(command.Days, 30) ? $"command {command.Name} needs 30 days"
        : command.Kinds.Count > 100 || command.Kinds.Any(kind => kind.Count < 0 || kind.Kind.Length == 0 || !IsLine(kind.Kind)) ? $"command {command.Name} has kinds that cannot be shown"
        : null;

    private static bool IsRun(string run) => run.Length is >= 1 and <= 64 && run.All(char.IsAsciiLetterOrDigit);

    private static bool IsSeries(IReadOnlyList<long> counts, int length) => counts.Count == length && counts.All(count => count >= 0);

    private static bool IsNegative(params ReadOnlySpan<long> counts)
    {
        foreach (var count in counts)
        {
            if (count < 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Finite, not below zero, and of a size that a duration can hold.</summary>
    private static bool IsSpan(double number) => number is >= 0 and <= 1e12;
}
