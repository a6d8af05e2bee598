using System.Diagnostics.Metrics;
using Bronx.Discord.Models;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Bronx.Platform.Tests.Storage;
using Bronx.Testing;
using Bronx.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Platform.Tests.Telemetry;

public sealed class UsageHistoryTests(PostgresServer postgres)
{
    private readonly HeldClock _clock = new();

    public static TheoryData<DatabaseEngine> Engines { get; } = [DatabaseEngine.Sqlite, DatabaseEngine.Postgres];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task History_KnowsTimesServersPersonsAndKinds(DatabaseEngine engine)
    {
        await using var place = await Stores.NewAsync(engine, postgres);
        await using var database = await place.OpenAsync();
        await using var tracker = await OpenAsync(database, place);
        var history = new UsageHistory(tracker, database, _clock);
        tracker.Record(Use("daily", guild: 5, user: 1));
        _clock.Advance(TimeSpan.FromHours(2));
        tracker.Record(Use("daily", guild: 5, user: 1));
        tracker.Record(Use("pay", CommandEnd.Failed, "Storage", guild: 5));
        tracker.Record(Use("pay", CommandEnd.Refused, "Cooldown", guild: 6));
        tracker.Record(Use("ping", guild: 6));

        var hours = await history.PeriodsAsync(UsagePeriod.Hour, _clock.GetUtcNow().AddHours(-3), _clock.GetUtcNow(), Cancel);
        Assert.Equal([(0L, 0L), (1, 0), (0, 0), (3, 1)], hours.Select(point => (point.Uses, point.Failures)));
        Assert.Equal(2, (await history.CommandDaysAsync("daily", _clock.GetUtcNow(), _clock.GetUtcNow(), Cancel))[^1].Uses);
        Assert.Equal([(5UL, 3L), (6, 1)], (await history.BusiestGuildsAsync(10, Cancel)).Select(one => (one.Guild.Value, one.Uses)));
        Assert.Equal(3, (await history.GuildAsync(new GuildId(5), Cancel))!.Uses);
        Assert.Null(await history.GuildAsync(new GuildId(7), Cancel));
        Assert.Equal([("daily", 2L), ("pay", 1)], await history.GuildCommandsAsync(new GuildId(5), Cancel));
        Assert.Equal(2, (await history.UserAsync(new UserId(1), Cancel))!.Uses);
        Assert.Null(await history.UserAsync(new UserId(2), Cancel));
        Assert.Equal([new KindCount("pay", "Cooldown", false, 1), new KindCount("pay", "Storage", true, 1)], await history.KindsAsync("pay", Cancel));
        var bucket = Assert.Single(await history.LatenciesAsync("daily", Cancel));
        Assert.True(bucket.Count == 2 && bucket.From <= TimeSpan.FromMilliseconds(3) && bucket.Until > TimeSpan.FromMilliseconds(3), bucket.ToString());
        await Assert.ThrowsAsync<ArgumentException>(() => history.PeriodsAsync(UsagePeriod.Minute, _clock.GetUtcNow().AddDays(-1), _clock.GetUtcNow(), Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RateLimits_AreCountedByScope_AndOutliveTheProcess(DatabaseEngine engine)
    {
        await using var place = await Stores.NewAsync(engine, postgres);
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var others = new ServiceCollection().AddMetrics().BuildServiceProvider();
        await using (var database = await place.OpenAsync())
        await using (var tracker = await OpenAsync(database, place))
        using (new RateLimitEar(services.GetRequiredService<IMeterFactory>(), tracker))
        {
            var ours = services.GetRequiredService<IMeterFactory>().Create("Bronx.Discord").CreateCounter<long>("bronx.discord.rate_limited");
            ours.Add(1, new("route", "POST messages"), new KeyValuePair<string, object?>("scope", "user"));
            ours.Add(2, new KeyValuePair<string, object?>("scope", "shared"));
            others.GetRequiredService<IMeterFactory>().Create("Bronx.Discord").CreateCounter<long>("bronx.discord.rate_limited").Add(9);
            Assert.Equal((3, 0), (tracker.Recent().RateLimits, tracker.Snapshot().Total));
        }

        await using var reopened = await place.OpenAsync();
        await using var again = await OpenAsync(reopened, place);
        Assert.Equal([("shared", 2L), ("user", 1)], again.Snapshot().RateLimits.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, one.Value)));
        Assert.Equal((0, 0, 0), (again.Recent().RateLimits, again.Snapshot().Total, again.Snapshot().Unknown));
    }

    [Fact]
    public async Task TheLastMinutes_AreMeasuredAndForgotten()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var database = await place.OpenAsync();
        await using var tracker = await OpenAsync(database, place);
        Assert.Equal(new RecentUsage(0, 0, 0, null, null, null), tracker.Recent());
        for (var i = 0; i < 10; i++)
        {
            tracker.Record(Use("daily", i == 0 ? CommandEnd.Failed : CommandEnd.Succeeded, i == 0 ? "Fault" : null));
        }

        _clock.Advance(TimeSpan.FromMinutes(4));
        var recent = tracker.Recent();
        Assert.Equal((10, 1), (recent.Uses, recent.Failures));
        Assert.InRange(recent.P95!.Value, TimeSpan.FromMilliseconds(2.9), TimeSpan.FromMilliseconds(3.1));
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(0, tracker.Recent().Uses);
    }

    [Fact]
    public async Task StatsFile_IsWholeAndADamagedOneIsSetAside()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var database = await place.OpenAsync();
        await using var tracker = await OpenAsync(database, place);
        tracker.Record(Use("daily"));
        var path = Path.Combine(place.Directory, "stats.json");
        await File.WriteAllTextAsync(path, "{\"total\": 12", Cancel);
        var file = new StatsFile(new StatsFileOptions(path), tracker, _clock, NullLogger<StatsFile>.Instance);
        file.CheckAtStart();
        Assert.False(File.Exists(path));
        Assert.Equal("{\"total\": 12", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(place.Directory, "stats.json.damaged-*")), Cancel));
        file.Write();
        file.CheckAtStart();
        using var read = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(path, Cancel));
        Assert.Equal((1, "daily"), (read.RootElement.GetProperty("total").GetInt64(), read.RootElement.GetProperty("commands")[0].GetProperty("name").GetString()));
        Assert.False(File.Exists(path + ".part"));
    }

    private Task<UsageTracker> OpenAsync(Database database, Stores place) => UsageTracker.OpenAsync(
        database, new UsageOptions { JournalFile = Path.Combine(place.Directory, "usage.journal") }, _clock, NullLoggerFactory.Instance, Cancel);

    private CommandUse Use(string command, CommandEnd end = CommandEnd.Succeeded, string? kind = null, ulong? guild = null, ulong? user = null) => new(
        command, CommandForm.Slash, end, kind, TimeSpan.FromMilliseconds(3), user is { } person ? new UserId(person) : null, guild is { } server ? new GuildId(server) : null, _clock.GetUtcNow());
}
