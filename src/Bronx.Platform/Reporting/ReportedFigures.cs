using Bronx.Platform.Telemetry;

namespace Bronx.Platform.Reporting;

/// <summary>The figures of a bot elsewhere, as its last report told them. Nothing is kept over a restart: the next report brings all.</summary>
/// <param name="name">Until the first report says the bot's own.</param>
public sealed class ReportedFigures(string name, TimeProvider time) : IBotFigures
{
    /// <summary>Without a report for this long the bot counts as out of reach: three reports at the usual pace, and a little.</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(35);

    private static readonly BotVitals NeverReported = new(BotConnection.Unreported, null, null, null, null);

    private readonly ChangeSignal _changes = new();
    private readonly Lock _gate = new();
    private readonly UsageSnapshot _nothing = Nothing(time.GetUtcNow());
    private Received? _last;

    public string Name => Last?.Report.Bot.Name ?? name;

    public long Version => _changes.Version;

    public DateTimeOffset AsOf => Last?.Report.At ?? time.GetUtcNow();

    /// <summary>When the last report came; null before the first.</summary>
    public DateTimeOffset? ReceivedAt => Last?.At;

    /// <summary>Whether the bot has reported lately.</summary>
    public bool IsReporting => Last is { } last && time.GetElapsedTime(last.Stamp) < SilentAfter;

    public BotVitals Vitals => Last is not { } last ? NeverReported
        : IsReporting ? last.Vitals
        : last.Vitals with { Connection = BotConnection.Unreported, GatewayLatency = null, Reason = $"the last report came at {last.At.UtcDateTime:HH:mm:ss} UTC" };

    private Received? Last => Volatile.Read(ref _last);

    public UsageSnapshot Usage() => Last?.Usage ?? _nothing;

    public CommandDetail? Command(string name) => Last?.Commands.GetValueOrDefault(name);

    public Task<HealthReport> HealthAsync(CancellationToken ct) =>
        Task.FromResult(Last is { } last && IsReporting ? last.Report.Health : HealthReport.Unknown);

    public Task WaitForChangeAsync(long seen, CancellationToken ct) => _changes.WaitAsync(seen, ct).AsTask();

    /// <summary>Takes a report that keeps to <see cref="BotReportRules"/>.</summary>
    /// <returns>False for one that was taken already, or is older than what is shown; nothing changes then.</returns>
    public bool Accept(BotReport report)
    {
        lock (_gate)
        {
            if (_last is { Report: var known } && (known.Run == report.Run ? report.Number <= known.Number : report.At < known.At))
            {
                return false;
            }

            Volatile.Write(ref _last, Received.Of(report, time));
        }

        _changes.Raise();
        return true;
    }

    private static UsageSnapshot Nothing(DateTimeOffset now) => new()
    {
        Total = 0,
        Failed = 0,
        Refused = 0,
        Unknown = 0,
        Session = new SessionUsage(now, 0, 0, null, null),
        Commands = [],
        Minutes = new long[60],
        Hours = new long[24],
        Days = new long[UsageCounts.DaysKept],
        Forms = new Dictionary<CommandForm, long>(),
    };

    /// <summary>A report in the words of the tracker, read once.</summary>
    private sealed record Received(
        BotReport Report, DateTimeOffset At, long Stamp, BotVitals Vitals, UsageSnapshot Usage, IReadOnlyDictionary<string, CommandDetail> Commands)
    {
        public static Received Of(BotReport report, TimeProvider time)
        {
            var (bot, usage) = (report.Bot, report.Usage);
            var commands = usage.Commands.Select(Detail).ToDictionary(command => command.Usage.Name, StringComparer.Ordinal);
            return new Received(
                report,
                time.GetUtcNow(),
                time.GetTimestamp(),
                new BotVitals(ConnectionNames.Parse(bot.Connection) ?? BotConnection.Stopped, bot.Servers, bot.Users, Span(bot.GatewayLatencyMs), bot.Reason),
                new UsageSnapshot
                {
                    Total = usage.Total,
                    Failed = usage.Failed,
                    Refused = usage.Refused,
                    Unknown = usage.Unknown,
                    Session = new SessionUsage(
                        usage.Session.StartedAt, usage.Session.Count, usage.Session.PerMinute, usage.Session.LastCommand, usage.Session.LastAt),
                    Commands = [.. commands.Values.Select(command => command.Usage).OrderByDescending(command => command.Uses).ThenBy(command => command.Name, StringComparer.Ordinal)],
                    Minutes = usage.Minutes,
                    Hours = usage.Hours,
                    Days = usage.Days,
                    Forms = new Dictionary<CommandForm, long>
                    {
                        [CommandForm.Prefix] = usage.Forms.Prefix,
                        [CommandForm.Slash] = usage.Forms.Slash,
                        [CommandForm.Component] = usage.Forms.Component,
                    },
                },
                commands);
        }

        private static CommandDetail Detail(CommandReport command) => new(
            new CommandUsage(
                command.Name,
                command.Uses,
                command.Failures,
                command.Refusals,
                command.LastAt,
                command.LatencyMs is { } latency ? new Latency(Span(latency.Average), Span(latency.P50), Span(latency.P95), Span(latency.P99)) : null),
            command.Steps,
            [.. command.Kinds.Select(kind => new KindUsage(kind.Kind, kind.IsFault, kind.Count))],
            command.Days);

        private static TimeSpan? Span(double? milliseconds) => milliseconds is { } known ? Span(known) : null;

        private static TimeSpan Span(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
    }
}
