using System.Data.Common;
using Bronx.Discord.Models;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bronx.Platform.Ledger;

/// <summary>
/// For SQLite: the engine runs in our process, so a prepared statement per row is the quick way. Its calls do not wait for anything
/// but the disk; the tasks are complete when they return.
/// </summary>
internal sealed class SqliteLedgerStore : LedgerStore
{
    private Statements? _statements;

    public override Task<LedgerHead> LockHeadAsync(DbConnection connection, DbTransaction transaction)
    {
        // The immediate transaction has locked the whole file already.
        using var row = On(connection).Head.Read((SqliteTransaction)transaction);
        row.Read();
        return Task.FromResult(new LedgerHead(row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)));
    }

    public override async Task<bool> HasEntryAsync(DbConnection connection, DbTransaction transaction, long sequence, byte[] hash) =>
        await connection.ExecuteScalarAsync<long>(
            "SELECT count(*) FROM ledger_journal WHERE sequence = @sequence AND hash = @hash", new { sequence, hash }, transaction) == 1;

    public override async Task SaveAsync(DbConnection connection, DbTransaction transaction, LedgerBook book)
    {
        var s = On(connection);
        var tx = (SqliteTransaction)transaction;
        foreach (var (party, _) in book.Forgotten)
        {
            s.DeleteParty.Set(0, party).Execute(tx);
        }

        foreach (var (party, user) in book.NewParties)
        {
            s.InsertParty.Set(0, party).Set(1, (long)user.Value).Execute(tx);
        }

        foreach (var account in book.NewAccounts)
        {
            s.InsertAccount.Set(0, account.Number).Set(1, (long)account.Kind).Set(2, account.Party)
                .Set(3, account.Party == 0 ? account.Id.Name : "").Set(4, account.HasFloor ? 1L : 0L).Set(5, 0L).Execute(tx);
        }

        foreach (var account in book.ChangedAccounts)
        {
            if (s.UpdateBalance.Set(0, account.Number).Set(1, account.StoredBalance).Set(2, account.Balance).Execute(tx) != 1)
            {
                throw ViewDiffers();
            }
        }

        foreach (var e in book.Entries)
        {
            s.InsertEntry.Set(0, e.Sequence).Set(1, e.Id.ToBytes()).Set(2, (long)e.Kind).Set(3, e.GroupStart).Set(4, e.From.Number).Set(5, e.To.Number)
                .Set(6, e.Amount).Set(7, e.FromBalance).Set(8, e.ToBalance).Set(9, e.At).Set(10, e.Reason).Set(11, e.Hash).Set(12, e.Actor)
                .Set(13, (long?)e.Origin.Guild?.Value).Set(14, (long?)e.Origin.Channel?.Value).Set(15, (long?)e.Origin.Event).Execute(tx);
        }

        foreach (var stake in book.NewStakes)
        {
            s.InsertStake.Set(0, stake.Sequence).Set(1, stake.Deadline).Set(2, (long)stake.State).Set(3, stake.ClosedBy).Execute(tx);
        }

        foreach (var stake in book.ClosedStakes)
        {
            if (s.CloseStake.Set(0, stake.Sequence).Set(1, (long)stake.State).Set(2, stake.ClosedBy).Execute(tx) != 1)
            {
                throw ViewDiffers();
            }
        }

        foreach (var (party, _) in book.Forgotten)
        {
            await ErasedOrigins.EraseAsync(connection, transaction, party);
        }

        var head = book.Head;
        s.UpdateHead.Set(0, head.Sequence).Set(1, head.Hash).Set(2, head.LastAccount).Set(3, head.LastParty).Set(4, head.Epoch).Execute(tx);
    }

    protected override Task LoadPeopleAsync(DbConnection connection, DbTransaction transaction, UserId[] people, LedgerBook book)
    {
        var statement = On(connection).FindPerson;
        foreach (var user in people)
        {
            using var row = statement.Set(0, (long)user.Value).Read((SqliteTransaction)transaction);
            while (row.Read())
            {
                book.Learn(user, row.GetInt64(0));
                if (!row.IsDBNull(1))
                {
                    Learn(book, row.GetInt64(1), row.GetInt64(2), row.GetInt64(0), "", (long)user.Value, row.GetInt64(3));
                }
            }
        }

        return Task.CompletedTask;
    }

    protected override Task LoadNamedAsync(DbConnection connection, DbTransaction transaction, AccountId[] accounts, LedgerBook book)
    {
        var statement = On(connection).FindNamed;
        foreach (var account in accounts)
        {
            using var row = statement.Set(0, (long)account.Kind).Set(1, account.Name).Read((SqliteTransaction)transaction);
            if (row.Read())
            {
                book.Learn(account, account.Kind, 0, row.GetInt64(0), row.GetInt64(1));
            }
        }

        return Task.CompletedTask;
    }

    protected override Task<IReadOnlyList<(TransferId Id, long Group)>> FindIdsAsync(DbConnection connection, DbTransaction transaction, TransferId[] ids)
    {
        var found = new List<(TransferId, long)>();
        var statement = On(connection).FindId;
        foreach (var id in ids)
        {
            using var row = statement.Set(0, id.ToBytes()).Read((SqliteTransaction)transaction);
            if (row.Read())
            {
                found.Add((id, row.GetInt64(0)));
            }
        }

        return Task.FromResult<IReadOnlyList<(TransferId, long)>>(found);
    }

    protected override Task<IReadOnlyList<HeldStake>> FindStakesAsync(DbConnection connection, DbTransaction transaction, TransferId[] ids, LedgerBook book)
    {
        var found = new List<HeldStake>();
        var statement = On(connection).FindStake;
        foreach (var id in ids)
        {
            using var row = statement.Set(0, id.ToBytes()).Read((SqliteTransaction)transaction);
            if (row.Read())
            {
                var account = Learn(
                    book, row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetString(6), row.IsDBNull(7) ? null : row.GetInt64(7), row.GetInt64(8));
                found.Add(new HeldStake(id, row.GetInt64(0), account, row.GetInt64(2), row.GetInt64(1))
                {
                    IsStored = true,
                    State = (StakeState)row.GetInt64(9),
                    ClosedBy = row.IsDBNull(10) ? null : row.GetInt64(10),
                });
            }
        }

        return Task.FromResult<IReadOnlyList<HeldStake>>(found);
    }

    private Statements On(DbConnection connection)
    {
        if (_statements is null || !ReferenceEquals(_statements.Connection, connection))
        {
            _statements = new Statements((SqliteConnection)connection);
        }

        return _statements;
    }

    private sealed class Statements(SqliteConnection connection)
    {
        public SqliteConnection Connection => connection;

        public SqliteStatement Head { get; } = new(connection, "SELECT sequence, hash, last_account, last_party, epoch FROM ledger_head", 0);

        public SqliteStatement UpdateHead { get; } = new(
            connection, "UPDATE ledger_head SET sequence = @0, hash = @1, last_account = @2, last_party = @3, epoch = @4", 5);

        public SqliteStatement FindPerson { get; } = new(
            connection,
            "SELECT p.party, a.id, a.kind, a.balance FROM ledger_parties p LEFT JOIN ledger_accounts a ON a.party = p.party WHERE p.user_id = @0", 1);

        public SqliteStatement FindNamed { get; } = new(
            connection, "SELECT id, balance FROM ledger_accounts WHERE party = 0 AND kind = @0 AND name = @1", 2);

        public SqliteStatement FindId { get; } = new(connection, "SELECT group_start FROM ledger_journal WHERE id = @0", 1);

        public SqliteStatement FindStake { get; } = new(connection, StakeSql.Select + " WHERE j.id = @0", 1);

        public SqliteStatement InsertParty { get; } = new(connection, "INSERT INTO ledger_parties (party, user_id) VALUES (@0, @1)", 2);

        public SqliteStatement DeleteParty { get; } = new(connection, "DELETE FROM ledger_parties WHERE party = @0", 1);

        public SqliteStatement InsertAccount { get; } = new(
            connection, "INSERT INTO ledger_accounts (id, kind, party, name, floored, balance) VALUES (@0, @1, @2, @3, @4, @5)", 6);

        public SqliteStatement UpdateBalance { get; } = new(
            connection, "UPDATE ledger_accounts SET balance = @2 WHERE id = @0 AND balance = @1", 3);

        public SqliteStatement InsertEntry { get; } = new(
            connection,
            "INSERT INTO ledger_journal (sequence, id, kind, group_start, from_account, to_account, amount, from_balance, to_balance, at, reason, hash, " +
            "actor, guild, channel, event) VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15)", 16);

        public SqliteStatement InsertStake { get; } = new(
            connection, "INSERT INTO ledger_reservations (sequence, deadline, state, closed_by) VALUES (@0, @1, @2, @3)", 4);

        public SqliteStatement CloseStake { get; } = new(
            connection, "UPDATE ledger_reservations SET state = @1, closed_by = @2 WHERE sequence = @0 AND state = 0", 3);
    }
}
