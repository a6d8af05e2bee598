using System.Data.Common;
using Bronx.Discord.Models;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Platform.Ledger;

/// <summary>
/// The writer's statements, one implementation per engine: whole sets at a time, prepared. Balances change only where the store still
/// holds what the writer believes, so a wrong view can never be written.
/// </summary>
internal abstract class LedgerStore
{
    public static LedgerStore For(DatabaseEngine engine) => engine == DatabaseEngine.Sqlite ? new SqliteLedgerStore() : new PostgresLedgerStore();

    /// <summary>Reads the head and keeps every other writer out until the transaction ends.</summary>
    public abstract Task<LedgerHead> LockHeadAsync(DbConnection connection, DbTransaction transaction);

    /// <summary>Was the batch that ended with this entry kept, though its commit was never answered?</summary>
    public abstract Task<bool> HasEntryAsync(DbConnection connection, DbTransaction transaction, long sequence, byte[] hash);

    /// <summary>Fetches what the view lacks.</summary>
    public async Task LoadAsync(DbConnection connection, DbTransaction transaction, LedgerLookup wanted, LedgerBook book)
    {
        var people = wanted.People.Where(user => !book.Knows(user)).ToArray();
        if (people.Length > 0)
        {
            foreach (var user in people)
            {
                book.Learn(user, party: 0);
            }

            await LoadPeopleAsync(connection, transaction, people, book);
        }

        var named = wanted.Named.Where(account => !book.Knows(account)).ToArray();
        if (named.Length > 0)
        {
            await LoadNamedAsync(connection, transaction, named, book);
        }

        if (wanted.Ids.Count > 0)
        {
            foreach (var (id, group) in await FindIdsAsync(connection, transaction, [.. wanted.Ids]))
            {
                book.Learn(id, await JournalRows.GroupAsync(connection, transaction, group));
            }
        }

        if (wanted.Leaving.Count > 0)
        {
            // Rare, so in words that both engines understand.
            foreach (var party in await connection.QueryAsync<long>(
                "SELECT DISTINCT a.party FROM ledger_reservations r JOIN ledger_journal j ON j.sequence = r.sequence " +
                "JOIN ledger_accounts a ON a.id = j.from_account WHERE r.state = 0 AND a.party <> 0", transaction: transaction))
            {
                book.LearnPlayer(party);
            }
        }

        if (wanted.Reservations.Count > 0)
        {
            foreach (var stake in await FindStakesAsync(connection, transaction, [.. wanted.Reservations], book))
            {
                if (stake is { State: StakeState.Settled, ClosedBy: { } group })
                {
                    stake.Settlement = await JournalRows.GroupAsync(connection, transaction, group);
                }

                book.Learn(stake);
            }
        }
    }

    /// <summary>Writes everything the batch changed.</summary>
    /// <exception cref="InvalidOperationException">The store holds other balances than the view; the caller rolls back.</exception>
    public abstract Task SaveAsync(DbConnection connection, DbTransaction transaction, LedgerBook book);

    protected abstract Task LoadPeopleAsync(DbConnection connection, DbTransaction transaction, UserId[] people, LedgerBook book);

    protected abstract Task LoadNamedAsync(DbConnection connection, DbTransaction transaction, AccountId[] accounts, LedgerBook book);

    protected abstract Task<IReadOnlyList<(TransferId Id, long Group)>> FindIdsAsync(DbConnection connection, DbTransaction transaction, TransferId[] ids);

    protected abstract Task<IReadOnlyList<HeldStake>> FindStakesAsync(DbConnection connection, DbTransaction transaction, TransferId[] ids, LedgerBook book);

    /// <summary>An account row, taken into the view.</summary>
    protected static LedgerAccount Learn(LedgerBook book, long number, long kind, long party, string name, long? user, long balance) =>
        book.Learn(JournalRows.NameOf((AccountKind)kind, party, name, user), (AccountKind)kind, party, number, balance);

    protected static InvalidOperationException ViewDiffers() =>
        new("The store holds other balances than the ledger's writer believes; the batch was rolled back.");
}
