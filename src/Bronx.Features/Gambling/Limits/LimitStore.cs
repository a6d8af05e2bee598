using System.Data.Common;
using Bronx.Discord.Models;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Features.Gambling.Limits;

/// <summary>
/// The bounds people set for themselves, and what the day has cost them. Checked inside the write that places a bet, which holds the
/// person's seeds locked: two bets at once cannot both fit where one does.
/// </summary>
internal sealed class LimitStore(Database database, TimeProvider time)
{
    /// <summary>What the person set, and what today has cost them so far.</summary>
    public Task<(PlayerLimits Limits, Coins LostToday)> ViewAsync(UserId person, CancellationToken ct) => database.ReadAsync(
        async connection =>
        {
            var limits = await ReadAsync(connection, null, person, ct) ?? PlayerLimits.None;
            return (LimitRules.At(limits, time.GetUtcNow()), await LostTodayAsync(connection, null, person, limits, null, ct));
        },
        ct);

    /// <summary>Changes the bounds by a rule, one change at a time.</summary>
    /// <returns>What they are then.</returns>
    public Task<PlayerLimits> ChangeAsync(UserId person, Func<PlayerLimits, PlayerLimits> rule, CancellationToken ct) => database.WriteAsync(
        async (connection, transaction) =>
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "INSERT INTO gambling_limits (user_id) VALUES (@user) ON CONFLICT (user_id) DO UPDATE SET user_id = excluded.user_id",
                new { user = (long)person.Value }, transaction, cancellationToken: ct));
            var changed = rule(await ReadAsync(connection, transaction, person, ct) ?? PlayerLimits.None);
            await connection.ExecuteAsync(new CommandDefinition(
                """
                UPDATE gambling_limits
                   SET daily_loss = @daily, next_loss = @next, next_from = @from, counted_from = @counted, excluded_until = @excluded
                 WHERE user_id = @user
                """,
                new
                {
                    user = (long)person.Value,
                    daily = changed.DailyLoss?.Value,
                    next = changed.Next?.DailyLoss?.Value,
                    from = changed.Next?.From.ToUnixTimeMilliseconds(),
                    counted = changed.CountedFrom?.ToUnixTimeMilliseconds(),
                    excluded = changed.ExcludedUntil?.ToUnixTimeMilliseconds(),
                },
                transaction,
                cancellationToken: ct));
            return changed;
        },
        ct);

    /// <summary>Whether the person's own bounds let this stake through.</summary>
    /// <param name="besides">A bet of theirs that is not counted: its stake is about to change.</param>
    /// <returns>The problem, and whether what comes back of the bet has to be counted.</returns>
    public async Task<(LimitProblem? Problem, bool IsCounted)> CheckAsync(
        DbConnection connection, DbTransaction transaction, UserId person, Coins stake, ulong? besides, CancellationToken ct)
    {
        if (await ReadAsync(connection, transaction, person, ct) is not { } limits)
        {
            return (null, false);
        }

        var lost = await LostTodayAsync(connection, transaction, person, limits, besides, ct);
        return (LimitRules.Check(limits, stake, lost, time.GetUtcNow()), limits.DailyLoss is not null || limits.Next is not null);
    }

    private static async Task<PlayerLimits?> ReadAsync(DbConnection connection, DbTransaction? transaction, UserId person, CancellationToken ct)
    {
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            """
            SELECT daily_loss AS DailyLoss, next_loss AS NextLoss, next_from AS NextFrom, counted_from AS CountedFrom, excluded_until AS ExcludedUntil
              FROM gambling_limits WHERE user_id = @user
            """,
            new { user = (long)person.Value }, transaction, cancellationToken: ct));
        return row is null
            ? null
            : new PlayerLimits(
                Amount(row.DailyLoss), row.NextFrom is { } from ? new PendingLimit(Amount(row.NextLoss), DateTimeOffset.FromUnixTimeMilliseconds(from)) : null, When(row.CountedFrom), When(row.ExcludedUntil));

        static Coins? Amount(long? value) => value is { } coins ? new Coins(coins) : null;

        static DateTimeOffset? When(long? value) => value is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
    }

    private async Task<Coins> LostTodayAsync(
        DbConnection connection, DbTransaction? transaction, UserId person, PlayerLimits limits, ulong? besides, CancellationToken ct)
    {
        if (limits.CountedFrom is not { } counted)
        {
            return Coins.Zero;
        }

        var day = LimitRules.DayOf(time.GetUtcNow());
        var from = counted > day ? counted : day;
        return new Coins(await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            """
            SELECT CAST(COALESCE(SUM(stake - COALESCE(returned, 0)), 0) AS BIGINT) FROM gambling_bets
             WHERE user_id = @user AND placed_at >= @from AND placed_by <> @besides
            """,
            new { user = (long)person.Value, from = from.ToUnixTimeMilliseconds(), besides = (long)(besides ?? 0) }, transaction, cancellationToken: ct)));
    }

    private sealed class Row
    {
        public long? DailyLoss { get; set; }

        public long? NextLoss { get; set; }

        public long? NextFrom { get; set; }

        public long? CountedFrom { get; set; }

        public long? ExcludedUntil { get; set; }
    }
}
