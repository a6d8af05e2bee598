using Bronx.Discord.Models;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Features.Economy.Bank;

/// <summary>Who has bought how many steps of what.</summary>
internal sealed class UpgradeStore(Database database)
{
    public async Task<int> LevelAsync(UserId user, Upgrade what, CancellationToken ct) =>
        await database.ReadAsync(
            connection => connection.ExecuteScalarAsync<int?>(new CommandDefinition(
                "SELECT level FROM economy_upgrades WHERE user_id = @user AND kind = @kind",
                new { user = (long)user.Value, kind = Name(what) },
                cancellationToken: ct)),
            ct) ?? 0;

    /// <summary>The level, with a row for it: what is bought next refers to when that row was made.</summary>
    public Task<UpgradeLevel> BeginAsync(UserId user, Upgrade what, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync(
            async (connection, transaction) =>
            {
                var key = new { user = (long)user.Value, kind = Name(what), now = now.ToUnixTimeMilliseconds() };
                await connection.ExecuteAsync(new CommandDefinition(
                    "INSERT INTO economy_upgrades (user_id, kind, level, since_ms) VALUES (@user, @kind, 0, @now) ON CONFLICT DO NOTHING",
                    key, transaction, cancellationToken: ct));
                var row = await connection.QuerySingleAsync<(long Level, long Since)>(new CommandDefinition(
                    "SELECT level, since_ms FROM economy_upgrades WHERE user_id = @user AND kind = @kind", key, transaction, cancellationToken: ct));
                return new UpgradeLevel((int)row.Level, DateTimeOffset.FromUnixTimeMilliseconds(row.Since));
            },
            ct);

    /// <summary>Keeps a level that was paid for; never lowers one.</summary>
    public Task KeepAsync(UserId user, Upgrade what, int level, CancellationToken ct) =>
        database.WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
                "UPDATE economy_upgrades SET level = @level WHERE user_id = @user AND kind = @kind AND level < @level",
                new { user = (long)user.Value, kind = Name(what), level = (long)level },
                transaction,
                cancellationToken: ct)),
            ct);

    private static string Name(Upgrade what) => what == Upgrade.Bank ? "bank" : "interest";
}
