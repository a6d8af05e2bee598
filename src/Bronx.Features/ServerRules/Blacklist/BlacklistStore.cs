using Bronx.Discord.Models;
using Bronx.Platform.Storage;
using Dapper;
using Query = Dapper.CommandDefinition;

namespace Bronx.Features.ServerRules.Blacklist;

/// <summary>Who is shut out, why, since when and by whom.</summary>
internal sealed class BlacklistStore(Database database)
{
    /// <summary>PostgreSQL's channel of announcements; other processes read everything again.</summary>
    public const string Notice = "bronx_blacklist";

    public Task<IReadOnlyList<BlacklistEntry>> AllAsync(CancellationToken ct) => database.ReadAsync<IReadOnlyList<BlacklistEntry>>(
        async connection => [.. (await connection.QueryAsync<(long Kind, long Id, string Reason, long By, long At)>(new Query(
            "SELECT kind, id, reason, added_by, added_ms FROM blacklist ORDER BY added_ms, id", cancellationToken: ct)))
            .Select(row => new BlacklistEntry(
                (BlacklistKind)row.Kind, (ulong)row.Id, row.Reason, new UserId((ulong)row.By), DateTimeOffset.FromUnixTimeMilliseconds(row.At)))],
        ct);

    /// <summary>Adds an entry, or gives a known one another reason. False when there is no room for more.</summary>
    public Task<bool> AddAsync(BlacklistEntry entry, int most, CancellationToken ct) => WriteAsync(
        """
        INSERT INTO blacklist (kind, id, reason, added_by, added_ms)
        SELECT @Kind, @Id, @Reason, @By, @At
        WHERE EXISTS (SELECT 1 FROM blacklist WHERE kind = @Kind AND id = @Id) OR (SELECT COUNT(*) FROM blacklist) < @Most
        ON CONFLICT (kind, id) DO UPDATE SET reason = excluded.reason, added_by = excluded.added_by, added_ms = excluded.added_ms
        """,
        new { Kind = (int)entry.Kind, Id = (long)entry.Id, entry.Reason, By = (long)entry.By.Value, At = entry.At.ToUnixTimeMilliseconds(), Most = most },
        ct);

    /// <summary>Whether there was such an entry.</summary>
    public Task<bool> RemoveAsync(BlacklistKind kind, ulong id, CancellationToken ct) =>
        WriteAsync("DELETE FROM blacklist WHERE kind = @Kind AND id = @Id", new { Kind = (int)kind, Id = (long)id }, ct);

    private Task<bool> WriteAsync(string sql, object parameters, CancellationToken ct) => database.WriteAsync(
        async (connection, transaction) =>
        {
            var changed = await connection.ExecuteAsync(new Query(sql, parameters, transaction, cancellationToken: ct)) > 0;
            if (changed && database.Engine == DatabaseEngine.Postgres)
            {
                await connection.ExecuteAsync(new Query($"SELECT pg_notify('{Notice}', '')", transaction: transaction, cancellationToken: ct));
            }

            return changed;
        },
        ct);
}
