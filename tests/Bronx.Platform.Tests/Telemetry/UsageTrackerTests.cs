using Bronx.Discord.Models;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Bronx.Platform.Tests.Storage;
using Bronx.Testing;
using Bronx.Testing.Servers;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Platform.Tests.Telemetry;

public sealed class UsageTrackerTests(PostgresServer postgres)
{
    private readonly HeldClock _clock = new();

    public static TheoryData<DatabaseEngine> Engines { get; } = [DatabaseEngine.Sqlite, DatabaseEngine.Postgres];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Detail_OfACommandComesBackWholeAfterAShutdown(DatabaseEngine engine)
    {
        await using var place = await Stores.NewAsync(engine, postgres);
        CommandDetail before;
        await using (var database = await place.OpenAsync())
        await using (var tracker = await OpenAsync(database, place))
        {
            tracker.Record(Use("daily", duration: 3));
            _clock.Advance(TimeSpan.FromDays(2));
            tracker.Record(Use("daily", duration: 150));
            tracker.Record(Use("daily", CommandEnd.Failed, duration: 20_000, kind: "Timeout"));
            tracker.Record(Use("daily", CommandEnd.Refused, kind: "Cooldown"));
            tracker.Record(Use("daily", CommandEnd.Refused, kind: "Cooldown"));
            before = tracker.Detail("daily")!;
            Assert.Null(tracker.Detail("pay"));
        }

        Assert.Equal([0L, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1], before.Steps);
        Assert.Equal([new KindUsage("Cooldown", false, 2), new KindUsage("Timeout", true, 1)], before.Kinds);
        Assert.Equal((30, 1L, 0L, 2L), (before.Days.Count, before.Days[27], before.Days[28], before.Days[29]));

        await using var reopened = await place.OpenAsync();
        await using var again = await OpenAsync(reopened, place);
        var after = again.Detail("daily")!;
        Assert.Equal(before.Usage, after.Usage);
        Assert.Equal(before.Steps, after.Steps);
        Assert.Equal(before.Kinds, after.Kinds);
        Assert.Equal(before.Days, after.Days);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Counts_ComeBackWholeAfterAShutdown(DatabaseEngine engine)
    {
        await using var place = await Stores.NewAsync(engine, postgres);
        UsageSnapshot before;
        await using (var database = await place.OpenAsync())
        await using (var tracker = await OpenAsync(database, place))
        {
            for (var i = 1; i <= 100; i++)
            {
                tracker.Record(Use("daily", duration: i));
            }

            tracker.Record(Use("daily", CommandEnd.Failed, form: CommandForm.Prefix, kind: "Timeout"));
            tracker.Record(Use("pay", CommandEnd.Refused, kind: "Cooldown"));
            tracker.Record(Use("dailly", CommandEnd.Unknown));
            before = tracker.Snapshot();
        }

        Assert.Equal((101, 1, 1, 1), (before.Total, before.Failed, before.Refused, before.Unknown));
        Assert.Equal((101, "daily"), (before.Session.Count, before.Session.LastCommand));
        Assert.Equal((101, 101, 101), (before.Minutes[^1], before.Hours[^1], before.Days[^1]));
        Assert.Equal(["daily", "pay"], before.Commands.Select(command => command.Name));

        await using var reopened = await place.OpenAsync();
        await using var again = await OpenAsync(reopened, place);
        var after = again.Snapshot();
        Assert.Equal((before.Total, before.Failed, before.Refused, before.Unknown), (after.Total, after.Failed, after.Refused, after.Unknown));
        Assert.Equal(before.Commands, after.Commands);
        Assert.Equal(before.Hours, after.Hours);
        Assert.Equal(before.Days, after.Days);
        Assert.Equal(before.Minutes, after.Minutes);
        Assert.Equal(before.Forms, after.Forms);
        Assert.Equal((0, null), (after.Session.Count, after.Session.LastCommand));
        Assert.Equal(
            (101, 101, 101, 1),
            await reopened.ReadAsync(c => c.QuerySingleAsync<(long, long, long, long)>(
                "SELECT (SELECT sum(uses) FROM usage_users), (SELECT sum(uses) FROM usage_guilds), (SELECT sum(uses) FROM usage_guild_commands), (SELECT count FROM usage_kinds WHERE kind = 'Timeout' AND failed = 1)"), Cancel));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task AKilledProcess_LosesNoneAndCountsNoneTwice(int seed)
    {
        // What a killed process leaves is what the operating system has: here copies of its files while it still runs.
        var random = new Random(seed);
        var recorded = 0L;
        var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        for (var life = 0; life < 10; life++)
        {
            var heir = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
            await using (var database = await place.OpenAsync())
            await using (var tracker = await OpenAsync(database, place, capacity: 64))
            {
                Assert.Equal(recorded, tracker.Snapshot().Total);
                for (var i = random.Next(60); i > 0; i--)
                {
                    tracker.Record(Use($"c{random.Next(5)}"));
                    recorded++;
                    if (random.Next(15) == 0)
                    {
                        await tracker.FlushAsync(Cancel);
                    }
                }

                Assert.Equal(recorded, tracker.Snapshot().Commands.Sum(command => command.Uses));
                // The journal and what is beside it first, the store last: a save that comes in between leaves the copy with uses
                // that the store has too, never without uses that it has not.
                Directory.CreateDirectory(heir.Directory);
                foreach (var file in Directory.GetFiles(place.Directory).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)).OrderDescending(StringComparer.Ordinal))
                {
                    await File.WriteAllBytesAsync(Path.Combine(heir.Directory, Path.GetFileName(file)), await ReadSharedAsync(file), Cancel);
                }
            }

            await place.DisposeAsync();
            place = heir;
        }

        await place.DisposeAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task AJournalCutAnywhere_CountsExactlyWhatIsWholeBeforeTheCut(int seed)
    {
        var random = new Random(seed);
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var database = await place.OpenAsync();
        await using (var empty = await OpenAsync(database, place))
        {
            Assert.Equal(0, empty.Snapshot().Total);
        }

        for (var round = 0; round < 15; round++)
        {
            File.Delete(JournalOf(place));
            await database.WriteAsync((c, t) => c.ExecuteAsync(Forget, transaction: t), Cancel);
            var uses = random.Next(1, 500);
            byte[] whole;
            await using (var tracker = await OpenAsync(database, place))
            {
                for (var i = 0; i < uses; i++)
                {
                    tracker.Record(Use($"c{i % 3}"));
                }

                whole = await ReadSharedAsync(JournalOf(place));
            }

            await database.WriteAsync((c, t) => c.ExecuteAsync(Forget, transaction: t), Cancel);
            var frames = whole.Length - (4096 * UsageFrame.Size);
            var cut = random.Next(frames, frames + (uses * UsageFrame.Size) + 100);
            await File.WriteAllBytesAsync(JournalOf(place), whole[..cut], Cancel);

            await using var again = await OpenAsync(database, place);
            Assert.Equal(Math.Min(uses, (cut - frames) / UsageFrame.Size), again.Snapshot().Total);
            again.Record(Use("after"));
            Assert.Equal(1, again.Snapshot().Session.Count);
        }
    }

    [Fact]
    public async Task ADamagedFrame_IsSkippedAndTheRestCounted()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var database = await place.OpenAsync();
        byte[] whole;
        await using (var tracker = await OpenAsync(database, place))
        {
            for (var i = 0; i < 10; i++)
            {
                tracker.Record(Use("daily"));
            }

            whole = await ReadSharedAsync(JournalOf(place));
        }

        await database.WriteAsync((c, t) => c.ExecuteAsync(Forget, transaction: t), Cancel);
        whole[whole.Length - (4096 * UsageFrame.Size) + (4 * UsageFrame.Size) + 20] ^= 1;
        await File.WriteAllBytesAsync(JournalOf(place), whole, Cancel);
        await using var again = await OpenAsync(database, place);
        Assert.Equal(9, again.Snapshot().Total);
    }

