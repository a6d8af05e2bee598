using Bronx.Platform.Telemetry;

namespace Bronx.Platform.Reporting;

/// <summary>Turns what is known of the bot in this process into a report.</summary>
internal static class BotReports
{
    public static async Task<BotReport> TellAsync(IBotFigures figures, string run, long number, CancellationToken ct)
    {
        var usage = figures.Usage();
        var vitals = figures.Vitals;
        var health = await figures.HealthAsync(ct);
        return new BotReport(
            BotReport.CurrentVersion,
            run,
            number,
            figures.AsOf,
            new BotState(
                figures.Name, ConnectionNames.Of(vitals.Connection), HealthReports.Line(vitals.Reason), vitals.Servers, vitals.Users, vitals.GatewayLatency?.TotalMilliseconds),
            Tell(usage, figures),
            health);
    }

    private static UsageFigures Tell(UsageSnapshot usage, IBotFigures figures) => new(
        usage.Total,
        usage.Failed,
        usage.Refused,
        usage.Unknown,
        new FormCounts(
            usage.Forms.GetValueOrDefault(CommandForm.Prefix),
            usage.Forms.GetValueOrDefault(CommandForm.Slash),
            usage.Forms.GetValueOrDefault(CommandForm.Component)),
        new SessionCounts(usage.Session.StartedAt, usage.Session.Count, usage.Session.PerMinute, usage.Session.LastCommand, usage.Session.LastAt),
        usage.Minutes,
        usage.Hours,
        usage.Days,
        [.. usage.Commands.Take(BotReport.MaxCommands).Select(command => figures.Command(command.Name)).OfType<CommandDetail>().Select(Tell)]);

    private static CommandReport Tell(CommandDetail command) => new(
        command.Usage.Name,
        command.Usage.Uses,
        command.Usage.Failures,
        command.Usage.Refusals,
        command.Usage.LastAt,
        command.Usage.Latency is { } latency
            ? new LatencyMilliseconds(
                latency.Average.TotalMilliseconds, latency.P50.TotalMilliseconds, latency.P95.TotalMilliseconds, latency.P99.TotalMilliseconds)
            : null,
        command.Steps,
        [.. command.Kinds.Select(kind => new KindCounts(kind.Kind, kind.IsFault, kind.Count))],
        command.Days);
}
