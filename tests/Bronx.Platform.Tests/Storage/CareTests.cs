using Bronx.Platform.Commands.Gates;
using Bronx.Platform.Storage;
using Bronx.Testing;
using Bronx.Testing.Servers;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Platform.Tests.Storage;

public sealed class CareTests(PostgresServer postgres)
{
    private static readonly MigrationSet Notes = new("notes", [new Migration(1, "notes", "CREATE TABLE notes (text TEXT NOT NULL)", "CREATE TABLE notes (text text NOT NULL)")]);

    public static TheoryData<DatabaseEngine> Engines { get; } = [DatabaseEngine.Sqlite, DatabaseEngine.Postgres];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Optimise_AgesChecksAndSaysWhatItDid_WhileOthersWrite(DatabaseEngine engine)
    {
        var clock = new HeldClock();
        await using var place = await Stores.NewAsync(engine, postgres);
        await using var database = await place.OpenAsync([Notes, CooldownStore.Migrations]);
        var store = new CooldownStore(database, clock);
        await store.KeepAsync(new(1), "daily", clock.GetUtcNow().AddHours(1), Cancel);
        await store.KeepAsync(new(2), "daily", clock.GetUtcNow().AddHours(9), Cancel);
        clock.Advance(TimeSpan.FromHours(2));
        using var keeper = new StoreKeeper(database, [CooldownStore.Ended], clock, NullLogger<StoreKeeper>.Instance);

        var writes = Task.WhenAll(Enumerable.Range(0, 50).Select(i => database.WriteAsync((c, t) => c.ExecuteAsync("INSERT INTO notes VALUES (@i)", new { i = $"{i}" }, t), Cancel)));
        var report = await keeper.RunAsync(Cancel);
        await writes;

        Assert.True(report.IsClean, string.Join("; ", report.Steps));
        Assert.Equal(engine == DatabaseEngine.Sqlite ? ["ageing", "indexes", "analyse", "vacuum", "checkpoint"] : ["ageing", "indexes", "vacuum", "checkpoint"], report.Steps.Select(step => step.Name));
        Assert.Equal("removed 1 ended cooldowns", report.Steps[0].Detail);
        Assert.True(report.SizeBefore > 0 && report.SizeAfter > 0);
        Assert.Same(report, keeper.Last);
        Assert.Equal(50, await database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM notes"), Cancel));
        Assert.Equal(1, await database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM command_cooldowns"), Cancel));
    }

    [Fact]
    public async Task AnEmptiedFile_GivesItsSpaceBack()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var database = await place.OpenAsync([Notes]);
        await database.WriteAsync((c, t) => c.ExecuteAsync("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO notes SELECT hex(randomblob(300)) FROM n", transaction: t), Cancel);
        await database.WriteAsync((c, t) => c.ExecuteAsync("DELETE FROM notes", transaction: t), Cancel);
        using var keeper = new StoreKeeper(database, [], TimeProvider.System, NullLogger<StoreKeeper>.Instance);
        var report = await keeper.RunAsync(Cancel);
        Assert.Contains("gave back", report.Steps.Single(step => step.Name == "vacuum").Detail, StringComparison.Ordinal);
        Assert.True(report.SizeAfter < report.SizeBefore / 10, $"{report.SizeBefore} -> {report.SizeAfter}");
    }

    [Fact]
    public async Task AStepThatFails_IsReportedAndTheOthersRun()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var database = await place.OpenAsync([Notes]);
        using var keeper = new StoreKeeper(database, [new Ageing("ghosts", "DELETE FROM nowhere")], TimeProvider.System, NullLogger<StoreKeeper>.Instance);
        var report = await keeper.RunAsync(Cancel);
        Assert.False(report.IsClean);
        Assert.StartsWith("failed: ", report.Steps[0].Detail, StringComparison.Ordinal);
        Assert.All(report.Steps.Skip(1), step => Assert.True(step.IsGood));
    }

    [Fact]
    public async Task ABackupOfSqlite_IsWholeWhileOthersWrite_AndOldOnesGo()
    {
        var clock = new HeldClock();
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var database = await place.OpenAsync([Notes]);
        using var enough = new CancellationTokenSource();
        var written = 0L;
        var writer = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                // Two rows at a time: a copy with an odd number has half a transaction.
                await database.WriteAsync((c, t) => c.ExecuteAsync("INSERT INTO notes VALUES ('a'), ('b')", transaction: t), Cancel);
                Interlocked.Add(ref written, 2);
            }
        });
        using var backup = new Backup(place.Options, clock);
        BackupResult made = null!;
        for (var i = 0; i < 5; i++)
        {
            for (var from = Interlocked.Read(ref written); Interlocked.Read(ref written) < from + 20;)
            {
                await Task.Yield();
            }

            var atLeast = Interlocked.Read(ref written);
            clock.Advance(TimeSpan.FromDays(1));
            made = await backup.RunAsync(null, keep: 3, Cancel);
            using var copy = new SqliteConnection($"Data Source={made.File};Pooling=false");
            var rows = copy.ExecuteScalar<long>("SELECT count(*) FROM notes");
            Assert.True(rows >= atLeast && rows % 2 == 0, $"{rows} rows, {atLeast} were there before");
        }

        await enough.CancelAsync();
        await writer;
        Assert.Equal(1, made.Dropped);
        Assert.Equal(3, Directory.GetFiles(backup.DefaultDirectory).Length);
    }

    [Fact]
    public async Task ABackupOfSqlite_CanBeStartedFrom()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using (var database = await place.OpenAsync([Notes]))
        {
            await database.WriteAsync((c, t) => c.ExecuteAsync("INSERT INTO notes VALUES ('kept')", transaction: t), Cancel);
        }

        using var backup = new Backup(place.Options, TimeProvider.System);
        var made = await backup.RunAsync(null, null, Cancel);
        await using var elsewhere = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        Directory.CreateDirectory(elsewhere.Directory);
        File.Copy(made.File, elsewhere.Options.SqliteFile);
        await using var restored = await elsewhere.OpenAsync([Notes]);
        Assert.Equal("kept", await restored.ReadAsync(c => c.QuerySingleAsync<string>("SELECT text FROM notes"), Cancel));
    }

    [Fact]
    public async Task ABackupOfPostgres_IsWhatPgDumpWrites()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Postgres, postgres);
        await using var database = await place.OpenAsync([Notes]);
        using var backup = new Backup(place.Options, TimeProvider.System);
        var made = await backup.RunAsync(null, keep: 1, Cancel);
        var head = new byte[5];
        await using var file = File.OpenRead(made.File);
        await file.ReadExactlyAsync(head, Cancel);
        Assert.Equal("PGDMP"u8, head);
        Assert.DoesNotContain(Directory.GetFiles(backup.DefaultDirectory), name => name.EndsWith(".part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WithoutADatabase_ThereIsNothingToBackUp()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        using var backup = new Backup(place.Options, TimeProvider.System);
        var refusal = await Assert.ThrowsAsync<StorageException>(() => backup.RunAsync(null, null, Cancel));
        Assert.Contains("nothing to back up yet", refusal.Message, StringComparison.Ordinal);
    }
}
