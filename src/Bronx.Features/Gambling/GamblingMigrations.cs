using Bronx.Platform.Storage;

namespace Bronx.Features.Gambling;

internal static class GamblingMigrations
{
    /// <summary>Seeds in use (secret), seeds revealed, and which bet drew from which. Times are Unix milliseconds.</summary>
    public static MigrationSet All { get; } = new("gambling",
    [
        new Migration(1, "provable fairness", Sqlite: FairTables("BLOB", "INTEGER"), Postgres: FairTables("BYTEA", "BIGINT")),
        new Migration(2, "running games, limits of people", Sqlite: GameTables("INTEGER"), Postgres: GameTables("BIGINT")),
        new Migration(3, "which process looks after a game", Sqlite: Croupiers("INTEGER"), Postgres: Croupiers("BIGINT")),
    ]);

    /// <summary>
    /// What came back of a bet is kept for those who limit their losses (null: not yet, or nobody counts). A running game is its stake and its
    /// moves; a screen is an answer that still moves, with the words it has to end on, or without when a running game decides them.
    /// </summary>
    private static string GameTables(string number) =>
        $"""
        ALTER TABLE gambling_bets ADD COLUMN stake {number} NOT NULL DEFAULT 0;
        ALTER TABLE gambling_bets ADD COLUMN returned {number};
        CREATE INDEX gambling_bets_by_time ON gambling_bets (user_id, placed_at);
        CREATE TABLE gambling_games (
            user_id     {number} NOT NULL,
            placed_by   {number} NOT NULL,
            game        TEXT NOT NULL,
            stake       {number} NOT NULL CHECK (stake > 0),
            stop        {number} NOT NULL,
            moves       TEXT NOT NULL,
            launched_at {number} NOT NULL,
            deadline    {number} NOT NULL,
            guild_id    {number},
            channel_id  {number} NOT NULL,
            ended_at    {number},
            PRIMARY KEY (user_id, placed_by)
        );
        CREATE UNIQUE INDEX gambling_games_open ON gambling_games (user_id, game) WHERE ended_at IS NULL;
        CREATE INDEX gambling_games_due ON gambling_games (deadline) WHERE ended_at IS NULL;
        CREATE TABLE gambling_screens (
            user_id        {number} NOT NULL,
            placed_by      {number} NOT NULL,
            channel_id     {number} NOT NULL,
            message_id     {number},
            application_id {number},
            token          TEXT,
            in_words       {number} NOT NULL,
            title          TEXT,
            body           TEXT,
            colour         {number},
            footer         TEXT,
            shown_at       {number} NOT NULL,
            PRIMARY KEY (user_id, placed_by)
        );
        CREATE TABLE gambling_limits (
            user_id        {number} PRIMARY KEY,
            daily_loss     {number} CHECK (daily_loss >= 0),
            next_loss      {number} CHECK (next_loss >= 0),
            next_from      {number},
            counted_from   {number},
            excluded_until {number}
        );
        """;

    private static string Croupiers(string number) =>
        $"""
        CREATE TABLE gambling_croupiers (
            id         TEXT PRIMARY KEY,
            here_until {number} NOT NULL
        );
        ALTER TABLE gambling_games ADD COLUMN croupier TEXT;
        ALTER TABLE gambling_screens ADD COLUMN croupier TEXT;
        """;

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
