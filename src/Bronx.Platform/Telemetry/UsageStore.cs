using System.Data.Common;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Platform.Telemetry;

/// <summary>The tracker's rollups in the store.</summary>
internal sealed class UsageStore(Database database, TimeProvider time)
{
    private static readonly TimeSpan KeepMinutes = TimeSpan.FromHours(3);
    private static readonly TimeSpan KeepHours = TimeSpan.FromDays(31);
    private static readonly TimeSpan KeepDays = TimeSpan.FromDays(400);

    /// <summary>
    /// What is counted, and up to which place a journal was saved; a store that never saw the journal learns its place now. Both at one
    /// moment: a save of a process that was just killed may still be on its way, and is in both or in neither.
    /// </summary>
    /// <param name="otherwise">The place of a journal that the store does not know.</param>
    public Task<StoredCounts> LoadAsync(ulong journal, long otherwise, CancellationToken cancel) => database.WriteAsync(
        async (connection, transaction) =>
        {
            // Touching the row waits for whoever is moving it, and keeps it where it is until everything is read.
            var place = await connection.ExecuteScalarAsync<long>(
                "INSERT INTO usage_journals (id, place, saved_at) VALUES (@id, @otherwise, @now) " +
                "ON CONFLICT (id) DO UPDATE SET saved_at = usage_journals.saved_at RETURNING place",
                new { id = (long)journal, otherwise, now = Now }, transaction);
            return await StoredCounts.ReadAsync(connection, transaction, place, since: Now - (UsageRollup.LengthOf(UsagePeriod.Day) * 31));
        },
        cancel);

    /// <summary>Adds a rollup and moves the journal's place in one transaction: both or none, and once however often it is asked.</summary>
    public Task<bool> SaveAsync(ulong journal, long from, long to, UsageRollup rollup, CancellationToken cancel) => database.WriteAsync(
        async (connection, transaction) =>
        {
            var moved = await connection.ExecuteAsync(
                "UPDATE usage_journals SET place = @to, saved_at = @now WHERE id = @id AND place = @from",
                new { id = (long)journal, from, to, now = Now }, transaction);
            if (moved == 0)
            {
                var place = await connection.ExecuteScalarAsync<long?>("SELECT place FROM usage_journals WHERE id = @id", new { id = (long)journal }, transaction);
                return place == to
                    ? true
                    : throw new StorageException($"The store has the usage journal at {place?.ToString() ?? "no place"}, the journal begins at {from}. Was the database replaced while bronx ran? Restart it.");
            }

            await AddAsync(connection, transaction, rollup);
            await AgeOutAsync(connection, transaction);
            return true;
        },
        cancel);

    /// <summary>How often somebody's uses were saved, and when the last one was.</summary>
    public Task<(long Count, long LastAt)> OfAsync(ulong user, CancellationToken cancel) => database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<(long, long)>("SELECT uses, last_at FROM usage_users WHERE user_id = @user", new { user = (long)user }), cancel);

    public Task<int> ForgetAsync(ulong user, CancellationToken cancel) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync("DELETE FROM usage_users WHERE user_id = @user", new { user = (long)user }, transaction), cancel);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static async Task AddAsync(DbConnection connection, DbTransaction transaction, UsageRollup rollup)
    {
        var add = new UsageUpsert(connection, transaction);
        await add.RunAsync("usage_totals", ["name"], ["count"], [], rollup.Totals.Select(t => new object[] { t.Key, t.Value }));
        await add.RunAsync(
            "usage_commands", ["command"], ["uses", "failures", "refusals", "microseconds"], ["last_at"],
            rollup.Commands.Select(c => new object[] { c.Key, c.Value.Uses, c.Value.Failures, c.Value.Refusals, c.Value.Microseconds, c.Value.LastAt }));
        await add.RunAsync(
            "usage_latencies", ["command", "bucket"], ["count"], [], rollup.Latencies.Select(l => new object[] { l.Key.Command, (long)l.Key.Bucket, l.Value }));
        await add.RunAsync(
            "usage_command_days", ["command", "day"], ["uses", "failures"], [],
            rollup.CommandDays.Select(d => new object[] { d.Key.Command, d.Key.Day, d.Value.Uses, d.Value.Failures }));
        await add.RunAsync(
            "usage_periods", ["period", "start"], ["uses", "failures"], [],
            rollup.Periods.Select(p => new object[] { (long)p.Key.Period, p.Key.Start, p.Value.Uses, p.Value.Failures }));
        await add.RunAsync(
            "usage_kinds", ["command", "kind", "failed"], ["count"], [],
            rollup.Kinds.Select(k => new object[] { k.Key.Command, k.Key.Kind, k.Key.End == CommandEnd.Failed ? 1L : 0L, k.Value }));
        await add.RunAsync(
            "usage_users", ["user_id"], ["uses"], ["last_at"], rollup.Users.Select(u => new object[] { (long)u.Key, u.Value.Uses, u.Value.LastAt }));
        await add.RunAsync(
            "usage_guilds", ["guild_id"], ["uses"], ["last_at"], rollup.Guilds.Select(g => new object[] { (long)g.Key, g.Value.Uses, g.Value.LastAt }));
        await add.RunAsync(
            "usage_guild_commands", ["guild_id", "command"], ["uses"], [], rollup.GuildCommands.Select(g => new object[] { (long)g.Key.Guild, g.Key.Command, g.Value }));
    }

    private Task<int> AgeOutAsync(DbConnection connection, DbTransaction transaction) => connection.ExecuteAsync(
        """
        DELETE FROM usage_periods WHERE (period = 1 AND start < @minutes) OR (period = 2 AND start < @hours) OR (period = 3 AND start < @days);
        DELETE FROM usage_command_days WHERE day < @days
        """,
        new
        {
            minutes = Now - (long)KeepMinutes.TotalMilliseconds,
            hours = Now - (long)KeepHours.TotalMilliseconds,
            days = Now - (long)KeepDays.TotalMilliseconds,
        },
        transaction);
}
