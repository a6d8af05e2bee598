using Bronx.Platform.Reporting;
using Bronx.Platform.Telemetry;
using Bronx.Testing;

namespace Bronx.Platform.Tests.Reporting;

/// <summary>A bot about which everything is known.</summary>
internal sealed class SomeFigures : IBotFigures
{
    private static readonly DateTimeOffset Now = HeldClock.DefaultStart;

    public string Name => "BronxBot";

    public long Version => 1;

    public DateTimeOffset AsOf { get; set; } = Now;

    public BotVitals Vitals { get; } = new(BotConnection.Live, 3, 1_534_221, TimeSpan.FromMilliseconds(41.5), null);

    public UsageSnapshot Usage() => new()
    {
        Total = 1_534,
        Failed = 4,
        Refused = 12,
        Unknown = 3,
        Session = new SessionUsage(Now.AddHours(-2), 17, 3.2, "ping", Now.AddSeconds(-5)),
        Commands = [Detail("ping").Usage, Detail("db health").Usage],
        Minutes = [.. Enumerable.Range(0, 60).Select(static i => (long)(i % 7))],
        Hours = [.. Enumerable.Range(0, 24).Select(static i => (long)i * 10)],
        Days = [.. Enumerable.Range(0, 30).Select(static i => (long)i * 100)],
        Forms = new Dictionary<CommandForm, long> { [CommandForm.Prefix] = 1_000, [CommandForm.Slash] = 500, [CommandForm.Component] = 34 },
    };

    public CommandDetail? Command(string name) => name is "ping" or "db health" ? Detail(name) : null;

    public Task<HealthReport> HealthAsync(CancellationToken ct) => Task.FromResult(new HealthReport(
        new ProcessHealth("0.1.0", Now.AddHours(-2), 120_000_000, 20_000_000, 0.0012, 34.5, 8, 0),
        [new ShardHealth(0, "Ready", true, 41.5, 1, null), new ShardHealth(1, "Connecting", false, null, 0, "the socket closed")],
        new QueueHealth(2, 1, 7, 3, 10_000, 0, 0, false, [new RouteHealth("POST /channels/{channel_id}/messages", 2, 120.5, 900, 1, 1, 2, 30)]),
        new CacheHealth("connected", [new CacheCategoryHealth("guilds", 300, 120, 1_000, 990, 10, 8, 1, 1, 0.99)]),
        new StoreHealth("PostgreSQL", "PostgreSQL 15.14", true, 1.25, 9_000_000, 7, 5, 50, 2, 9, 0, 4.5),
        [new JobHealth("ledger-audit", "Prove that no coin was lost.", "daily at 03:30 UTC", "waiting", Now.AddHours(18), Now.AddHours(-6), 850.25, "succeeded", 12, 1, 0, 2, 0.999, 1)],
        [new AlertHealth("command-latency", "Commands answer slowly", "firing", 612.5, "ms", 500, true, "ping", Now.AddMinutes(-3))],
        [new PastAlert("command-latency", "Commands answer slowly", "ms", 500, 612.5, null, Now.AddDays(-2), Now.AddDays(-2).AddMinutes(7))]));

    public Task WaitForChangeAsync(long seen, CancellationToken ct) => new TaskCompletionSource().Task.WaitAsync(ct);

    private static CommandDetail Detail(string name) => name == "ping"
        ? new CommandDetail(
            new CommandUsage("ping", 1_200, 0, 2, Now, new Latency(Ms(3), Ms(2.5), Ms(4.2), Ms(9))),
            [10, 500, 600, 80, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            [new KindUsage("Cooldown", false, 2)],
            [.. Enumerable.Range(0, 30).Select(static i => (long)i * 90)])
        : new CommandDetail(
            new CommandUsage(name, 334, 4, 10, Now.AddDays(-1), null), [], [new KindUsage("Storage", true, 4), new KindUsage("NotAllowed", false, 10)], new long[30]);

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
