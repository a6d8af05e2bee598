using Bronx.Discord.Models;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Features.Economy.Rob;

/// <summary>Who is left alone until when.</summary>
internal sealed class RobStore(Database database)
{
    public Task<DateTimeOffset?> ShieldedUntilAsync(UserId victim, CancellationToken ct) =>
        database.ReadAsync(
            async connection =>
            {
                var until = await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
                    "SELECT until_ms FROM economy_shields WHERE user_id = @victim", new { victim = (long)victim.Value }, cancellationToken: ct));
                return until is { } instant ? DateTimeOffset.FromUnixTimeMilliseconds(instant) : (DateTimeOffset?)null;
            },
            ct);

    /// <summary>Shields somebody unless they are shielded: of several robbers at once, one gets a yes.</summary>
    public async Task<bool> TryShieldAsync(UserId victim, DateTimeOffset now, CancellationToken ct) =>
        await database.WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
                """
                INSERT INTO economy_shields (user_id, until_ms) VALUES (@victim, @until)
                ON CONFLICT (user_id) DO UPDATE SET until_ms = excluded.until_ms WHERE economy_shields.until_ms <= @now
                """,
                new { victim = (long)victim.Value, now = now.ToUnixTimeMilliseconds(), until = (now + RobRules.Shield).ToUnixTimeMilliseconds() },
                transaction,
                cancellationToken: ct)),
            ct) == 1;

    /// <summary>Nothing came of it: the shield that was put up at <paramref name="now"/> goes again.</summary>
    public Task DropShieldAsync(UserId victim, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
                "DELETE FROM economy_shields WHERE user_id = @victim AND until_ms = @until",
                new { victim = (long)victim.Value, until = (now + RobRules.Shield).ToUnixTimeMilliseconds() },
                transaction,
                cancellationToken: ct)),
            ct);
}
