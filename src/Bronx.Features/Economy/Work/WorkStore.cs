using Bronx.Discord.Models;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Features.Economy.Work;

/// <summary>Each person's last shift.</summary>
internal sealed class WorkStore(Database database)
{
    /// <summary>Begins a shift unless one began within the pause; the shift that counts now is the answer either way.</summary>
    public Task<Shift> BeginAsync(UserId user, DateTimeOffset at, ulong eventId, long luck, CancellationToken ct) =>
        database.WriteAsync(
            async (connection, transaction) =>
            {
                // People who were erased begin anew once their pause is over; whoever works next clears them away.
                await connection.ExecuteAsync(new CommandDefinition(
                    "DELETE FROM economy_shifts WHERE erased = 1 AND started_ms <= @latest",
                    new { latest = (at - WorkRules.Pause).ToUnixTimeMilliseconds() },
                    transaction,
                    cancellationToken: ct));
                await connection.ExecuteAsync(new CommandDefinition(
                    """
                    INSERT INTO economy_shifts (user_id, number, started_ms, event_id, luck) VALUES (@user, 1, @at, @cause, @luck)
                    ON CONFLICT (user_id) DO UPDATE SET
                        number = economy_shifts.number + 1, started_ms = excluded.started_ms, event_id = excluded.event_id, luck = excluded.luck
                    WHERE economy_shifts.started_ms <= @latest
                    """,
                    new
                    {
                        user = (long)user.Value,
                        at = at.ToUnixTimeMilliseconds(),
                        cause = (long)eventId,
                        luck,
                        latest = (at - WorkRules.Pause).ToUnixTimeMilliseconds(),
                    },
                    transaction,
                    cancellationToken: ct));
                return (await connection.QuerySingleAsync<Row>(Select(user, transaction, ct))).ToShift();
            },
            ct);

    /// <summary>The last shift; null for somebody who never worked.</summary>
    public Task<Shift?> LastAsync(UserId user, CancellationToken ct) =>
        database.ReadAsync(async connection => (await connection.QuerySingleOrDefaultAsync<Row>(Select(user, null, ct)))?.ToShift(), ct);

    private static CommandDefinition Select(UserId user, System.Data.Common.DbTransaction? transaction, CancellationToken ct) => new(
        "SELECT number AS Number, started_ms AS Started, event_id AS Event, luck AS Luck FROM economy_shifts WHERE user_id = @user",
        new { user = (long)user.Value },
        transaction,
        cancellationToken: ct);

    private sealed class Row
    {
        public long Number { get; set; }

        public long Started { get; set; }

        public long Event { get; set; }

        public long Luck { get; set; }

        public Shift ToShift() => new(Number, DateTimeOffset.FromUnixTimeMilliseconds(Started), (ulong)Event, Luck);
    }
}
