using Bronx.Discord.Models;
using Bronx.Discord.RequestQueue;
using Bronx.Features.Operations.Admin;
using Bronx.Features.Operations.Caches;
using Bronx.Features.Operations.CommandStats;
using Bronx.Features.Operations.Performance;
using Bronx.Features.Operations.ServerStats;
using Bronx.Features.Operations.Store;
using Bronx.Platform.Alerts;
using Bronx.Platform.Caching;
using Bronx.Platform.Configuration.Live;
using Bronx.Platform.Jobs;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Bronx.Testing;

namespace Bronx.Features.Tests.Operations;

/// <summary>What owners and managers read, compared with the stored texts.</summary>
public sealed class OperationsTextTests
{
    private static readonly DateTimeOffset At = HeldClock.DefaultStart;

    private static readonly DatabaseReading Database = new(
        new DatabaseHealth(DatabaseEngine.Postgres, "PostgreSQL 15.9", TimeSpan.FromMilliseconds(1.4), 52_400_000, 7, 50, null),
        new PoolUsage(5, 50, 3, 21, 0, 184_220, TimeSpan.FromMilliseconds(12)),
        At);

    private static readonly CacheSnapshot Cache = new(
        RedisState.Away, "It was not possible to connect", [new CategoryUsage("names", TimeSpan.FromMinutes(10), 812, 20_000, 9_412, 120, 410, 388, 2, 1, 0, 14)]);

    [Fact]
    public void Performance_ReadsAsStored() => StoredText.Matches(
        "Operations/Performance",
        ("performance, all well", PerformanceTexts.Performance(Signs())),
        ("performance, with alerts", PerformanceTexts.Performance(Signs(
            new AlertState(Rule("database", "The database answers slowly or not at all"), AlertPhase.Firing, 60_000, "PostgreSQL at db:5432 cannot be reached.", At),
            new AlertState(Rule("memory", "The process takes much memory"), AlertPhase.Firing, 700, null, At.AddMinutes(-4))))),
        ("performance, nothing measured yet", PerformanceTexts.Performance(Signs() with { Recent = new RecentUsage(0, 0, 0, null, null, null), Vitals = BotVitals.Unknown, Jobs = [], Cache = new CacheSnapshot(RedisState.NotUsed, null, []) })),
        ("scalability, few servers", PerformanceTexts.Scalability(Signs())),
        ("scalability, many servers", PerformanceTexts.Scalability(Signs() with { Vitals = Signs().Vitals with { Servers = 12_000 } })));

    [Fact]
    public void CommandStats_ReadAsStored()
    {
        var daily = new CommandUsage("daily", 1_204, 3, 88, At, new Latency(TimeSpan.FromMilliseconds(4), TimeSpan.FromMilliseconds(3), TimeSpan.FromMilliseconds(9), TimeSpan.FromMilliseconds(40)));
        var ping = new CommandUsage("ping", 12, 0, 0, At, null);
        var usage = new UsageSnapshot
        {
            Total = 1_216,
            Failed = 3,
            Refused = 88,
            Unknown = 7,
            Session = new SessionUsage(At, 10, 2, "daily", At),
            Commands = [daily, ping],
            Minutes = [],
            Hours = [],
            Days = [],
            Forms = new Dictionary<CommandForm, long> { [CommandForm.Prefix] = 900, [CommandForm.Slash] = 300, [CommandForm.Component] = 16 },
        };
        StoredText.Matches(
            "Operations/CommandStats",
            ("commands stats", CommandStatsTexts.Busiest(usage, ".commands stats")),
            ("commands stats daily", CommandStatsTexts.One(daily, 1_216, [new KindCount("daily", "OnCooldown", false, 88), new KindCount("daily", "Storage", true, 3)])),
            ("a command without uses", CommandStatsTexts.NeverUsed("beg")),
            ("a typo", CommandStatsTexts.NoSuchCommand("dailly", "daily")),
            ("nonsense", CommandStatsTexts.NoSuchCommand("@everyone `x`", null)));
    }

    [Fact]
    public void Store_ReadsAsStored() => StoredText.Matches(
        "Operations/Store",
        ("db health", StoreTexts.Health(Database)),
        ("db health, no answer", StoreTexts.Health(Database with { Health = Database.Health with { Problem = "PostgreSQL at db:5432 cannot be reached. Check that it runs and that DATABASE_URL is right." } })),
        ("db pool", StoreTexts.Pool(Database)),
        ("db optimize, at work", StoreTexts.Optimizing),
        ("db optimize", StoreTexts.Optimized(new OptimizeReport(
            At,
            [new OptimizeStep("ageing", "removed 12 ended cooldowns", TimeSpan.FromMilliseconds(3)), new OptimizeStep("indexes", "every index is valid", TimeSpan.FromMilliseconds(40))],
            TimeSpan.FromSeconds(1.2), 52_400_000, 48_100_000))),
        ("db optimize, with a finding", StoreTexts.Optimized(new OptimizeReport(
            At, [new OptimizeStep("indexes", "damaged: row 3 missing from index. Restore a backup.", TimeSpan.FromMilliseconds(40), IsGood: false)], TimeSpan.FromSeconds(1.2), 52_400_000, null))));

