using System.Data.Common;
using Bronx.Platform.Jobs;
using Bronx.Platform.Storage;
using Bronx.Platform.Text;
using Dapper;

namespace Bronx.Features.Gambling;

/// <summary>
/// Bounds what is kept of bets: those of the last 90 days and of each person the newest 10,000, revealed seeds for a year and the newest
/// 500 pairs. Nobody needs these rows to check a bet: seeds and nonce do, and both were shown.
/// </summary>
internal sealed class PruneBetsJob(Database database, TimeProvider time) : IJob
{
    public static readonly TimeSpan BetsKept = TimeSpan.FromDays(90);

    public static readonly TimeSpan RevealedKept = TimeSpan.FromDays(365);

    public const int BetsPerPerson = 10_000;

    public const int RevealedPerPerson = 500;

    /// <summary>Ended games answer buttons that are pressed late, screens somebody who looks at them.</summary>
    private static readonly TimeSpan EndedKept = TimeSpan.FromDays(1);

    public static JobDefinition Definition { get; } = new(
        "gambling-prune", "Forgets old bets and revealed seeds, as the guide says.", new JobSchedule.Daily(new TimeOnly(4, 20)));

    public async Task<string?> RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var removed = await database.WriteAsync(async (connection, transaction) => await RemoveAsync(connection, transaction, now, ct), ct);
        return removed == 0 ? null : $"removed {Say.Count(removed, "old row", "old rows")}";
    }

    private static async Task<int> RemoveAsync(DbConnection connection, DbTransaction transaction, DateTimeOffset now, CancellationToken ct)
    {
        var args = new
        {
            bets = (now - BetsKept).ToUnixTimeMilliseconds(),
            revealed = (now - RevealedKept).ToUnixTimeMilliseconds(),
            ended = (now - EndedKept).ToUnixTimeMilliseconds(),
            now = now.ToUnixTimeMilliseconds(),
        };
        var removed = 0;
        foreach (var sql in (string[])
        [
            // A running game needs its bet, however old.
            """
            DELETE FROM gambling_bets WHERE placed_at < @bets AND NOT EXISTS (
                SELECT 1 FROM gambling_games g WHERE g.user_id = gambling_bets.user_id AND g.placed_by = gambling_bets.placed_by AND g.ended_at IS NULL)
            """,
            "DELETE FROM gambling_revealed WHERE revealed_at < @revealed",
            """
            DELETE FROM gambling_limits WHERE (excluded_until IS NULL OR excluded_until <= @now)
               AND (daily_loss IS NULL OR (next_from <= @now AND next_loss IS NULL))
            """,
            "DELETE FROM gambling_games WHERE ended_at < @ended",
            """
            DELETE FROM gambling_screens WHERE shown_at < @ended AND NOT EXISTS (
                SELECT 1 FROM gambling_games g WHERE g.user_id = gambling_screens.user_id AND g.placed_by = gambling_screens.placed_by AND g.ended_at IS NULL)
            """,
        ])
        {
            removed += await connection.ExecuteAsync(new CommandDefinition(sql, args, transaction, cancellationToken: ct));
        }

        removed += await RemoveBeyondAsync(
            connection, transaction, "gambling_bets", "pair, nonce", "(pair < @Pair OR (pair = @Pair AND nonce < @Nonce))", BetsPerPerson, ct);
        return removed + await RemoveBeyondAsync(connection, transaction, "gambling_revealed", "pair", "pair < @Pair", RevealedPerPerson, ct);
    }

    /// <summary>Leaves each person their newest rows: for those who have more, the oldest one kept is looked up and everything before it goes.</summary>
    private static async Task<int> RemoveBeyondAsync(
        DbConnection connection, DbTransaction transaction, string table, string order, string before, int kept, CancellationToken ct)
    {
        var removed = 0;
        var people = await connection.QueryAsync<long>(new CommandDefinition(
            $"SELECT user_id FROM {table} GROUP BY user_id HAVING COUNT(*) > @kept", new { kept }, transaction, cancellationToken: ct));
        foreach (var user in people.ToList())
        {
            var newestFirst = string.Join(", ", order.Split(", ").Select(column => $"{column} DESC"));
            var oldest = await connection.QuerySingleAsync<Place>(new CommandDefinition(
                $"SELECT {order} FROM {table} WHERE user_id = @user ORDER BY {newestFirst} LIMIT 1 OFFSET @last", new { user, last = kept - 1 }, transaction, cancellationToken: ct));
            removed += await connection.ExecuteAsync(new CommandDefinition(
                $"DELETE FROM {table} WHERE user_id = @user AND {before}", new { user, oldest.Pair, oldest.Nonce }, transaction, cancellationToken: ct));
        }

        return removed;
    }

    private sealed class Place
    {
        public long Pair { get; set; }

        public long Nonce { get; set; }
    }
}
