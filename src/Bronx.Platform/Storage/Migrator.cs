using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Storage;

/// <summary>Brings the schema up to date: all missing steps of all slices in one transaction, or none.</summary>
internal static partial class Migrator
{
    private const string CreateTable =
        "CREATE TABLE IF NOT EXISTS schema_steps (slice TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, " +
        "applied_at TEXT NOT NULL, PRIMARY KEY (slice, number))";

    /// <exception cref="ArgumentException">Our own mistake: a slice twice, or a gap in its numbers.</exception>
    public static void Validate(IReadOnlyList<MigrationSet> sets)
    {
        var slices = new HashSet<string>(StringComparer.Ordinal);
        foreach (var set in sets)
        {
            if (!slices.Add(set.Slice))
            {
                throw new ArgumentException($"Slice '{set.Slice}' has two migration sets.", nameof(sets));
            }

            for (var i = 0; i < set.Steps.Count; i++)
            {
                if (set.Steps[i].Number != i + 1)
                {
                    throw new ArgumentException($"Step {i + 1} of slice '{set.Slice}' has number {set.Steps[i].Number}.", nameof(sets));
                }
            }
        }
    }

    /// <returns>How many steps were taken.</returns>
    public static async Task<int> MigrateAsync(
        DbConnection connection, DbTransaction transaction, DatabaseEngine engine, IReadOnlyList<MigrationSet> sets, TimeProvider time, ILogger log)
    {
        await connection.ExecuteAsync(CreateTable, transaction: transaction);
        var applied = (await connection.QueryAsync<(string Slice, long Number, string Name)>(
            "SELECT slice, number, name FROM schema_steps ORDER BY slice, number", transaction: transaction)).ToLookup(step => step.Slice);

        var taken = 0;
        foreach (var set in sets)
        {
            var done = applied[set.Slice].ToArray();
            Compare(set, done);
            foreach (var step in set.Steps.Skip(done.Length))
            {
                await connection.ExecuteAsync(step.For(engine), transaction: transaction);
                await connection.ExecuteAsync(
                    "INSERT INTO schema_steps (slice, number, name, applied_at) VALUES (@Slice, @Number, @Name, @At)",
                    new { set.Slice, step.Number, step.Name, At = time.GetUtcNow().ToString("O") },
                    transaction);
                Log.StepTaken(log, set.Slice, step.Number, step.Name);
                taken++;
            }
        }

        return taken;
    }

    private static void Compare(MigrationSet set, (string Slice, long Number, string Name)[] done)
    {
        if (done.Length > set.Steps.Count)
        {
            throw new StorageException(
                $"The database is newer than this program: '{set.Slice}' is at step {done.Length}, this program knows {set.Steps.Count}. " +
                "Start the newer bronx again, or restore a backup from before the update. Nothing was changed.");
        }

        for (var i = 0; i < done.Length; i++)
        {
            if (done[i].Number != i + 1 || !string.Equals(done[i].Name, set.Steps[i].Name, StringComparison.Ordinal))
            {
                throw new StorageException(
                    $"The database went another way: '{set.Slice}' step {i + 1} is '{done[i].Name}' there and '{set.Steps[i].Name}' here. " +
                    "Use the bronx that made it, or another database. Nothing was changed.");
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Schema of {Slice}: step {Number}, {Name}")]
        public static partial void StepTaken(ILogger logger, string slice, int number, string name);
    }
}
