namespace Bronx.Platform.Reporting;

/// <summary>
/// What a bot sends to a dashboard that runs elsewhere (<c>POST /api/stats/update</c>): a contract between processes that may be of
/// different releases. A field may be added and is ignored by those who do not know it; one that changes its meaning needs a new
/// <see cref="CurrentVersion"/>. Null is "not known". It carries no id and no name of a server or a person.
/// </summary>
/// <param name="Run">Told apart from other runs of the bot: 1 to 64 letters and digits.</param>
/// <param name="Number">Counts up from 1 within a run. The same number is the same report.</param>
/// <param name="At">When it was read.</param>
public sealed record BotReport(
    int Version, string Run, long Number, DateTimeOffset At, BotState Bot, UsageFigures Usage, HealthReport Health)
{
    public const int CurrentVersion = 1;

    /// <summary>Bytes of its JSON at most.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>The busiest commands that are told; the totals count all of them.</summary>
    public const int MaxCommands = 500;
}

/// <param name="Connection">live, connecting, interrupted, refused or stopped.</param>
/// <param name="Users">Sum of the servers' member counts.</param>
public sealed record BotState(string Name, string Connection, string? Reason, int? Servers, long? Users, double? GatewayLatencyMs);

/// <param name="Minutes">60 counts, oldest first; so are the 24 <paramref name="Hours"/> and the 30 <paramref name="Days"/>. UTC.</param>
public sealed record UsageFigures(
    long Total,
    long Failed,
    long Refused,
    long Unknown,
    FormCounts Forms,
    SessionCounts Session,
    IReadOnlyList<long> Minutes,
    IReadOnlyList<long> Hours,
    IReadOnlyList<long> Days,
    IReadOnlyList<CommandReport> Commands);

public sealed record FormCounts(long Prefix, long Slash, long Component);

public sealed record SessionCounts(DateTimeOffset StartedAt, long Count, double PerMinute, string? LastCommand, DateTimeOffset? LastAt);

/// <param name="Steps">Runs by how long they took, in the steps of LatencySteps; empty when none ran.</param>
/// <param name="Days">30 counts, oldest first.</param>
public sealed record CommandReport(
    string Name,
    long Uses,
    long Failures,
    long Refusals,
    DateTimeOffset LastAt,
    LatencyMilliseconds? LatencyMs,
    IReadOnlyList<long> Steps,
    IReadOnlyList<KindCounts> Kinds,
    IReadOnlyList<long> Days);

public sealed record LatencyMilliseconds(double Average, double P50, double P95, double P99);

/// <param name="Kind">From a closed set of names.</param>
public sealed record KindCounts(string Kind, bool IsFault, long Count);
