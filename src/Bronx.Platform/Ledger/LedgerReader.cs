using System.Data.Common;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Platform.Ledger;

/// <summary>Reads past the writer, from the store: what was acknowledged is seen.</summary>
internal sealed class LedgerReader(Database database)
{
    public Task<Coins> BalanceAsync(AccountId account, CancellationToken cancel) => database.ReadAsync(
        async connection => new Coins((await FindAccountAsync(connection, account))?.Balance ?? 0), cancel);

    public Task<IReadOnlyList<PostedTransfer>> HistoryAsync(AccountId account, int limit, long? before, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        return database.ReadAsync(
            async connection => await FindAccountAsync(connection, account) is { } found
                ? await JournalRows.OfAccountAsync(connection, found.Id, limit, before ?? long.MaxValue)
                : [],
            cancel);
    }

    public Task<PostOutcome.Posted?> FindAsync(TransferId id, CancellationToken cancel) => database.ReadAsync(
        async connection =>
        {
            var group = await connection.ExecuteScalarAsync<long?>("SELECT group_start FROM ledger_journal WHERE id = @id", new { id = id.ToBytes() });
            return group is { } start ? new PostOutcome.Posted(await JournalRows.GroupAsync(connection, null, start)) : null;
        },
        cancel);

    public Task<IReadOnlyList<OpenReservation>> OpenReservationsAsync(CancellationToken cancel) => database.ReadAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = StakeSql.Select + " WHERE r.state = 0 ORDER BY r.sequence";
            await using var row = await command.ExecuteReaderAsync(cancel);
            var open = new List<OpenReservation>();
            while (await row.ReadAsync(cancel))
            {
                open.Add(new OpenReservation(
                    TransferId.FromBytes(row.GetFieldValue<byte[]>(11)),
                    JournalRows.NameOf((AccountKind)row.GetInt64(4), row.GetInt64(5), row.GetString(6), row.IsDBNull(7) ? null : row.GetInt64(7)),
                    new Coins(row.GetInt64(2)),
                    DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
                    row.GetString(12),
                    DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(13))));
            }

            return (IReadOnlyList<OpenReservation>)open;
        },
        cancel);

    private static async Task<AccountRow?> FindAccountAsync(DbConnection connection, AccountId account) =>
        account.Owner is { } owner
            ? await connection.QuerySingleOrDefaultAsync<AccountRow>(
                "SELECT a.id AS Id, a.balance AS Balance FROM ledger_parties p JOIN ledger_accounts a ON a.party = p.party AND a.kind = @kind WHERE p.user_id = @user",
                new { kind = (short)account.Kind, user = (long)owner.Value })
            : await connection.QuerySingleOrDefaultAsync<AccountRow>(
                "SELECT id AS Id, balance AS Balance FROM ledger_accounts WHERE party = 0 AND kind = @kind AND name = @name",
                new { kind = (short)account.Kind, name = account.Name });

    private sealed class AccountRow
    {
        public long Id { get; set; }

        public long Balance { get; set; }
    }
}
