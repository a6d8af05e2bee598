using Bronx.Platform.Storage;

namespace Bronx.Features.Setup.Drafts;

internal static class SetupMigrations
{
    /// <summary>Changes are a JSON object of stored forms by key. Instants are Unix milliseconds.</summary>
    public static MigrationSet All { get; } = new("setup",
    [
        new Migration(1, "drafts of wizards",
            Sqlite: """
            CREATE TABLE setup_drafts (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                scope INTEGER NOT NULL,
                owner INTEGER NOT NULL,
                person INTEGER NOT NULL,
                step INTEGER NOT NULL,
                changes TEXT NOT NULL,
                began_ms INTEGER NOT NULL,
                touched_ms INTEGER NOT NULL,
                UNIQUE (scope, owner, person)
            );
            """,
            Postgres: """
            CREATE TABLE setup_drafts (
                number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                scope smallint NOT NULL,
                owner bigint NOT NULL,
                person bigint NOT NULL,
                step integer NOT NULL,
                changes text NOT NULL,
                began_ms bigint NOT NULL,
                touched_ms bigint NOT NULL,
                UNIQUE (scope, owner, person)
            );
            """),
    ]);
}
