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
        new Migration(2, "shifts, upgrades, shields and regulars", Step2, Step2),
        new Migration(3, "badges, and shifts of people who were erased", Step3, Step3),
    ]);

    /// <summary>These words mean the same to both engines. Instants are Unix milliseconds.</summary>
    private const string Step2 = """
        CREATE TABLE economy_shifts (
            user_id BIGINT PRIMARY KEY, number BIGINT NOT NULL, started_ms BIGINT NOT NULL, event_id BIGINT NOT NULL, luck BIGINT NOT NULL);
        CREATE TABLE economy_upgrades (
            user_id BIGINT NOT NULL, kind TEXT NOT NULL, level BIGINT NOT NULL, since_ms BIGINT NOT NULL, PRIMARY KEY (user_id, kind));
        CREATE TABLE economy_shields (user_id BIGINT PRIMARY KEY, until_ms BIGINT NOT NULL);
        CREATE TABLE economy_regulars (guild_id BIGINT NOT NULL, user_id BIGINT NOT NULL, PRIMARY KEY (guild_id, user_id));
        CREATE INDEX economy_regulars_user ON economy_regulars (user_id);
        """;

    /// <summary>An erased person's shift is kept only until its pause ends, so that to be erased is no way to work twice.</summary>
    private const string Step3 = """
        CREATE TABLE economy_badges (user_id BIGINT NOT NULL, badge TEXT NOT NULL, earned_ms BIGINT NOT NULL, PRIMARY KEY (user_id, badge));
        ALTER TABLE economy_shifts ADD COLUMN erased BIGINT NOT NULL DEFAULT 0;
        CREATE INDEX economy_shifts_erased ON economy_shifts (started_ms) WHERE erased = 1;
        """;
}
