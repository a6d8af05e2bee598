using Bronx.Platform.Storage;

namespace Bronx.Features.Gambling;

internal static class GamblingMigrations
{
    /// <summary>Seeds in use (secret), seeds revealed, and which bet drew from which. Times are Unix milliseconds.</summary>
    public static MigrationSet All { get; } = new("gambling",
    [
        new Migration(1, "provable fairness", Sqlite: FairTables("BLOB", "INTEGER"), Postgres: FairTables("BYTEA", "BIGINT")),
    ]);

    private static string FairTables(string bytes, string number) =>
        $"""
        CREATE TABLE gambling_fair (
            user_id     {number} PRIMARY KEY,
            pair        {number} NOT NULL CHECK (pair >= 1),
            server_seed {bytes} NOT NULL,
            next_seed   {bytes} NOT NULL,
            client_seed TEXT NOT NULL,
            nonce       {number} NOT NULL CHECK (nonce >= 0)
        );
        CREATE TABLE gambling_revealed (
            user_id     {number} NOT NULL,
            pair        {number} NOT NULL,
            server_seed {bytes} NOT NULL,
            client_seed TEXT NOT NULL,
            bets        {number} NOT NULL,
            revealed_at {number} NOT NULL,
            PRIMARY KEY (user_id, pair)
        );
        CREATE TABLE gambling_bets (
            user_id   {number} NOT NULL,
            placed_by {number} NOT NULL,
            pair      {number} NOT NULL,
            nonce     {number} NOT NULL,
            game      TEXT NOT NULL,
            placed_at {number} NOT NULL,
            PRIMARY KEY (user_id, placed_by)
        );
        CREATE UNIQUE INDEX gambling_bets_by_nonce ON gambling_bets (user_id, pair, nonce);
        """;
}
