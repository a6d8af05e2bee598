using Bronx.Discord.Models;
using Bronx.Features.Economy.Daily;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Features.Economy;

/// <summary>What the economy remembers beside the ledger.</summary>
internal sealed class EconomyStore(Database database)
{
    public Task<DailyStreak?> StreakAsync(UserId user, CancellationToken ct) =>
        database.ReadAsync(
            async connection =>
            {
                var row = await connection.QuerySingleOrDefaultAsync<(long Day, long Length)?>(new CommandDefinition(
                    "SELECT last_day, streak FROM economy_daily WHERE user_id = @user",
                    new { user = (long)user.Value },
                    cancellationToken: ct));
                return row is { } found ? new DailyStreak(DateOnly.FromDayNumber((int)found.Day), (int)found.Length) : null;
            },
            ct);

    /// <summary>Keeps the streak unless a later day is kept already: a slow claim does not undo a newer one.</summary>
    public Task KeepStreakAsync(UserId user, DailyStreak streak, CancellationToken ct) =>
        database.WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
                """
                INSERT INTO economy_daily (user_id, last_day, streak) VALUES (@user, @day, @length)
                ON CONFLICT (user_id) DO UPDATE SET last_day = excluded.last_day, streak = excluded.streak
                WHERE excluded.last_day > economy_daily.last_day
                """,
                new { user = (long)user.Value, day = streak.Day.DayNumber, length = streak.Length },
                transaction,
                cancellationToken: ct)),
            ct);
}
