namespace Bronx.Dashboard.Api;

/// <summary>
/// What <c>GET /api/stats</c> answers and the stream pushes: our contract with everybody who reads it, described in
/// <c>/api/openapi.json</c>. A field may be added; one that changes its meaning needs a new <see cref="Version"/>. Null is "not
/// known", never zero. It carries no id and no name of a server or a person.
/// </summary>
internal sealed record StatsDocument(
    int Version, DateTimeOffset At, BotFigures Bot, CommandFigures Commands, SessionFigures Session, HistoryFigures History)
{
    public const int CurrentVersion = 1;

    /// <summary>How many of the busiest commands it lists.</summary>
    public const int TopCommands = 10;
}

/// <param name="Connection">live, connecting, interrupted, stopped, refused or unreported.</param>
/// <param name="Users">Sum of the servers' member counts.</param>
internal sealed record BotFigures(string Name, string Connection, string? Reason, int? Servers, long? Users, double? GatewayLatencyMs);

/// <param name="Total">Commands that ran. Refused and unknown calls are not in it.</param>
/// <param name="Distinct">How many different commands were ever used.</param>
internal sealed record CommandFigures(
    long Total, long Failed, long Refused, long Unknown, int Distinct, FormFigures Forms, IReadOnlyList<CommandFigure> Top);

internal sealed record FormFigures(long Prefix, long Slash, long Component);

/// <param name="Share">Of all commands that ran, 0 to 1.</param>
internal sealed record CommandFigure(
    string Name, long Uses, double Share, long Failures, long Refusals, DateTimeOffset LastAt, LatencyFigures? LatencyMs);

internal sealed record LatencyFigures(double Average, double P50, double P95, double P99);

internal sealed record SessionFigures(DateTimeOffset StartedAt, long Count, double PerMinute, string? LastCommand, DateTimeOffset? LastAt);

/// <summary>Oldest first; the last is the running minute, hour or day (UTC).</summary>
internal sealed record HistoryFigures(IReadOnlyList<long> Minutes, IReadOnlyList<long> Hours, IReadOnlyList<long> Days);
