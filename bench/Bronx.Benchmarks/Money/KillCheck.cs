using Bronx.Discord.Models;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Benchmarks.Money;

/// <summary>What must hold after a kill, whatever the process was doing.</summary>
internal sealed class KillCheck(KillTally tally)
{
    private const int RepeatsTried = 50;

    /// <summary>How long after the start a stake of the dead may still be set aside.</summary>
    public static readonly TimeSpan OrphansWithin = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancel => CancellationToken.None;

    /// <summary>Looks at the store of a worker that was killed, and gives the stakes of the dead back as the next start would.</summary>
    /// <param name="since">The journal's last entry before that life.</param>
    /// <returns>The journal's last entry now.</returns>
    public async Task<long> WorkerAsync(MoneyStore store, int life, long since)
    {
        var (asked, told) = WorkerLog.Read(LedgerWorker.LogFile(store.Directory, life));
        await using var database = await MoneyStore.OpenAsync(store.Directory, store.Url);
        var began = TimeProvider.System.GetTimestamp();
        await using var ledger = await MoneyStore.OpenLedgerAsync(database);
        await AuditAsync(ledger, $"life {life}");
        await NothingLostOrInventedAsync(database, life, since, asked, told);
        await OrphansAsync(ledger, life, began);
        await RepeatsAsync(ledger, life, asked, told);
        await AuditAsync(ledger, $"life {life}, after repeats");
        return await LastAsync(database);
    }

    /// <summary>Sum zero, every floor, every balance, the stakes that are set aside and the hash chain.</summary>
    public async Task AuditAsync(Ledger ledger, string when)
    {
        var audit = await ledger.AuditAsync(Cancel);
        tally.Audited += audit.Transfers;
        foreach (var finding in audit.Findings)
        {
            tally.Find($"{when}: {finding}");
        }
    }

    /// <summary>A repeat of something done moves nothing and tells what was done the first time.</summary>
    public async Task RepeatAsync(Ledger ledger, TransferId id, long? sequence, string when)
    {
        tally.Repeats++;
        var again = new Transfer(id, AccountId.Mint("again"), AccountId.Wallet(new UserId(1)), new Coins(1), "asked again", TransferOrigin.None);
        if (await ledger.PostAsync(again, Cancel) is not PostOutcome.Repeated repeated || (sequence is { } first && repeated.First.All(line => line.Sequence != first)))
        {
            tally.Find($"{when}: {id} was done before and was done again.");
        }
    }

    public static Task<long> LastAsync(Database database) =>
        database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT sequence FROM ledger_head"), Cancel);

    private async Task NothingLostOrInventedAsync(Database database, int life, long since, HashSet<TransferId> asked, Dictionary<TransferId, long> told)
    {
        var lines = await database.ReadAsync(
            async connection => (await connection.QueryAsync<(long Sequence, byte[] Id, long Kind)>(
                "SELECT sequence, id, CAST(kind AS bigint) FROM ledger_journal WHERE sequence > @since", new { since })).AsList(),
            Cancel);
        var done = lines.ToDictionary(line => TransferId.FromBytes(line.Id), line => (line.Sequence, line.Kind));
        tally.Acknowledged += told.Count;
        foreach (var (id, sequence) in told)
        {
            if (!done.TryGetValue(id, out var line) || line.Sequence != sequence)
            {
                tally.Find($"life {life}: {id} was acknowledged as entry {sequence} and is not there.");
            }
        }

        // 1 and 2 are moves and stakes that were asked for; the others are stakes that come back.
        foreach (var (id, line) in done.Where(line => line.Value.Kind <= 2 && !asked.Contains(line.Key)))
        {
            tally.Find($"life {life}: entry {line.Sequence} ({id}) was never asked for.");
        }

        tally.UnansweredButDone += done.Keys.Count(id => asked.Contains(id) && !told.ContainsKey(id));
        var halfTrades = await database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long>(
                "SELECT count(*) FROM (SELECT group_start FROM ledger_journal WHERE reason IN ('trade', 'trade-back') GROUP BY group_start HAVING count(*) <> 2) t"),
            Cancel);
        if (halfTrades > 0)
        {
            tally.Find($"life {life}: {halfTrades} trades were done by half.");
        }
    }

    private async Task OrphansAsync(Ledger ledger, int life, long began)
    {
        var open = await ledger.OpenReservationsAsync(Cancel);
        tally.Orphans += open.Count;
        await Task.WhenAll(open.Select(stake => ledger.VoidAsync(stake.Id, "game interrupted", Cancel)));
        var left = (await ledger.OpenReservationsAsync(Cancel)).Count;
        var took = TimeProvider.System.GetElapsedTime(began);
        tally.SlowestReturn = took > tally.SlowestReturn ? took : tally.SlowestReturn;
        if (left > 0 || took > OrphansWithin)
        {
            tally.Find($"life {life}: {left} orphaned stakes after {took.TotalSeconds:F1} s.");
        }
    }

    private async Task RepeatsAsync(Ledger ledger, int life, HashSet<TransferId> asked, Dictionary<TransferId, long> told)
    {
        foreach (var (id, sequence) in told.TakeLast(RepeatsTried))
        {
            await RepeatAsync(ledger, id, sequence, $"life {life}");
        }

        // Asked and not told: most were refused, a few were cut off by the kill. Asked anew, each is done once, whichever it was.
        var unanswered = asked.Where(id => !told.ContainsKey(id)).TakeLast(LedgerWorker.Hands * 2).ToList();
        tally.Unanswered += unanswered.Count;
        foreach (var id in unanswered)
        {
            await ledger.PostAsync(new Transfer(id, AccountId.Mint("again"), AccountId.Wallet(new UserId(1)), new Coins(1), "asked again", TransferOrigin.None), Cancel);
            await RepeatAsync(ledger, id, null, $"life {life}");
        }
    }
}