    [Fact]
    public void Caches_ReadAsStored() => StoredText.Matches(
        "Operations/Caches",
        ("cache stats", CacheTexts.Stats(Cache)),
        ("cache stats, no Redis", CacheTexts.Stats(new CacheSnapshot(RedisState.NotUsed, null, []))),
        ("cache clear", CacheTexts.Confirm("names:*", 812, ConfirmCacheClear.Id(new UserId(1), "names:*"))),
        ("cache cleared", CacheTexts.Cleared("names:*", 815)),
        ("a pattern that is none", CacheTexts.BadPattern(Cache)),
        ("an old button", CacheTexts.Expired));

    [Fact]
    public void Admin_ReadsAsStored()
    {
        var memory = new LiveSetting("alerts.memory", "Alert when the process takes more memory.", "MB", 512, 64, 1_000_000);
        var channel = new LiveSetting("alerts.channel", "The channel that hears of alerts.", "", 0, 0, long.MaxValue) { IsChannel = true };
        StoredText.Matches(
            "Operations/Admin",
            ("admin restart tasks", AdminTexts.Restarted(["backup", "ledger-audit"])),
            ("no such job", AdminTexts.NoSuchJob("nonsense", ["backup", "ledger-audit"])),
            ("no jobs here", AdminTexts.NoSuchJob(null, [])),
            ("a loop", AdminTexts.IsALoop("usage")),
            ("admin queue status", AdminTexts.Queue(Queue())),
            ("admin queue status, idle", AdminTexts.Queue(Queue() with { Waiting = 0, Routes = [] })),
            ("admin queue status, global limit", AdminTexts.Queue(Queue() with { GlobalWait = TimeSpan.FromSeconds(3) })),
            ("admin queue status, token rejected", AdminTexts.Queue(Queue() with { TokenRejected = true })),
            ("admin config", AdminTexts.Settings([(memory, 600), (channel, 0)], ".admin config")),
            ("admin config alerts.memory", AdminTexts.Setting(memory, 600, [new LiveChange("alerts.memory", 512, 600, new UserId(7), At)])),
            ("admin config alerts.channel", AdminTexts.Setting(channel, 0, [])),
            ("changed", AdminTexts.Changed(memory, 512, 600)),
            ("changed, a channel", AdminTexts.Changed(channel, 0, 99)),
            ("no change", AdminTexts.Changed(memory, 600, 600)),
            ("no such setting", AdminTexts.NoSuchSetting("memory", [memory, channel])),
            ("a bad value", AdminTexts.BadValue(memory, "1", memory.Read("1", out _)!)),
            ("a bad channel", AdminTexts.BadValue(channel, "general", channel.Read("general", out _)!)));
    }

    [Fact]
    public void ServerStats_ReadAsStored() => StoredText.Matches(
        "Operations/ServerStats",
        ("stats", StatsTexts.Server(new GuildUsage(new GuildId(5), 214, At), [("daily", 120), ("coinflip", 94)])),
        ("stats of a new server", StatsTexts.NothingYet(".help")));

    [Theory]
    [InlineData("600", 600)]
    [InlineData("600MB", 600)]
    [InlineData("1,000 mb", 1_000)]
    [InlineData("63", null)]
    [InlineData("1000001", null)]
    [InlineData("1.5", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("all", null)]
    public void ANumber_IsReadWithinItsBounds(string text, int? expected)
    {
        var memory = new LiveSetting("alerts.memory", "", "MB", 512, 64, 1_000_000);
        Assert.Equal(expected is null, memory.Read(text, out var value) is not null);
        Assert.True(expected is null || value == expected);
    }

    private static AlertRule Rule(string name, string title) => new(name, title, "", AlertSide.Above, 1, 1, TimeSpan.Zero, TimeSpan.Zero);

    private static QueueSnapshot Queue() => new(
        12, 3, 40, 2, TimeSpan.Zero, TimeSpan.Zero, false,
        [new RouteLoad("POST /channels/{channel}/messages", 12, TimeSpan.FromMilliseconds(480), 8_400, 3, 1, 2, 0), new RouteLoad("PATCH /channels/{channel}/messages/{message}", 0, TimeSpan.Zero, 900, 0, 0, 0, 220)]);

    private static Signs Signs(params AlertState[] firing) => new(
        new RecentUsage(640, 2, 1, TimeSpan.FromMilliseconds(3), TimeSpan.FromMilliseconds(11), TimeSpan.FromMilliseconds(48)),
        new SessionUsage(At.AddHours(-10), 12_000, 128, "daily", At),
        new BotVitals(BotConnection.Live, 240, 18_400, TimeSpan.FromMilliseconds(41), null),
        Cache,
        [
            new JobState { Name = "alerts", Purpose = "", Schedule = "", IsLoop = false, Phase = JobPhase.Waiting, Runs = 7_000, Lateness = new Lateness(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, 1) },
            new JobState { Name = "backup", Purpose = "", Schedule = "", IsLoop = false, Phase = JobPhase.BackingOff, Runs = 100, FailuresInARow = 2, Lateness = new Lateness(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, 0.9) },
        ],
        firing,
        Database,
        Queue(),
        2,
        new ProcessSigns(88_200_000, 31_000_000, TimeSpan.FromMinutes(40), 2),
        At);
}
