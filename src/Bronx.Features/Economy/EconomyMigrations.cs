using Bronx.Platform.Storage;

namespace Bronx.Features.Economy;

internal static class EconomyMigrations
{
    /// <summary>Coins are in the ledger; here is only what the ledger does not say. Days are counted from 0001-01-01.</summary>
    public static MigrationSet All { get; } = new("economy",
    [
        new Migration(1, "daily streaks",
            Sqlite: """
            CREATE TABLE economy_daily (
                user_id  INTEGER PRIMARY KEY,
                last_day INTEGER NOT NULL,
                streak   INTEGER NOT NULL CHECK (streak >= 1)
            );
            """,
            Postgres: """
            CREATE TABLE economy_daily (
                user_id  BIGINT  PRIMARY KEY,
                last_day INTEGER NOT NULL,
                streak   INTEGER NOT NULL CHECK (streak >= 1)
            );
            """),
    ]);
}