    [Fact]
    public async Task ADamagedJournal_IsSetAsideNotOverwritten()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var database = await place.OpenAsync();
        await File.WriteAllTextAsync(JournalOf(place), "not a journal", Cancel);
        await using var tracker = await OpenAsync(database, place);
        var aside = Assert.Single(Directory.GetFiles(place.Directory, "usage.journal.damaged-*"));
        Assert.Equal("not a journal", await File.ReadAllTextAsync(aside, Cancel));
    }

    [Fact]
    public async Task AJournalInUse_IsRefused()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var database = await place.OpenAsync();
        await using var tracker = await OpenAsync(database, place);
        await Assert.ThrowsAsync<StorageException>(() => OpenAsync(database, place));
    }

    [Fact]
    public async Task AStoreThatIsAway_CostsNoCountEvenWhenTheJournalIsFull()
    {
        await using var server = new PostgresServer();
        await using var place = await Stores.NewAsync(DatabaseEngine.Postgres, server);
        await using var database = await place.OpenAsync();
        await using (var tracker = await OpenAsync(database, place, capacity: 1024))
        {
            await server.CrashAsync();
            for (var i = 0; i < 5000; i++)
            {
                tracker.Record(Use($"c{i % 7}"));
            }

            await Assert.ThrowsAsync<StorageException>(() => tracker.FlushAsync(Cancel));
            tracker.Record(Use("late"));
            await server.StartAsync();
            await tracker.FlushAsync(Cancel);
            tracker.Record(Use("later"));
            Assert.Equal(5002, tracker.Snapshot().Total);
        }

        await using var again = await OpenAsync(database, place);
        Assert.Equal(5002, again.Snapshot().Total);
        Assert.Equal(5002, await database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT sum(uses) FROM usage_guilds"), Cancel));
    }

    [Fact]
    public async Task AKilledProcessWhoseStoreWasAwayForLong_LosesNone()
    {
        // The journal has room for 64; the rest goes to a file beside it. The process is killed with the store still away, again after the
        // next one has written more, and the third one saves everything.
        await using var server = new PostgresServer();
        await using var place = await Stores.NewAsync(DatabaseEngine.Postgres, server);
        await using var heir = await Stores.NewAsync(DatabaseEngine.Sqlite, server);
        await using var last = await Stores.NewAsync(DatabaseEngine.Sqlite, server);
        await using var database = await place.OpenAsync();
        var killed = await OpenAsync(database, place, capacity: 64);
        await server.CrashAsync();
        for (var i = 0; i < 500; i++)
        {
            killed.Record(Use($"c{i % 7}"));
        }

        await Assert.ThrowsAsync<StorageException>(() => killed.FlushAsync(Cancel));
        killed.Record(Use("late"));
        await CopyJournalAsync(place, heir);

        // A process that was killed saves no more: this one, still in memory, is ended while it can save nothing.
        await killed.DisposeAsync();
        await server.StartAsync();
        var again = await OpenAsync(database, heir, capacity: 64);
        await using (again)
        {
            Assert.Equal(501, again.Snapshot().Total);
            again.Record(Use("after"));
            await CopyJournalAsync(heir, last);
        }

        await using (var third = await OpenAsync(database, last, capacity: 64))
        {
            Assert.Equal(502, third.Snapshot().Total);
            for (var i = 0; i < 100; i++)
            {
                third.Record(Use("more"));
            }

            await third.FlushAsync(Cancel);
            Assert.Equal(0, new FileInfo(JournalOf(last) + ".more").Length);
        }

        Assert.Equal(602, await database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT sum(uses) FROM usage_commands"), Cancel));
        await using var fourth = await OpenAsync(database, last, capacity: 64);
        Assert.Equal(602, fourth.Snapshot().Total);
    }

    [Fact]
    public async Task ASaveOfAKilledProcessThatIsStillOnItsWay_IsCountedOnce()
    {
        // The process is gone, but its server has not finished what it was told last.
        await using var place = await Stores.NewAsync(DatabaseEngine.Postgres, postgres);
        await using var heir = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var database = await place.OpenAsync();
        await using (var killed = await OpenAsync(database, place))
        {
            for (var i = 0; i < 10; i++)
            {
                killed.Record(Use("daily"));
            }

            await CopyJournalAsync(place, heir);
        }

        await database.WriteAsync((c, t) => c.ExecuteAsync("UPDATE usage_commands SET uses = 0; UPDATE usage_journals SET place = 0", transaction: t), Cancel);
        var told = new TaskCompletionSource();
        var commit = new TaskCompletionSource();
        var late = database.WriteAsync(
            async (c, t) =>
            {
                await c.ExecuteAsync("UPDATE usage_journals SET place = 10; UPDATE usage_commands SET uses = 10", transaction: t);
                told.SetResult();
                await commit.Task;
                return true;
            },
            Cancel);
        await told.Task;
        var opening = OpenAsync(database, heir);
        while (!opening.IsCompleted
            && await database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"), Cancel) == 0)
        {
            await Task.Yield();
        }

        commit.SetResult();
        await late;
        await using var tracker = await opening;
        Assert.Equal(10, tracker.Snapshot().Total);
        tracker.Record(Use("daily"));
        await tracker.FlushAsync(Cancel);
        Assert.Equal(11, await database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT sum(uses) FROM usage_commands"), Cancel));
    }

    [Fact]
    public async Task Rollups_AreSavedEveryFiveMinutesByThemselves()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var database = await place.OpenAsync();
        await using var tracker = await OpenAsync(database, place);
        tracker.Record(Use("daily"));
        await _clock.WhenArmedAsync();
        _clock.Advance(TimeSpan.FromMinutes(5));
        while (await database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM usage_commands WHERE uses = 1"), Cancel) == 0)
        {
            await Task.Yield();
        }
    }

    [Fact]
    public async Task PeriodsRotate_AlsoOverGaps()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var database = await place.OpenAsync();
        await using var tracker = await OpenAsync(database, place);
        tracker.Record(Use("a"));
        _clock.Advance(TimeSpan.FromMinutes(59));
        tracker.Record(Use("a"));
        Assert.Equal((1, 1, 2), (tracker.Snapshot().Minutes[0], tracker.Snapshot().Minutes[^1], tracker.Snapshot().Hours.Sum()));
        _clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal((0, 0, 2), (tracker.Snapshot().Minutes.Sum(), tracker.Snapshot().Hours.Sum(), tracker.Snapshot().Days.Sum()));
        Assert.Equal((2, 0d), (tracker.Snapshot().Session.Count, tracker.Snapshot().Session.PerMinute));
        _clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal((0, 2), (tracker.Snapshot().Days.Sum(), tracker.Snapshot().Total));
    }

    [Fact]
    public async Task WaitingForChange_EndsWithTheNextRecord()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var database = await place.OpenAsync();
        await using var tracker = await OpenAsync(database, place);
        var seen = tracker.Version;
        var waiting = tracker.WaitForChangeAsync(seen, Cancel).AsTask();
        Assert.False(waiting.IsCompleted);
        tracker.Record(Use("daily"));
        await waiting.WaitAsync(Patience.Long, TimeProvider.System, Cancel);
        await tracker.WaitForChangeAsync(seen, Cancel);
    }

    [Fact]
    public void Buckets_AreAtMostFivePercentWideAndMeetWithoutGaps()
    {
        var next = 0L;
        for (var bucket = 0; bucket < LatencyHistogram.Buckets; bucket++)
        {
            var (from, width) = LatencyHistogram.BoundsOf(bucket);
            Assert.Equal(next, from);
            Assert.True(from < 32 || width <= from * 0.05);
            Assert.Equal(bucket, LatencyHistogram.BucketOf((uint)from));
            Assert.Equal(bucket, LatencyHistogram.BucketOf((uint)(from + width - 1)));
            next = from + width;
        }

        Assert.Equal(LatencyHistogram.Buckets - 1, LatencyHistogram.BucketOf(uint.MaxValue));
    }

    private const string Forget =
        "DELETE FROM usage_journals; DELETE FROM usage_commands; DELETE FROM usage_periods; DELETE FROM usage_latencies; DELETE FROM usage_totals";

    private static string JournalOf(Stores place) => Path.Combine(place.Directory, "usage.journal");

    private static async Task CopyJournalAsync(Stores from, Stores to)
    {
        Directory.CreateDirectory(to.Directory);
        foreach (var file in Directory.GetFiles(from.Directory, "usage.journal*"))
        {
            await File.WriteAllBytesAsync(Path.Combine(to.Directory, Path.GetFileName(file)), await ReadSharedAsync(file), Cancel);
        }
    }

    private static async Task<byte[]> ReadSharedAsync(string file)
    {
        // The tracker has the file locked for this program's kind of opening; cat asks for no lock, like a killed process's heir.
        using var cat = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("cat", [file]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        using var copy = new MemoryStream();
        await cat.StandardOutput.BaseStream.CopyToAsync(copy, Cancel);
        await cat.WaitForExitAsync(Cancel);
        return copy.ToArray();
    }

    private Task<UsageTracker> OpenAsync(Database database, Stores place, int capacity = 4096) => UsageTracker.OpenAsync(
        database, new UsageOptions { JournalFile = JournalOf(place), JournalCapacity = capacity }, _clock, NullLoggerFactory.Instance, Cancel);

    private CommandUse Use(
        string command, CommandEnd end = CommandEnd.Succeeded, CommandForm form = CommandForm.Slash, string? kind = null, int duration = 5) =>
        new(command, form, end, kind, TimeSpan.FromMilliseconds(duration), new UserId(5), new GuildId(6), _clock.GetUtcNow());
}
