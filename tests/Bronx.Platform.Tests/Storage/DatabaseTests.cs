using Bronx.Platform.Storage;
using Bronx.Testing.Servers;
using Dapper;

namespace Bronx.Platform.Tests.Storage;

public sealed class DatabaseTests(PostgresServer postgres)
{
    private static readonly MigrationSet Notes = new("notes", [new Migration(1, "notes", "CREATE TABLE notes (text TEXT NOT NULL)", "CREATE TABLE notes (text text NOT NULL)")]);

    private static readonly MigrationSet NotesLater = new("notes", [.. Notes.Steps, new Migration(2, "authors", "ALTER TABLE notes ADD COLUMN author TEXT", "ALTER TABLE notes ADD COLUMN author text")]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task WhatWasWritten_IsThereAfterReopening(DatabaseEngine engine)
    {
        await using var place = await Stores.NewAsync(engine, postgres);
        await using (var first = await place.OpenAsync([Notes]))
        {
            await first.WriteAsync((c, t) => c.ExecuteAsync("INSERT INTO notes VALUES ('kept')", transaction: t), Cancel);
        }

        await using var second = await place.OpenAsync([NotesLater]);
        Assert.Equal("kept", await second.ReadAsync(c => c.QuerySingleAsync<string>("SELECT text FROM notes WHERE author IS NULL"), Cancel));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task AWriteThatThrows_LeavesNothing(DatabaseEngine engine)
    {
        await using var place = await Stores.NewAsync(engine, postgres);
        await using var database = await place.OpenAsync([Notes]);
        await Assert.ThrowsAsync<FormatException>(() => database.WriteAsync<int>(
            async (c, t) =>
            {
                await c.ExecuteAsync("INSERT INTO notes VALUES ('half')", transaction: t);
                throw new FormatException();
            },
            Cancel));
        Assert.Equal(0, await database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM notes"), Cancel));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task AWriteInsideAWrite_IsRefused(DatabaseEngine engine)
    {
        await using var place = await Stores.NewAsync(engine, postgres);
        await using var database = await place.OpenAsync([Notes]);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            database.WriteAsync((_, _) => database.WriteAsync((c, t) => c.ExecuteAsync("DELETE FROM notes", transaction: t), Cancel), Cancel));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task ManyWritersAndReaders_LoseNothing(DatabaseEngine engine)
    {
        await using var place = await Stores.NewAsync(engine, postgres);
        await using var database = await place.OpenAsync([Notes]);
        var work = Enumerable.Range(0, 200).Select(i => i % 2 == 0
            ? database.WriteAsync((c, t) => c.ExecuteAsync("INSERT INTO notes VALUES (@i)", new { i = $"{i}" }, t), Cancel)
            : database.ReadAsync(async c => (int)await c.ExecuteScalarAsync<long>("SELECT count(*) FROM notes"), Cancel));
        await Task.WhenAll(work);
        Assert.Equal(100, await database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM notes"), Cancel));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task ADatabaseNewerThanTheProgram_IsRefusedAndLeftAlone(DatabaseEngine engine)
    {
        await using var place = await Stores.NewAsync(engine, postgres);
        await using (var newer = await place.OpenAsync([NotesLater]))
        {
            await newer.WriteAsync((c, t) => c.ExecuteAsync("INSERT INTO notes VALUES ('kept', 'me')", transaction: t), Cancel);
        }

        var refusal = await Assert.ThrowsAsync<StorageException>(() => place.OpenAsync([Notes]));
        Assert.Contains("newer than this program: 'notes' is at step 2, this program knows 1", refusal.Message, StringComparison.Ordinal);
        await using var again = await place.OpenAsync([NotesLater]);
        Assert.Equal("me", await again.ReadAsync(c => c.QuerySingleAsync<string>("SELECT author FROM notes"), Cancel));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task AStepThatFails_TakesNoneOfTheOthers(DatabaseEngine engine)
    {
        await using var place = await Stores.NewAsync(engine, postgres);
        var broken = new MigrationSet("broken", [new Migration(1, "broken", "CREATE TABLE oops (", "CREATE TABLE oops (")]);
        await Assert.ThrowsAnyAsync<Exception>(() => place.OpenAsync([Notes, broken]));
        await using var database = await place.OpenAsync([]);
        await Assert.ThrowsAnyAsync<Exception>(() => database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM notes"), Cancel));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Health_SaysVersionLatencyAndSize(DatabaseEngine engine)
    {
        await using var place = await Stores.NewAsync(engine, postgres);
        await using var database = await place.OpenAsync();
        var health = await database.CheckAsync(Cancel);
        Assert.True(health.IsHealthy, health.Problem);
        Assert.Contains(engine == DatabaseEngine.Sqlite ? "SQLite 3." : "PostgreSQL ", health.Version, StringComparison.Ordinal);
        Assert.True(health is { SizeBytes: > 4096, MaxConnections: > 0, Connections: > 0 } && health.Latency > TimeSpan.Zero);
        Assert.DoesNotContain("password", database.Describe(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void StepsWithAGap_AreOurMistake() =>
        Assert.Throws<ArgumentException>(() => Migrator.Validate([new MigrationSet("gap", [new Migration(2, "second", "", "")])]));
}
