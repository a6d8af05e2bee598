using Bronx.Platform.Storage;

namespace Bronx.Features.ServerRules;

internal static class ServerMigrations
{
    public static MigrationSet All { get; } = new("server-rules",
    [
        new(1, "people and servers that the owners shut out",
            """
            CREATE TABLE blacklist (
                kind INTEGER NOT NULL,
                id INTEGER NOT NULL,
                reason TEXT NOT NULL,
                added_by INTEGER NOT NULL,
                added_ms INTEGER NOT NULL,
                PRIMARY KEY (kind, id)
            ) WITHOUT ROWID;
            """,
            """
            CREATE TABLE blacklist (
                kind integer NOT NULL,
                id bigint NOT NULL,
                reason text NOT NULL,
                added_by bigint NOT NULL,
                added_ms bigint NOT NULL,
                PRIMARY KEY (kind, id)
            );
            """),
    ]);
}
