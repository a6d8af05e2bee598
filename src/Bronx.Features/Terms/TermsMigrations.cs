using Bronx.Platform.Storage;

namespace Bronx.Features.Terms;

internal static class TermsMigrations
{
    /// <summary>One row per person, version and decision; instants are Unix milliseconds.</summary>
    public static MigrationSet All { get; } = new("terms",
    [
        new Migration(1, "decisions",
            Sqlite: """
            CREATE TABLE terms_decisions (
                id         INTEGER PRIMARY KEY AUTOINCREMENT,
                user_id    INTEGER NOT NULL,
                version    TEXT    NOT NULL,
                decision   TEXT    NOT NULL CHECK (decision IN ('accepted', 'declined')),
                way        TEXT    NOT NULL CHECK (way IN ('message', 'slash')),
                decided_at INTEGER NOT NULL,
                UNIQUE (user_id, version, decision)
            );
            """,
            Postgres: """
            CREATE TABLE terms_decisions (
                id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                user_id    BIGINT NOT NULL,
                version    TEXT   NOT NULL,
                decision   TEXT   NOT NULL CHECK (decision IN ('accepted', 'declined')),
                way        TEXT   NOT NULL CHECK (way IN ('message', 'slash')),
                decided_at BIGINT NOT NULL,
                UNIQUE (user_id, version, decision)
            );
            """),
    ]);
}
