using Bronx.Discord.Models;
using Bronx.Platform.Storage;
using Dapper;
using Query = Dapper.CommandDefinition;

namespace Bronx.Platform.Commands.Gates;

/// <summary>Pauses that outlive the process.</summary>
internal sealed class CooldownStore(Database database, TimeProvider clock)
{
    public static readonly MigrationSet Migrations = new("commands",
    [
        new(1, "cooldowns that outlive a restart",
            """
            CREATE TABLE command_cooldowns (
                user_id INTEGER NOT NULL,
                command TEXT NOT NULL,
                until_ms INTEGER NOT NULL,
                PRIMARY KEY (user_id, command)
            ) WITHOUT ROWID;
            CREATE INDEX command_cooldowns_until ON command_cooldowns (until_ms);
            """,
            """
            CREATE TABLE command_cooldowns (
                user_id bigint NOT NULL,
                command text NOT NULL,
                until_ms bigint NOT NULL,
                PRIMARY KEY (user_id, command)
            );
            CREATE INDEX command_cooldowns_until ON command_cooldowns (until_ms);
            """),
    ]);

    public static Ageing Ended { get; } = new("ended cooldowns", "DELETE FROM command_cooldowns WHERE until_ms <= @now");

    /// <summary>When a pause ends; null when there is none.</summary>
    public async ValueTask<DateTimeOffset?> EndOfAsync(UserId user, string command, CancellationToken ct)
    {
        var until = await database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long?>(new Query(
                "SELECT until_ms FROM command_cooldowns WHERE user_id = @User AND command = @Command",
                new { User = (long)user.Value, Command = command },
                cancellationToken: ct)),
            ct);
        return until is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }

    /// <summary>All pauses kept for somebody.</summary>
    public Task<IReadOnlyList<(string Command, DateTimeOffset Until)>> OfAsync(UserId user, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<(string, DateTimeOffset)>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<(string Command, long Until)>(new Query(
                    "SELECT command, until_ms FROM command_cooldowns WHERE user_id = @User ORDER BY command", new { User = (long)user.Value }, cancellationToken: ct));
                return [.. rows.Select(row => (row.Command, DateTimeOffset.FromUnixTimeMilliseconds(row.Until)))];
            },
            ct);

    /// <summary>Forgets somebody's pauses that have ended.</summary>
    public Task<int> DropEndedAsync(UserId user, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(new Query(
                "DELETE FROM command_cooldowns WHERE user_id = @User AND until_ms <= @Now",
                new { User = (long)user.Value, Now = now.ToUnixTimeMilliseconds() },
                transaction,
                cancellationToken: ct)),
            ct);

    /// <summary>Keeps a pause, and forgets those of everybody that have ended.</summary>
    public async ValueTask KeepAsync(UserId user, string command, DateTimeOffset until, CancellationToken ct) =>
        await database.WriteAsync(
            async (connection, transaction) =>
            {
                await connection.ExecuteAsync(new Query(
                    "DELETE FROM command_cooldowns WHERE until_ms <= @Now",
                    new { Now = clock.GetUtcNow().ToUnixTimeMilliseconds() },
                    transaction,
                    cancellationToken: ct));
                return await connection.ExecuteAsync(new Query(
                    """
                    INSERT INTO command_cooldowns (user_id, command, until_ms) VALUES (@User, @Command, @Until)
                    ON CONFLICT (user_id, command) DO UPDATE SET until_ms = excluded.until_ms
                    """,
                    new { User = (long)user.Value, Command = command, Until = until.ToUnixTimeMilliseconds() },
                    transaction,
                    cancellationToken: ct));
            },
            ct);
}
