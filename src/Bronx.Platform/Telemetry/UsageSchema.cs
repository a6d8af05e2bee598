using Bronx.Platform.Storage;

namespace Bronx.Platform.Telemetry;

/// <summary>The tracker's tables. Instants and period starts are milliseconds since 1970, UTC.</summary>
internal static class UsageSchema
{
    public static readonly MigrationSet Set = new("usage", [new Migration(1, "rollups and journal places", Step1, Step1)]);

    /// <summary>These words mean the same to both engines: BIGINT is an integer to SQLite.</summary>
    private const string Step1 = """
        CREATE TABLE usage_journals (id BIGINT PRIMARY KEY, place BIGINT NOT NULL, saved_at BIGINT NOT NULL);
        CREATE TABLE usage_totals (name TEXT PRIMARY KEY, count BIGINT NOT NULL);
        CREATE TABLE usage_commands (
            command TEXT PRIMARY KEY, uses BIGINT NOT NULL, failures BIGINT NOT NULL, refusals BIGINT NOT NULL,
            microseconds BIGINT NOT NULL, last_at BIGINT NOT NULL);
        CREATE TABLE usage_latencies (command TEXT NOT NULL, bucket BIGINT NOT NULL, count BIGINT NOT NULL, PRIMARY KEY (command, bucket));
        CREATE TABLE usage_command_days (
            command TEXT NOT NULL, day BIGINT NOT NULL, uses BIGINT NOT NULL, failures BIGINT NOT NULL, PRIMARY KEY (command, day));
        CREATE TABLE usage_periods (
            period BIGINT NOT NULL, start BIGINT NOT NULL, uses BIGINT NOT NULL, failures BIGINT NOT NULL, PRIMARY KEY (period, start));
        CREATE TABLE usage_kinds (
            command TEXT NOT NULL, kind TEXT NOT NULL, failed BIGINT NOT NULL, count BIGINT NOT NULL, PRIMARY KEY (command, kind, failed));
        CREATE TABLE usage_users (user_id BIGINT PRIMARY KEY, uses BIGINT NOT NULL, last_at BIGINT NOT NULL);
        CREATE TABLE usage_guilds (guild_id BIGINT PRIMARY KEY, uses BIGINT NOT NULL, last_at BIGINT NOT NULL);
        CREATE TABLE usage_guild_commands (guild_id BIGINT NOT NULL, command TEXT NOT NULL, uses BIGINT NOT NULL, PRIMARY KEY (guild_id, command));
        """;
}
