using System.Data.Common;
using Dapper;

namespace Bronx.Platform.Telemetry;

/// <summary>
/// What the store has counted, read whole before any of it is added anywhere: a reading that broke off and began again counts once.
/// </summary>
/// <param name="Place">Up to which place the journal was saved, at the same moment.</param>
internal sealed record StoredCounts(
    long Place,
    IEnumerable<(string Command, long Uses, long Failures, long Refusals, long Microseconds, long LastAt)> Commands,
    IEnumerable<(string Command, long Bucket, long Count)> Latencies,
    IEnumerable<(string Command, string Kind, long Failed, long Count)> Kinds,
    IEnumerable<(string Command, long Day, long Uses)> CommandDays,
    IEnumerable<(string Name, long Count)> Totals,
    IEnumerable<(long Period, long Start, long Uses)> Periods)
{
    /// <param name="since">Older periods are not read; milliseconds since 1970.</param>
    public static async Task<StoredCounts> ReadAsync(DbConnection connection, DbTransaction transaction, long place, long since)
    {
        return new StoredCounts(
            place,
            await QueryAsync<(string, long, long, long, long, long)>("SELECT command, uses, failures, refusals, microseconds, last_at FROM usage_commands"),
            await QueryAsync<(string, long, long)>("SELECT command, bucket, count FROM usage_latencies"),
            await QueryAsync<(string, string, long, long)>("SELECT command, kind, failed, count FROM usage_kinds"),
            await QueryAsync<(string, long, long)>("SELECT command, day, uses FROM usage_command_days WHERE day >= @since ORDER BY day"),
            await QueryAsync<(string, long)>("SELECT name, count FROM usage_totals"),
            await QueryAsync<(long, long, long)>("SELECT period, start, uses FROM usage_periods WHERE start >= @since ORDER BY start"));

        Task<IEnumerable<T>> QueryAsync<T>(string sql) => connection.QueryAsync<T>(sql, new { since }, transaction);
    }

    public void AddTo(UsageCounts counts)
    {
        foreach (var row in Commands)
        {
            counts.Total += row.Uses;
            counts.Failed += row.Failures;
            counts.Refused += row.Refusals;
            counts.Of(row.Command)?.Restore(row.Uses, row.Failures, row.Refusals, row.Microseconds, row.LastAt);
        }

        foreach (var row in Latencies)
        {
            counts.Of(row.Command)?.RestoreLatency((int)row.Bucket, row.Count);
        }

        foreach (var row in Kinds)
        {
            counts.Of(row.Command)?.CountKind(row.Kind, isFault: row.Failed != 0, row.Count);
        }

        foreach (var row in CommandDays)
        {
            counts.Of(row.Command)?.Days.Add(row.Day, row.Uses);
        }

        foreach (var row in Totals)
        {
            AddTotal(counts, row.Name, row.Count);
        }

        foreach (var row in Periods)
        {
            ((UsagePeriod)row.Period switch { UsagePeriod.Minute => counts.Minutes, UsagePeriod.Hour => counts.Hours, _ => counts.Days }).Add(row.Start, row.Uses);
        }
    }

    private static void AddTotal(UsageCounts counts, string name, long count)
    {
        if (name == UsageTotals.Unknown)
        {
            counts.Unknown += count;
            return;
        }

        if (name.StartsWith(UsageTotals.RateLimits, StringComparison.Ordinal))
        {
            counts.AddRateLimits(name[UsageTotals.RateLimits.Length..], count);
            return;
        }

        foreach (var form in Enum.GetValues<CommandForm>())
        {
            if (name == UsageTotals.OfForm(form))
            {
                counts.AddForm(form, count);
            }
        }
    }
}
