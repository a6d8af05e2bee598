using Bronx.Platform.Storage;

namespace Bronx.Features.AutoModeration;

internal static class GuardMigrations
{
    public static MigrationSet All { get; } = new("auto-moderation",
    [
        new(1, "strikes, and raid mode over restarts",
            """
            CREATE TABLE guard_strikes (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                guild_id INTEGER NOT NULL,
                user_id INTEGER NOT NULL,
                at_ms INTEGER NOT NULL,
                rule INTEGER NOT NULL,
                step INTEGER NOT NULL
            );
            CREATE INDEX guard_strikes_person ON guard_strikes (guild_id, user_id, number);
            CREATE INDEX guard_strikes_user ON guard_strikes (user_id);
            CREATE INDEX guard_strikes_age ON guard_strikes (at_ms);
            CREATE TABLE guard_raids (
                guild_id INTEGER NOT NULL PRIMARY KEY,
                until_ms INTEGER NOT NULL
            ) WITHOUT ROWID;
            """,
            """
            CREATE TABLE guard_strikes (
                number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                guild_id bigint NOT NULL,
                user_id bigint NOT NULL,
                at_ms bigint NOT NULL,
                rule integer NOT NULL,
                step integer NOT NULL
            );
            CREATE INDEX guard_strikes_person ON guard_strikes (guild_id, user_id, number);
            CREATE INDEX guard_strikes_user ON guard_strikes (user_id);
            CREATE INDEX guard_strikes_age ON guard_strikes (at_ms);
            CREATE TABLE guard_raids (
                guild_id bigint NOT NULL PRIMARY KEY,
                until_ms bigint NOT NULL
            );
            """),
    ]);
}
