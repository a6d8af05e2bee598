using System.Data.Common;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Platform.Alerts;

/// <summary>Alerts from begin to end. Instants are milliseconds since 1970, UTC.</summary>
public sealed class AlertStore(Database database)
{
    private const long KeptMilliseconds = 365L * 86_400_000;

    public static MigrationSet Migrations { get; } = new("alerts", [new Migration(1, "history", Step1("INTEGER PRIMARY KEY AUTOINCREMENT", "REAL"), Step1("BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "DOUBLE PRECISION")), new Migration(2, "when it was last seen going on", Step2, Step2)]);

    private const string Step2 = "ALTER TABLE alerts ADD COLUMN seen_at BIGINT NOT NULL DEFAULT 0;";

    internal static Ageing Old { get; } = new("alerts older than a year", $"DELETE FROM alerts WHERE began_at < @now - {KeptMilliseconds}");

    internal Task<IReadOnlyList<AlertEvent>> HistoryAsync(int limit, CancellationToken ct) => database.ReadAsync<IReadOnlyList<AlertEvent>>(
        async connection => [.. (await connection.QueryAsync<Row>(
            """
            SELECT id AS Id, rule AS Rule, title AS Title, unit AS Unit, threshold AS Threshold, worst AS Worst, detail AS Detail, began_at AS BeganAt, ended_at AS EndedAt
            FROM alerts ORDER BY began_at DESC, id DESC LIMIT @limit
            """,
            new { limit })).Select(row => row.ToEvent())],
        ct);

    /// <summary>Nobody else watches what is open here: a data directory has one owner.</summary>
    internal bool HasOneProcess => database.Engine == DatabaseEngine.Sqlite;

    /// <summary>What goes on, newest first, whoever watches it.</summary>
    internal Task<IReadOnlyList<OpenRow>> OpenAsync(CancellationToken ct) => database.ReadAsync<IReadOnlyList<OpenRow>>(
        async connection => [.. (await connection.QueryAsync<(long Id, string Rule, double Worst, long BeganAt, long SeenAt)>(
            "SELECT id, rule, worst, began_at, seen_at FROM alerts WHERE ended_at IS NULL ORDER BY began_at DESC, id DESC"))
            .Select(row => new OpenRow(row.Id, row.Rule, row.Worst, DateTimeOffset.FromUnixTimeMilliseconds(row.BeganAt), DateTimeOffset.FromUnixTimeMilliseconds(row.SeenAt)))],
        ct);

    /// <summary>Watches an alert from now on, unless another process was quicker.</summary>
    internal Task<bool> TakeOverAsync(OpenRow row, DateTimeOffset at, CancellationToken ct) => database.WriteAsync(
        async (connection, transaction) => await connection.ExecuteAsync(
            "UPDATE alerts SET seen_at = @now WHERE id = @Id AND ended_at IS NULL AND seen_at = @seen",
            new { row.Id, seen = row.SeenAt.ToUnixTimeMilliseconds(), now = at.ToUnixTimeMilliseconds() }, transaction) == 1,
        ct);

    /// <summary>Notes a begin.</summary>
    /// <param name="fresh">What was seen going on since then is watched by somebody.</param>
    /// <returns>And whether another process already watches an alert of this rule.</returns>
    internal Task<(long Id, bool Others)> BeginAsync(AlertRule rule, double value, string? detail, DateTimeOffset at, DateTimeOffset fresh, CancellationToken ct) => database.WriteAsync(
        async (connection, transaction) =>
        {
            await OneAtATimeAsync(connection, transaction);
            var now = at.ToUnixTimeMilliseconds();
            var id = await connection.ExecuteScalarAsync<long>(
                """
                INSERT INTO alerts (rule, title, unit, threshold, worst, detail, began_at, seen_at)
                VALUES (@Name, @Title, @Unit, @Threshold, @value, @detail, @now, @now) RETURNING id
                """,
                new { rule.Name, rule.Title, rule.Unit, rule.Threshold, value, detail, now }, transaction);
            return (id, await IsWatchedElsewhereAsync(connection, transaction, id, rule.Name, fresh));
        },
        ct);

    /// <summary>Notes an end.</summary>
    /// <param name="fresh">What was seen going on since then is watched by somebody.</param>
    /// <returns>Whether another process still watches an alert of this rule.</returns>
    internal Task<bool> EndAsync(long id, string rule, double worst, DateTimeOffset at, DateTimeOffset fresh, CancellationToken ct) => database.WriteAsync(
        async (connection, transaction) =>
        {
            await OneAtATimeAsync(connection, transaction);
            await connection.ExecuteAsync("UPDATE alerts SET ended_at = @now, worst = @worst WHERE id = @id", new { id, worst, now = at.ToUnixTimeMilliseconds() }, transaction);
            return await IsWatchedElsewhereAsync(connection, transaction, id, rule, fresh);
        },
        ct);

    /// <summary>It turned out to be part of an older one.</summary>
    internal Task RemoveAsync(long id, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync("DELETE FROM alerts WHERE id = @id", new { id }, transaction), ct);

    /// <summary>Notes that it still goes on.</summary>
    internal Task SeenAsync(long id, double worst, DateTimeOffset at, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            "UPDATE alerts SET seen_at = @now, worst = @worst WHERE id = @id", new { id, worst, now = at.ToUnixTimeMilliseconds() }, transaction),
        ct);

    /// <summary>Ends what no process has seen going on since an instant: whoever watched it was killed.</summary>
    internal Task EndForgottenAsync(DateTimeOffset since, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            "UPDATE alerts SET ended_at = CASE WHEN seen_at > began_at THEN seen_at ELSE began_at END WHERE ended_at IS NULL AND seen_at < @since", new { since = since.ToUnixTimeMilliseconds() }, transaction),
        ct);

    /// <summary>Two processes that begin or end in one moment must not both miss the other.</summary>
    private async Task OneAtATimeAsync(DbConnection connection, DbTransaction transaction)
    {
        if (!HasOneProcess)
        {
            await connection.ExecuteAsync("LOCK TABLE alerts IN SHARE ROW EXCLUSIVE MODE", null, transaction);
        }
    }

    private async Task<bool> IsWatchedElsewhereAsync(DbConnection connection, DbTransaction transaction, long id, string rule, DateTimeOffset fresh) =>
        !HasOneProcess && await connection.ExecuteScalarAsync<long>(
            "SELECT count(*) FROM alerts WHERE rule = @rule AND ended_at IS NULL AND seen_at >= @since AND id <> @id",
            new { id, rule, since = fresh.ToUnixTimeMilliseconds() },
            transaction) > 0;

    private static string Step1(string id, string real) => $"""
        CREATE TABLE alerts (
            id {id}, rule TEXT NOT NULL, title TEXT NOT NULL, unit TEXT NOT NULL, threshold {real} NOT NULL, worst {real} NOT NULL,
            detail TEXT NULL, began_at BIGINT NOT NULL, ended_at BIGINT NULL);
        CREATE INDEX alerts_by_begin ON alerts (began_at);
        """;

    private sealed class Row
    {
        public long Id { get; init; }

        public string Rule { get; init; } = "";

        public string Title { get; init; } = "";

        public string Unit { get; init; } = "";

        public double Threshold { get; init; }

        public double Worst { get; init; }

        public string? Detail { get; init; }

        public long BeganAt { get; init; }

        public long? EndedAt { get; init; }

        public AlertEvent ToEvent() => new(
            Id, Rule, Title, Unit, Threshold, Worst, Detail, DateTimeOffset.FromUnixTimeMilliseconds(BeganAt),
            EndedAt is { } ended ? DateTimeOffset.FromUnixTimeMilliseconds(ended) : null);
    }
}

/// <summary>An alert that goes on, as it is stored.</summary>
internal sealed record OpenRow(long Id, string Rule, double Worst, DateTimeOffset BeganAt, DateTimeOffset SeenAt);
