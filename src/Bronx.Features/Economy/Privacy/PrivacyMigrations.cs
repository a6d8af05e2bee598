using Bronx.Platform.Storage;

namespace Bronx.Features.Economy.Privacy;

internal static class PrivacyMigrations
{
    /// <summary>Runs behind the economy's own steps and the platform's options, which are registered before.</summary>
    public static MigrationSet All { get; } = new("economy-privacy", [new Migration(1, "privacy becomes settings of a person", Move, Move)]);

    /// <summary>Everything is on unless somebody said otherwise, so only what is off is worth a row; a change of the log carries each.</summary>
    private const string Move = """
        INSERT INTO option_changes (scope, owner, person, place, at_ms)
            SELECT 1, user_id, user_id, 'privacy command', robbing_since_ms FROM economy_privacy WHERE listed = 0 OR robbing = 0 OR robbing_since_ms > 0;
        INSERT INTO option_differences (number, key, value_before, value_after)
            SELECT c.number, 'coins.robbing', CASE p.robbing WHEN 0 THEN NULL ELSE 'off' END, CASE p.robbing WHEN 0 THEN 'off' ELSE NULL END
            FROM economy_privacy p JOIN option_changes c ON c.scope = 1 AND c.owner = p.user_id AND c.place = 'privacy command' WHERE p.robbing_since_ms > 0;
        INSERT INTO option_differences (number, key, value_before, value_after)
            SELECT c.number, 'privacy.leaderboards', NULL, 'off'
            FROM economy_privacy p JOIN option_changes c ON c.scope = 1 AND c.owner = p.user_id AND c.place = 'privacy command' WHERE p.listed = 0;
        INSERT INTO option_values (scope, owner, key, value, schema_version)
            SELECT 1, user_id, 'coins.robbing', 'off', 1 FROM economy_privacy WHERE robbing = 0;
        INSERT INTO option_values (scope, owner, key, value, schema_version)
            SELECT 1, user_id, 'privacy.leaderboards', 'off', 1 FROM economy_privacy WHERE listed = 0;
        DROP TABLE economy_privacy;
        """;
}
