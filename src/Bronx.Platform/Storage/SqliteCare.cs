using System.Data;
using Dapper;

namespace Bronx.Platform.Storage;

/// <summary>Care for the embedded store. Each step takes the writer for as long as it needs it and no longer.</summary>
internal static class SqliteCare
{
    /// <summary>Below this share of free pages, or this many, writing the file anew is not worth its time.</summary>
    private const double WorthwhileShare = 0.2;
    private const long WorthwhilePages = 1_000;

    public static Task<CareResult> CheckIndexesAsync(SqliteDatabase database, CancellationToken ct) => database.ReadAsync(
        async connection =>
        {
            var findings = (await connection.QueryAsync<string>("PRAGMA integrity_check(5)")).AsList();
            return findings is ["ok"]
                ? new CareResult("every index and table is sound")
                : new CareResult($"damaged: {string.Join("; ", findings)}. Restore a backup.", IsGood: false);
        },
        ct);

    public static Task<CareResult> AnalyseAsync(SqliteDatabase database, CancellationToken ct) => database.WriteAsync(
        async (connection, transaction) =>
        {
            await connection.ExecuteAsync("ANALYZE", transaction: transaction, commandType: CommandType.Text);
            return new CareResult("the planner's figures are fresh");
        },
        ct);

    public static Task<CareResult> VacuumAsync(SqliteDatabase database, CancellationToken ct) => database.AloneAsync(
        connection =>
        {
            var (free, pages) = (connection.ExecuteScalar<long>("PRAGMA freelist_count"), connection.ExecuteScalar<long>("PRAGMA page_count"));
            if (free < WorthwhilePages || free < pages * WorthwhileShare)
            {
                return new CareResult($"{free} of {pages} pages are free: not worth writing the file anew");
            }

            connection.Execute("VACUUM", commandType: CommandType.Text);
            return new CareResult($"gave back {free} of {pages} pages");
        },
        ct);

    public static Task<CareResult> CheckpointAsync(SqliteDatabase database, CancellationToken ct) => database.AloneAsync(
        connection =>
        {
            var (busy, log, _) = connection.QuerySingle<(long Busy, long Log, long Done)>("PRAGMA wal_checkpoint(TRUNCATE)");
            return new CareResult(busy != 0 ? "readers were busy: the log is folded in later" : log > 0 ? $"folded {log} pages of the log into the file" : "the log was folded in");
        },
        ct);
}
