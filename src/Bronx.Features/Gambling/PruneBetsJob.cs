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
            BetsPerPerson,
            RevealedPerPerson,
        };
        var removed = 0;
        foreach (var sql in (string[])
        [
            // A running game needs its bet, however old.
            """
            DELETE FROM gambling_bets WHERE placed_at < @bets AND NOT EXISTS (
                SELECT 1 FROM gambling_games g WHERE g.user_id = gambling_bets.user_id AND g.placed_by = gambling_bets.placed_by AND g.ended_at IS NULL)
            """,
            """
            DELETE FROM gambling_bets WHERE (user_id, placed_by) IN (
                SELECT user_id, placed_by FROM (
                    SELECT user_id, placed_by, ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY pair DESC, nonce DESC) AS place FROM gambling_bets) ranked
                 WHERE place > @BetsPerPerson)
            """,
            "DELETE FROM gambling_revealed WHERE revealed_at < @revealed",
            """
            DELETE FROM gambling_revealed WHERE (user_id, pair) IN (
                SELECT user_id, pair FROM (
                    SELECT user_id, pair, ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY pair DESC) AS place FROM gambling_revealed) ranked
                 WHERE place > @RevealedPerPerson)
            """,
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

        return removed;
    }
}
