using Bronx.Discord.Models;
using Bronx.Platform.Storage;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Ledger;

/// <summary>
/// Money. Double entry: every coin that arrives left another account in the same instant, so all balances together are zero at every
/// commit. Transfers are immutable, chained by hashes, and named by their cause, so that a repeat changes nothing.
/// </summary>
public sealed class Ledger : IAsyncDisposable
{
    /// <summary>Linked transfers at most.</summary>
    public const int MaxLinked = 100;

    private readonly LedgerWriter _writer;
    private readonly LedgerReader _reader;
    private readonly LedgerAuditor _auditor;
    private readonly LedgerOrphans _orphans;

    private Ledger(Database database, LedgerOptions options, TimeProvider time, ILogger log)
    {
        _writer = new LedgerWriter(database, options, time, log);
        _reader = new LedgerReader(database);
        _auditor = new LedgerAuditor(database);
        _orphans = new LedgerOrphans(this, database, options, time, log);
    }

    /// <summary>The ledger's tables; pass them to <see cref="Database.OpenAsync"/>.</summary>
    public static MigrationSet Migrations => LedgerSchema.Set;

    /// <summary>Gives stakes past their deadline back, then takes requests.</summary>
    public static async Task<Ledger> OpenAsync(Database database, TimeProvider time, ILoggerFactory logs, LedgerOptions? options, CancellationToken cancel)
    {
        var ledger = new Ledger(database, options ?? new LedgerOptions(), time, logs.CreateLogger<Ledger>());
        try
        {
            await ledger._orphans.VoidOverdueAsync(cancel);
            ledger._orphans.Start();
            return ledger;
        }
        catch
        {
            await ledger.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Posts linked transfers, in order: all or none. The first id decides about repetition: when it was posted before, the first
    /// result comes back, whatever is asked now and whatever the balances are.
    /// </summary>
    /// <exception cref="ArgumentException">Our mistake: nothing to post, an amount below 1, an account against itself, an id twice.</exception>
    /// <exception cref="StorageException">The store does not answer; asking again with the same ids is safe.</exception>
    public Task<PostOutcome> PostAsync(IReadOnlyList<Transfer> linked, CancellationToken cancel)
    {
        LedgerChecks.Linked(linked, atLeast: 1);
        return _writer.AskAsync(
            lookup =>
            {
                foreach (var transfer in linked)
                {
                    lookup.Add(transfer);
                }
            },
            book => book.Post(linked),
            cancel);
    }

    /// <inheritdoc cref="PostAsync(IReadOnlyList{Transfer}, CancellationToken)"/>
    public Task<PostOutcome> PostAsync(Transfer transfer, CancellationToken cancel) => PostAsync([transfer], cancel);

    /// <summary>What an account holds; zero when it was never used.</summary>
    public Task<Coins> BalanceAsync(AccountId account, CancellationToken cancel) => _reader.BalanceAsync(account, cancel);

    /// <summary>Newest first.</summary>
    /// <param name="limit">1–1,000.</param>
    /// <param name="before">Only entries with a smaller <see cref="PostedTransfer.Sequence"/>: the next page.</param>
    public Task<IReadOnlyList<PostedTransfer>> HistoryAsync(AccountId account, int limit, long? before, CancellationToken cancel) =>
        _reader.HistoryAsync(account, limit, before, cancel);

    /// <summary>The transfer with this id and those linked to it; null when it was never posted.</summary>
    public Task<PostOutcome.Posted?> FindAsync(TransferId id, CancellationToken cancel) => _reader.FindAsync(id, cancel);

    /// <summary>Stakes that are set aside now, oldest first: what a game looks through after a restart.</summary>
    public Task<IReadOnlyList<OpenReservation>> OpenReservationsAsync(CancellationToken cancel) => _reader.OpenReservationsAsync(cancel);

    /// <summary>Sets a stake aside until <see cref="SettleAsync"/> or <see cref="VoidAsync"/>, or until its deadline gives it back.</summary>
    /// <exception cref="InvalidOperationException">The stake account is at its ceiling.</exception>
    public Task<ReserveOutcome> ReserveAsync(Reservation wanted, CancellationToken cancel)
    {
        LedgerChecks.Reservation(wanted);
        return _writer.AskAsync(
            lookup =>
            {
                lookup.Ids.Add(wanted.Id);
                lookup.Add(wanted.From);
                lookup.Add(AccountId.Held);
                lookup.Add(wanted.Origin);
            },
            book => book.Reserve(wanted),
            cancel);
    }

    /// <summary>
    /// Gives the stake back and posts the moves in one commit, once: a repeat returns the first result. When the moves cannot be
    /// posted, the stake stays reserved. Without moves the stake simply returns.
    /// </summary>
    public Task<PostOutcome> SettleAsync(TransferId reservation, IReadOnlyList<Transfer> moves, CancellationToken cancel)
    {
        LedgerChecks.Linked(moves, atLeast: 0);
        return _writer.AskAsync(
            lookup =>
            {
                lookup.Reservations.Add(reservation);
                lookup.Add(AccountId.Held);
                foreach (var move in moves)
                {
                    lookup.Add(move);
                }
            },
            book => book.Settle(reservation, moves),
            cancel);
    }

    /// <summary>Gives the stake back, once.</summary>
    /// <returns>False: it was settled or given back before, or never reserved.</returns>
    public Task<bool> VoidAsync(TransferId reservation, string reason, CancellationToken cancel)
    {
        LedgerChecks.Reason(reason);
        return _writer.AskAsync(
            lookup =>
            {
                lookup.Reservations.Add(reservation);
                lookup.Add(AccountId.Held);
            },
            book => book.Void(reservation, reason),
            cancel);
    }

    /// <summary>
    /// Forgets who a person is: their accounts stay in the journal under a number that leads nowhere, and the links to messages go.
    /// The chain stays provable. Should they come back, they begin with new accounts. Nobody is forgotten while a stake of theirs is
    /// set aside: decided inside the write, so that no bet can slip in between.
    /// </summary>
    public Task<ForgetOutcome> ForgetAsync(UserId user, CancellationToken cancel) =>
        _writer.AskAsync(
            lookup =>
            {
                lookup.People.Add(user);
                lookup.Leaving.Add(user);
            },
            book => book.Forget(user),
            cancel);

    /// <summary>Walks the whole ledger: sum, balances, floors, reservations and the hash chain. Reads one consistent moment.</summary>
    /// <param name="earlier">An earlier audit of the same books, if there is one: its head must still be where it was.</param>
    public Task<LedgerAudit> AuditAsync(CancellationToken cancel, LedgerAudit? earlier = null) => _auditor.AuditAsync(earlier, cancel);

    /// <summary>Takes no more requests and finishes those that wait. Close it before the database.</summary>
    public async ValueTask DisposeAsync()
    {
        await _orphans.DisposeAsync();
        await _writer.DisposeAsync();
    }
}
