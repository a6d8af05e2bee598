using Bronx.Platform.Storage;
using Bronx.Testing.Servers;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bronx.Platform.Tests.Storage;

public sealed class SqliteFaultTests(PostgresServer postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ASecondProcessOnTheSameDirectory_IsRefused()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using (await place.OpenAsync())
        {
            var refusal = await Assert.ThrowsAsync<StorageException>(() => place.OpenAsync());
            Assert.Contains("Another bronx is running on the data directory", refusal.Message, StringComparison.Ordinal);
        }

        await using var again = await place.OpenAsync();
        Assert.True((await again.CheckAsync(Cancel)).IsHealthy);
    }

    [Fact]
    public async Task AFileThatIsNoDatabase_IsRefusedAndNotTouched()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        Directory.CreateDirectory(place.Directory);
        await File.WriteAllTextAsync(place.Options.SqliteFile, "dear diary", Cancel);
        var refusal = await Assert.ThrowsAsync<StorageException>(() => place.OpenAsync());
        Assert.Contains("is not a bronx database", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("dear diary", await File.ReadAllTextAsync(place.Options.SqliteFile, Cancel));
    }

    [Fact]
    public async Task AnotherProgramsDatabase_IsRefusedAndNotTouched()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        Directory.CreateDirectory(place.Directory);
        SQLitePCL.Batteries_V2.Init();
        await using (var other = SqliteConnections.Open(place.Options.SqliteFile, readOnly: false))
        {
            await other.ExecuteAsync("CREATE TABLE bookmarks (url TEXT)");
        }

        var before = await File.ReadAllBytesAsync(place.Options.SqliteFile, Cancel);
        await Assert.ThrowsAsync<StorageException>(() => place.OpenAsync());
        Assert.Equal(before, await File.ReadAllBytesAsync(place.Options.SqliteFile, Cancel));
    }

    [Fact]
    public async Task ACorruptFileAfterACrash_IsRefusedAndNotTouched()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using (var database = await place.OpenAsync())
        {
            await database.WriteAsync((c, t) => c.ExecuteAsync("CREATE TABLE filler AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT i, hex(randomblob(50)) AS h FROM n", transaction: t), Cancel);
        }

        var bytes = await File.ReadAllBytesAsync(place.Options.SqliteFile, Cancel);
        new Random(7).NextBytes(bytes.AsSpan(40_000, 60_000));
        await File.WriteAllBytesAsync(place.Options.SqliteFile, bytes, Cancel);
        await File.WriteAllBytesAsync(place.Options.SqliteFile + "-wal", new byte[32], Cancel);

        var refusal = await Assert.ThrowsAsync<StorageException>(() => place.OpenAsync());
        Assert.Contains("is damaged", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(place.Options.SqliteFile, Cancel));
    }

    [Fact]
    public async Task AFullDisk_IsSaidAndKeepsWhatWasSaved()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var database = await place.OpenAsync();
        await database.WriteAsync((c, t) => c.ExecuteAsync("CREATE TABLE blobs (b BLOB)", transaction: t), Cancel);
        await database.WriteAsync((c, t) => c.ExecuteScalarAsync<long>("PRAGMA max_page_count = 1", transaction: t), Cancel);
        var refusal = await Assert.ThrowsAsync<StorageException>(() =>
            database.WriteAsync((c, t) => c.ExecuteAsync("INSERT INTO blobs VALUES (zeroblob(1000000))", transaction: t), Cancel));
        Assert.Contains("is full", refusal.Message, StringComparison.Ordinal);
        await database.WriteAsync((c, t) => c.ExecuteScalarAsync<long>("PRAGMA max_page_count = 1000000", transaction: t), Cancel);
        Assert.Equal(1, await database.WriteAsync((c, t) => c.ExecuteAsync("INSERT INTO blobs VALUES (zeroblob(1000000))", transaction: t), Cancel));
    }

    [Fact]
    public async Task ACommitThatSqliteTookBack_IsToldAsItIs_AndTheNextWriteGoesOn()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var database = await place.OpenAsync();
        await database.WriteAsync((c, t) => c.ExecuteAsync("CREATE TABLE notes (n INTEGER)", transaction: t), Cancel);

        // What a disk that fills up during the commit does, without a disk to fill.
        Task<int> Write(SQLitePCL.delegate_commit? hook) => database.WriteAsync(
            (c, t) =>
            {
                SQLitePCL.raw.sqlite3_commit_hook(((SqliteConnection)c).Handle, hook, null);
                return c.ExecuteAsync("INSERT INTO notes VALUES (1)", transaction: t);
            },
            Cancel);
        var fault = await Assert.ThrowsAsync<SqliteException>(() => Write(_ => 1));
        Assert.DoesNotContain("rollback", fault.Message, StringComparison.Ordinal);

        await Write(null);
        Assert.Equal(1, await database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM notes"), Cancel));
    }

    [Fact]
    public async Task ADirectoryThatCannotBeMade_IsSaidInOneLine()
    {
        var options = new StorageOptions { DataDirectory = "/proc/nowhere/data" };
        var refusal = await Assert.ThrowsAsync<StorageException>(() =>
            Database.OpenAsync(options, [], TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, Cancel));
        Assert.Contains("/proc/nowhere/data cannot be made", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public async Task Closing_FoldsTheLogIntoTheFile()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await (await place.OpenAsync()).DisposeAsync();
        Assert.True(!File.Exists(place.Options.SqliteFile + "-wal") || new FileInfo(place.Options.SqliteFile + "-wal").Length == 0);
    }
}
