using Bronx.Platform.Reporting;
using Bronx.Platform.Telemetry;

namespace Bronx.Dashboard.Api;

/// <summary>Turns what was measured into what is told.</summary>
internal static class StatsDocuments
{
    public static StatsDocument Tell(UsageSnapshot usage, BotVitals vitals, string botName, DateTimeOffset at) => new(
        StatsDocument.CurrentVersion,
        at,
        new BotFigures(
            botName, ConnectionNames.Of(vitals.Connection), vitals.Reason, vitals.Servers, vitals.Users, Milliseconds(vitals.GatewayLatency)),
        new CommandFigures(
            usage.Total,
            usage.Failed,
            usage.Refused,
            usage.Unknown,
            usage.Commands.Count,
            new FormFigures(
                usage.Forms.GetValueOrDefault(CommandForm.Prefix),
                usage.Forms.GetValueOrDefault(CommandForm.Slash),
                usage.Forms.GetValueOrDefault(CommandForm.Component)),
            [.. usage.Commands.Where(static command => command.Uses > 0).Take(StatsDocument.TopCommands).Select(command => Tell(command, usage.Total))]),
        new SessionFigures(
            usage.Session.StartedAt,
            usage.Session.Count,
            Math.Round(usage.Session.PerMinute, 2),
            usage.Session.LastCommand,
            usage.Session.LastAt),
        new HistoryFigures(usage.Minutes, usage.Hours, usage.Days));

    public static CommandFigure Tell(CommandUsage command, long total) => new(
        command.Name,
        command.Uses,
        total > 0 ? Math.Round((double)command.Uses / total, 4) : 0,
        command.Failures,
        command.Refusals,
        command.LastAt,
        command.Latency is { } latency
            ? new LatencyFigures(
                Milliseconds(latency.Average), Milliseconds(latency.P50), Milliseconds(latency.P95), Milliseconds(latency.P99))
            : null);

    private static double? Milliseconds(TimeSpan? span) => span is { } known ? Milliseconds(known) : null;

    private static double Milliseconds(TimeSpan span) => Math.Round(span.TotalMilliseconds, 2);
}
