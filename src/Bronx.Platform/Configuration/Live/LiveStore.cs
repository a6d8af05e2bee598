using Bronx.Discord.Models;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Platform.Configuration.Live;

/// <summary>Values that differ from their default, and the log of changes. Instants are milliseconds since 1970, UTC.</summary>
internal sealed class LiveStore(Database database, TimeProvider time)
{
    public static MigrationSet Migrations { get; } = new("live", [new Migration(1, "values and changes", Step1("INTEGER PRIMARY KEY AUTOINCREMENT"), Step1("BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"))]);

    public Task<IReadOnlyList<(string Key, long Value)>> AllAsync(CancellationToken ct) => database.ReadAsync<IReadOnlyList<(string, long)>>(
        async connection => [.. await connection.QueryAsync<(string, long)>("SELECT name, value FROM live_settings")], ct);

    public Task<long> ChangeAsync(LiveSetting setting, long value, UserId by, CancellationToken ct) => database.WriteAsync(
        async (connection, transaction) =>
        {
            var before = await connection.ExecuteScalarAsync<long?>("SELECT value FROM live_settings WHERE name = @Key", new { setting.Key }, transaction) ?? setting.Default;
            await connection.ExecuteAsync(
                "INSERT INTO live_settings (name, value) VALUES (@Key, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value", new { setting.Key, value }, transaction);
            await connection.ExecuteAsync(
                "INSERT INTO live_changes (name, before, after, changed_by, changed_at) VALUES (@Key, @before, @value, @by, @at)",
                new { setting.Key, before, value, by = (long)by.Value, at = time.GetUtcNow().ToUnixTimeMilliseconds() }, transaction);
            return before;
        },
        ct);

    public Task<IReadOnlyList<LiveChange>> ChangesAsync(string key, CancellationToken ct) => database.ReadAsync<IReadOnlyList<LiveChange>>(
        async connection => [.. (await connection.QueryAsync<(string Name, long Before, long After, long By, long At)>(
            "SELECT name, before, after, changed_by, changed_at FROM live_changes WHERE name = @key ORDER BY id DESC LIMIT 10", new { key }))
            .Select(row => new LiveChange(row.Name, row.Before, row.After, new UserId((ulong)row.By), DateTimeOffset.FromUnixTimeMilliseconds(row.At)))],
        ct);

    private static string Step1(string id) => $"""
        CREATE TABLE live_settings (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
        CREATE TABLE live_changes (
            id {id}, name TEXT NOT NULL, before BIGINT NOT NULL, after BIGINT NOT NULL, changed_by BIGINT NOT NULL, changed_at BIGINT NOT NULL);
        """;
}
