using System.Data;
using Dapper;
using Npgsql;

namespace Bronx.Platform.Storage;

/// <summary>Care for PostgreSQL. The server's own autovacuum does the daily work; this does what it leaves and looks for what it cannot mend.</summary>
internal static class PostgresCare
{
    private const string PermissionDenied = "42501";

    public static Task<CareResult> CheckIndexesAsync(PostgresDatabase database, CancellationToken ct) => database.OutsideAsync(
        async connection =>
        {
            var broken = (await connection.QueryAsync<string>(
                "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace " +
                "WHERE NOT i.indisvalid AND n.nspname = current_schema()")).AsList();
            foreach (var index in broken)
            {
                await connection.ExecuteAsync($"REINDEX INDEX {Quote(index)}", commandTimeout: 0);
            }

            return new CareResult(broken.Count == 0 ? "every index is valid" : $"built anew: {string.Join(", ", broken)}");
        },
        ct);

    /// <summary>Also takes new statistics for the planner.</summary>
    public static Task<CareResult> VacuumAsync(PostgresDatabase database, CancellationToken ct) => database.OutsideAsync(
        async connection =>
        {
            var dead = await connection.ExecuteScalarAsync<long>("SELECT coalesce(sum(n_dead_tup), 0) FROM pg_stat_user_tables");
            var tables = (await connection.QueryAsync<string>("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tableowner = current_user")).AsList();
            foreach (var table in tables)
            {
                await connection.ExecuteAsync($"VACUUM (ANALYZE) {Quote(table)}", commandTimeout: 0);
            }

            return new CareResult($"{tables.Count} tables, about {dead:#,0} dead rows before");
        },
        ct);

    public static Task<CareResult> CheckpointAsync(PostgresDatabase database, CancellationToken ct) => database.OutsideAsync(
        async connection =>
        {
            try
            {
                await connection.ExecuteAsync("CHECKPOINT", commandTimeout: 0, commandType: CommandType.Text);
                return new CareResult("done");
            }
            catch (PostgresException denied) when (denied.SqlState == PermissionDenied)
            {
                // An ordinary user may not, and need not: the server does it by itself.
                return new CareResult("left to the server, which does it by itself");
            }
        },
        ct);

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
