using System.Data.Common;
using Bronx.Discord.Models;
using Npgsql;
using NpgsqlTypes;

namespace Bronx.Platform.Ledger;

/// <summary>For PostgreSQL: a few statements per batch, each over whole arrays; the server prepares them on their second use.</summary>
internal sealed class PostgresLedgerStore : LedgerStore
{
    /// <summary>
    /// Plans of prepared statements are made early, on tables that are still empty, and kept: without this the journal would be read
    /// from end to end for every batch until the server next looks at its statistics.
    /// </summary>
    private const string AlwaysByIndex =
        "SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)";

    public override async Task<LedgerHead> LockHeadAsync(DbConnection connection, DbTransaction transaction)
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)connection, (NpgsqlTransaction)transaction);
        Add(batch, AlwaysByIndex);
        Add(batch, "SELECT sequence, hash, last_account, last_party, epoch FROM ledger_head WHERE one = 1 FOR UPDATE");
        await using var row = await batch.ExecuteReaderAsync();
        await row.NextResultAsync();
        await row.ReadAsync();
        return new LedgerHead(row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4));
    }

    public override async Task<bool> HasEntryAsync(DbConnection connection, DbTransaction transaction, long sequence, byte[] hash)
    {
        await using var command = Command(connection, transaction, "SELECT 1 FROM ledger_journal WHERE sequence = $1 AND hash = $2", sequence, hash);
        return await command.ExecuteScalarAsync() is not null;
    }

    public override async Task SaveAsync(DbConnection connection, DbTransaction transaction, LedgerBook book)
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)connection, (NpgsqlTransaction)transaction);
        if (book.Forgotten.Count > 0)
        {
            Add(batch, "DELETE FROM ledger_parties WHERE party = ANY ($1)", book.Forgotten.Select(f => f.Party).ToArray());
        }

        if (book.NewParties.Count > 0)
        {
            Add(
                batch, "INSERT INTO ledger_parties (party, user_id) SELECT * FROM unnest ($1, $2)",
                book.NewParties.Select(p => p.Party).ToArray(), book.NewParties.Select(p => (long)p.User.Value).ToArray());
        }

        if (book.NewAccounts.Count > 0)
        {
            var accounts = book.NewAccounts;
            Add(
                batch, "INSERT INTO ledger_accounts (id, kind, party, name, floored, balance) SELECT i, k, p, n, f, 0 FROM unnest ($1, $2, $3, $4, $5) u (i, k, p, n, f)",
                accounts.Select(a => a.Number).ToArray(), accounts.Select(a => (short)a.Kind).ToArray(), accounts.Select(a => a.Party).ToArray(),
                accounts.Select(a => a.Party == 0 ? a.Id.Name : "").ToArray(), accounts.Select(a => a.HasFloor).ToArray());
        }

        NpgsqlBatchCommand? balances = null;
        if (book.ChangedAccounts.Count > 0)
        {
            var accounts = book.ChangedAccounts;
            balances = Add(
                batch, "UPDATE ledger_accounts a SET balance = u.new FROM unnest ($1, $2, $3) u (id, old, new) WHERE a.id = u.id AND a.balance = u.old",
                accounts.Select(a => a.Number).ToArray(), accounts.Select(a => a.StoredBalance).ToArray(), accounts.Select(a => a.Balance).ToArray());
        }

        if (book.Entries.Count > 0)
        {
            AddEntries(batch, book.Entries);
        }

        if (book.NewStakes.Count > 0)
        {
            Add(
                batch, "INSERT INTO ledger_reservations (sequence, deadline, state, closed_by) SELECT * FROM unnest ($1, $2, $3, $4)",
                book.NewStakes.Select(s => s.Sequence).ToArray(), book.NewStakes.Select(s => s.Deadline).ToArray(),
                book.NewStakes.Select(s => (short)s.State).ToArray(), book.NewStakes.Select(s => s.ClosedBy).ToArray());
        }

        NpgsqlBatchCommand? closed = null;
        if (book.ClosedStakes.Count > 0)
        {
            closed = Add(
                batch,
                "UPDATE ledger_reservations r SET state = u.state, closed_by = u.by FROM unnest ($1, $2, $3) u (sequence, state, by) WHERE r.sequence = u.sequence AND r.state = 0",
                book.ClosedStakes.Select(s => s.Sequence).ToArray(), book.ClosedStakes.Select(s => (short)s.State).ToArray(),
                book.ClosedStakes.Select(s => s.ClosedBy).ToArray());
        }

        var head = book.Head;
        Add(
            batch, "UPDATE ledger_head SET sequence = $1, hash = $2, last_account = $3, last_party = $4, epoch = $5 WHERE one = 1",
            head.Sequence, head.Hash, head.LastAccount, head.LastParty, head.Epoch);
        await batch.ExecuteNonQueryAsync();
        if ((balances is not null && balances.RecordsAffected != book.ChangedAccounts.Count)
            || (closed is not null && closed.RecordsAffected != book.ClosedStakes.Count))
        {
            throw ViewDiffers();
        }

        foreach (var (party, _) in book.Forgotten)
        {
            await ErasedOrigins.EraseAsync(connection, transaction, party);
        }
    }

    protected override async Task LoadPeopleAsync(DbConnection connection, DbTransaction transaction, UserId[] people, LedgerBook book)
    {
        await using var command = Command(
            connection, transaction,
            "SELECT p.user_id, p.party, a.id, CAST(a.kind AS bigint), a.balance FROM ledger_parties p LEFT JOIN ledger_accounts a ON a.party = p.party WHERE p.user_id = ANY ($1)",
            people.Select(user => (long)user.Value).ToArray());
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            var (user, party) = (row.GetInt64(0), row.GetInt64(1));
            book.Learn(new UserId((ulong)user), party);
            if (!row.IsDBNull(2))
            {
                Learn(book, row.GetInt64(2), row.GetInt64(3), party, "", user, row.GetInt64(4));
            }
        }
    }

    protected override async Task LoadNamedAsync(DbConnection connection, DbTransaction transaction, AccountId[] accounts, LedgerBook book)
    {
        await using var command = Command(
            connection, transaction,
            "SELECT a.id, CAST(a.kind AS bigint), a.name, a.balance FROM unnest ($1, $2) u (kind, name) JOIN ledger_accounts a ON a.party = 0 AND a.kind = u.kind AND a.name = u.name",
            accounts.Select(a => (short)a.Kind).ToArray(), accounts.Select(a => a.Name).ToArray());
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            Learn(book, row.GetInt64(0), row.GetInt64(1), 0, row.GetString(2), null, row.GetInt64(3));
        }
    }

    protected override async Task<IReadOnlyList<(TransferId Id, long Group)>> FindIdsAsync(DbConnection connection, DbTransaction transaction, TransferId[] ids)
    {
        await using var command = Command(
            connection, transaction, "SELECT id, group_start FROM ledger_journal WHERE id = ANY ($1)", [ids.Select(id => id.ToBytes()).ToArray()]);
        await using var row = await command.ExecuteReaderAsync();
        var found = new List<(TransferId, long)>();
        while (await row.ReadAsync())
        {
            found.Add((TransferId.FromBytes(row.GetFieldValue<byte[]>(0)), row.GetInt64(1)));
        }

        return found;
    }

    protected override async Task<IReadOnlyList<HeldStake>> FindStakesAsync(DbConnection connection, DbTransaction transaction, TransferId[] ids, LedgerBook book)
    {
        await using var command = Command(connection, transaction, StakeSql.Select + " WHERE j.id = ANY ($1)", [ids.Select(id => id.ToBytes()).ToArray()]);
        await using var row = await command.ExecuteReaderAsync();
        var found = new List<HeldStake>();
        while (await row.ReadAsync())
        {
            var account = Learn(
                book, row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetString(6), row.IsDBNull(7) ? null : row.GetInt64(7), row.GetInt64(8));
            found.Add(new HeldStake(TransferId.FromBytes(row.GetFieldValue<byte[]>(11)), row.GetInt64(0), account, row.GetInt64(2), row.GetInt64(1))
            {
                IsStored = true,
                State = (StakeState)row.GetInt64(9),
                ClosedBy = row.IsDBNull(10) ? null : row.GetInt64(10),
            });
        }

        return found;
    }

    private static void AddEntries(NpgsqlBatch batch, List<JournalEntry> entries)
    {
        var n = entries.Count;
        var (sequence, id, kind, group, from, to) = (new long[n], new byte[n][], new short[n], new long[n], new long[n], new long[n]);
        var (amount, fromBalance, toBalance, at, reason, hash) = (new long[n], new long[n], new long[n], new long[n], new string[n], new byte[n][]);
        var (actor, guild, channel, cause) = (new long?[n], new long?[n], new long?[n], new long?[n]);
        for (var i = 0; i < n; i++)
        {
            var e = entries[i];
            (sequence[i], id[i], kind[i], group[i], from[i], to[i]) = (e.Sequence, e.Id.ToBytes(), (short)e.Kind, e.GroupStart, e.From.Number, e.To.Number);
            (amount[i], fromBalance[i], toBalance[i], at[i], reason[i], hash[i]) = (e.Amount, e.FromBalance, e.ToBalance, e.At, e.Reason, e.Hash);
            (actor[i], guild[i], channel[i], cause[i]) =
                (e.Actor, (long?)e.Origin.Guild?.Value, (long?)e.Origin.Channel?.Value, (long?)e.Origin.Event);
        }

        Add(
            batch,
            "INSERT INTO ledger_journal (sequence, id, kind, group_start, from_account, to_account, amount, from_balance, to_balance, at, reason, hash, " +
            "actor, guild, channel, event) SELECT * FROM unnest ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
            sequence, id, kind, group, from, to, amount, fromBalance, toBalance, at, reason, hash, actor, guild, channel, cause);
    }

    private static NpgsqlCommand Command(DbConnection connection, DbTransaction transaction, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, (NpgsqlConnection)connection, (NpgsqlTransaction)transaction);
        Fill(command.Parameters, values);
        return command;
    }

    private static NpgsqlBatchCommand Add(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        Fill(command.Parameters, values);
        batch.BatchCommands.Add(command);
        return command;
    }

    private static void Fill(NpgsqlParameterCollection parameters, object[] values)
    {
        foreach (var value in values)
        {
            // Said outright: a statement prepared by itself must not change its types from call to call.
            parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = TypeOf(value) });
        }
    }

    private static NpgsqlDbType TypeOf(object value) => value switch
    {
        long => NpgsqlDbType.Bigint,
        byte[] => NpgsqlDbType.Bytea,
        long[] or long?[] => NpgsqlDbType.Array | NpgsqlDbType.Bigint,
        short[] => NpgsqlDbType.Array | NpgsqlDbType.Smallint,
        bool[] => NpgsqlDbType.Array | NpgsqlDbType.Boolean,
        string[] => NpgsqlDbType.Array | NpgsqlDbType.Text,
        byte[][] => NpgsqlDbType.Array | NpgsqlDbType.Bytea,
        _ => throw new InvalidOperationException($"No PostgreSQL type for {value.GetType()}."),
    };
}
