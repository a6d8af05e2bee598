using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Storage;

/// <summary>
/// The store: connections, transactions and nothing else. SQL belongs to the slices; they get a connection that is open and, for
/// a write, a transaction that commits when their work returns and is rolled back when it throws.
/// </summary>
public abstract class Database : IAsyncDisposable
{
    private static readonly AsyncLocal<Database?> Writing = new();

    public abstract DatabaseEngine Engine { get; }

    /// <summary>How busy the connections are.</summary>
    public abstract PoolUsage Pool { get; }

    /// <summary>The caller runs inside a write of this store: waiting for another write from here would never end.</summary>
    internal bool IsInsideWrite => ReferenceEquals(Writing.Value, this);

    /// <summary>Opens the store that <paramref name="options"/> names, checks it and brings its schema up to date.</summary>
    /// <exception cref="StorageException">It cannot be used; the message says what to do. Nothing was changed.</exception>
    public static async Task<Database> OpenAsync(
        StorageOptions options, IReadOnlyList<MigrationSet> migrations, TimeProvider time, ILoggerFactory logs, CancellationToken cancel)
    {
        Migrator.Validate(migrations);
        if (string.IsNullOrWhiteSpace(options.DatabaseUrl))
        {
            return await SqliteDatabase.StartAsync(options, migrations, time, logs, cancel);
        }

        return await PostgresDatabase.StartAsync(options, migrations, time, logs, cancel);
    }

    /// <summary>Reads with a connection from the pool. The work may run again after a broken connection.</summary>
    /// <exception cref="StorageException">The store cannot answer.</exception>
    public abstract Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> query, CancellationToken cancel);

    /// <summary>
    /// One transaction; it commits when <paramref name="work"/> returns. SQLite runs one writer at a time, in order of arrival.
    /// The work may run again when the engine rolled it back for certain (deadlock), so it changes nothing but the store.
    /// </summary>
    /// <exception cref="StorageException">The store cannot answer.</exception>
    /// <exception cref="InvalidOperationException">A write was started inside a write: pass the transaction on instead.</exception>
    public async Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancel)
    {
        if (IsInsideWrite)
        {
            throw new InvalidOperationException("A write inside a write would wait for itself; pass the connection and transaction on.");
        }

        Writing.Value = this;
        return await WriteCoreAsync(work, cancel);
    }

    /// <summary>What and where, for people: engine and place, never a password.</summary>
    public abstract string Describe();

    /// <summary>Asks the engine once. Does not throw for a store that does not answer: that is the answer.</summary>
    public abstract Task<DatabaseHealth> CheckAsync(CancellationToken cancel);

    /// <summary>
    /// Hears what transactions of any process announce on a channel (PostgreSQL's NOTIFY), until cancelled; connects again by itself.
    /// SQLite has one process, which knows already: there it ends at once.
    /// </summary>
    /// <param name="missed">Called at each connection: what was announced before it was not heard.</param>
    /// <param name="heard">Called with each announcement, one after the other.</param>
    public virtual Task ListenAsync(string channel, Func<CancellationToken, Task> missed, Func<string, CancellationToken, Task> heard, CancellationToken cancel) =>
        Task.CompletedTask;

    public abstract ValueTask DisposeAsync();

    /// <summary>The engine's own steps of care, in order.</summary>
    internal abstract IReadOnlyList<(string Name, Func<CancellationToken, Task<CareResult>> Run)> Care { get; }

    private protected abstract Task<T> WriteCoreAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancel);
}
