using System.Data;
using System.Data.Common;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Platform.Ledger;

/// <summary>Recomputes everything from the journal and compares.</summary>
internal sealed class LedgerAuditor(Database database)
{
    private const int MaxFindings = 100;

    public Task<LedgerAudit> AuditAsync(LedgerAudit? earlier, CancellationToken cancel) => database.ReadAsync(
        async connection =>
        {
            var sqlite = database.Engine == DatabaseEngine.Sqlite;
            await using var moment = sqlite
                ? ((Microsoft.Data.Sqlite.SqliteConnection)connection).BeginTransaction(deferred: true)
                : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
            return await WalkAsync(connection, moment, earlier, cancel);
        },
        cancel);

    private static async Task<LedgerAudit> WalkAsync(DbConnection connection, DbTransaction moment, LedgerAudit? earlier, CancellationToken cancel)
    {
        var findings = new List<string>();
        var accounts = new Dictionary<long, Account>();
        Int128 sum = 0;
        foreach (var row in await connection.QueryAsync<Account>(
            "SELECT id AS Id, CAST(kind AS bigint) AS Kind, party AS Party, name AS Name, balance AS Balance FROM ledger_accounts", transaction: moment))
        {
            accounts.Add(row.Id, row);
            sum += row.Balance;
        }

        if (sum != 0)
        {
            Find(findings, $"All balances together are {sum}, not 0.");
        }

        var (sequence, hash) = await WalkJournalAsync(connection, moment, accounts, earlier, findings, cancel);
        if (earlier is not null && sequence < earlier.Transfers)
        {
            Find(findings, $"The journal had {earlier.Transfers} entries at an earlier audit and has {sequence} now.");
        }

        var head = await connection.QuerySingleAsync<Head>("SELECT sequence AS Sequence, hash AS Hash FROM ledger_head", transaction: moment);
        if (head.Sequence != sequence || !head.Hash.AsSpan().SequenceEqual(hash))
        {
            Find(findings, $"The journal ends at entry {sequence}, the head says {head.Sequence}, or their hashes differ.");
        }

        foreach (var account in accounts.Values.Where(account => account.Walked != account.Balance))
        {
            Find(findings, $"Account {account.Id} holds {account.Balance}, the journal makes it {account.Walked}.");
        }

        var staked = await connection.QuerySingleAsync<Stakes>(
            "SELECT CAST(coalesce(sum(j.amount), 0) AS bigint) AS Amount FROM ledger_reservations r JOIN ledger_journal j ON j.sequence = r.sequence WHERE r.state = 0",
            transaction: moment);
        var held = accounts.Values.FirstOrDefault(account => account.Kind == (long)AccountKind.Held)?.Balance ?? 0;
        if (held != staked.Amount)
        {
            Find(findings, $"Open stakes are {staked.Amount}, the account that holds them has {held}.");
        }

        return new LedgerAudit(accounts.Count, sequence, sum, findings, Convert.ToHexStringLower(hash));
    }

    private static async Task<(long Sequence, byte[] Hash)> WalkJournalAsync(
        DbConnection connection, DbTransaction moment, Dictionary<long, Account> accounts, LedgerAudit? earlier, List<string> findings, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = moment;
        command.CommandTimeout = 0;
        command.CommandText =
            "SELECT sequence, id, CAST(kind AS bigint), group_start, from_account, to_account, amount, from_balance, to_balance, at, reason, hash FROM ledger_journal ORDER BY sequence";
        await using var row = await command.ExecuteReaderAsync(cancel);
        var sequence = 0L;
        var previous = JournalChain.Start;
        while (await row.ReadAsync(cancel))
        {
            var found = row.GetInt64(0);
            if (found != sequence + 1)
            {
                Find(findings, $"Entries {sequence + 1} to {found - 1} are missing.");
            }

            sequence = found;
            var stored = row.GetFieldValue<byte[]>(11);
            if (!accounts.TryGetValue(row.GetInt64(4), out var from) || !accounts.TryGetValue(row.GetInt64(5), out var to))
            {
                Find(findings, $"Entry {sequence} names an account that does not exist.");
                previous = stored;
                continue;
            }

            var amount = row.GetInt64(6);
            from.Walked -= amount;
            to.Walked += amount;
            if (from.Walked != row.GetInt64(7) || to.Walked != row.GetInt64(8))
            {
                Find(findings, $"Entry {sequence} notes balances {row.GetInt64(7)} and {row.GetInt64(8)}; they were {from.Walked} and {to.Walked}.");
            }

            if (from.HasFloor && from.Walked < 0)
            {
                Find(findings, $"Entry {sequence} takes account {from.Id} below zero.");
            }

            var hash = JournalChain.Next(
                previous, sequence, TransferId.FromBytes(row.GetFieldValue<byte[]>(1)), (EntryKind)row.GetInt64(2), row.GetInt64(3), from.InChain, to.InChain,
                amount, row.GetInt64(7), row.GetInt64(8), row.GetInt64(9), row.GetString(10));
            if (!hash.AsSpan().SequenceEqual(stored))
            {
                Find(findings, $"Entry {sequence} does not match its hash: it, or one of its accounts, was changed.");
            }

            if (earlier is not null && sequence == earlier.Transfers && Convert.ToHexStringLower(stored) != earlier.Head)
            {
                Find(findings, $"Entry {sequence} had another hash at an earlier audit: everything before it may have been written anew.");
            }

            previous = stored;
        }

        return (sequence, previous);
    }

    private static void Find(List<string> findings, string finding)
    {
        if (findings.Count < MaxFindings)
        {
            findings.Add(finding);
        }
    }

    private sealed class Account
    {
        public long Id { get; set; }

        public long Kind { get; set; }

        public long Party { get; set; }

        public string Name { get; set; } = "";

        public long Balance { get; set; }

        /// <summary>As the journal makes it so far. Wide: a forged entry must not stop the walk.</summary>
        public Int128 Walked { get; set; }

        public bool HasFloor => (AccountKind)Kind is not (AccountKind.Mint or AccountKind.House);

        public JournalChain.Party InChain => new((AccountKind)Kind, Party, Name);
    }

    private sealed class Head
    {
        public long Sequence { get; set; }

        public byte[] Hash { get; set; } = [];
    }

    private sealed class Stakes
    {
        public long Amount { get; set; }
    }
}
