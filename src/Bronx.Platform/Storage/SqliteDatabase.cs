using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Storage;

/// <summary>
/// The embedded store: one file, one writer connection, a few readers, write-ahead log. <c>synchronous=FULL</c>: an acknowledged
/// write survives a power cut, not only a killed process. <c>NORMAL</c> would save one wait for the disk per commit, and the ledger's
/// group commit shares that wait among all who stand in line.
/// </summary>
internal sealed partial class SqliteDatabase : Database
{
    private const int MaxReaders = 4;

    private readonly DataDirectoryLock _lock;
    private readonly SqliteConnection _writer;
    private readonly SemaphoreSlim _writerGate = new(1, 1);
    private readonly SqliteReaders _readers;
    private readonly string _file;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly PoolGauge _pool;
    private bool _disposed;

    private SqliteDatabase(DataDirectoryLock held, SqliteConnection writer, SqliteReaders readers, string file, TimeProvider time, ILogger log)
    {
        _lock = held;
        _writer = writer;
        _readers = readers;
        _file = file;
        _time = time;
        _log = log;
        _pool = new PoolGauge(1, readers.Max + 1, time);
    }

    public override DatabaseEngine Engine => DatabaseEngine.Sqlite;

    public override PoolUsage Pool => _pool.Read();

    internal override IReadOnlyList<(string Name, Func<CancellationToken, Task<CareResult>> Run)> Care =>
    [
        ("indexes", ct => SqliteCare.CheckIndexesAsync(this, ct)),
        ("analyse", ct => SqliteCare.AnalyseAsync(this, ct)),
        ("vacuum", ct => SqliteCare.VacuumAsync(this, ct)),
        ("checkpoint", ct => SqliteCare.CheckpointAsync(this, ct)),
    ];

    public static async Task<SqliteDatabase> StartAsync(
        StorageOptions options, IReadOnlyList<MigrationSet> migrations, TimeProvider time, ILoggerFactory logs, CancellationToken cancel)
    {
        SQLitePCL.Batteries_V2.Init();
        var file = Path.GetFullPath(options.SqliteFile);
        var log = logs.CreateLogger<SqliteDatabase>();
        var held = DataDirectoryLock.Take(options.DataDirectory);
        SqliteConnection? writer = null;
        try
        {
            var wasClean = SqliteFile.CheckBeforeOpening(file);
            writer = SqliteConnections.Open(file, readOnly: false);
            if (!wasClean)
            {
                Log.CheckingAfterCrash(log, file);
            }

            SqliteFile.CheckAfterOpening(writer, file, thorough: !wasClean);
            SqliteConnections.Prepare(writer);
            var readers = new SqliteReaders(file, Math.Clamp(options.PoolMax - 1, 1, MaxReaders));
            var database = new SqliteDatabase(held, writer, readers, file, time, log);
            await database.WriteAsync((c, t) => Migrator.MigrateAsync(c, t, DatabaseEngine.Sqlite, migrations, time, log), cancel);
            return database;
        }
        catch (Exception e)
        {
            writer?.Dispose();
            held.Dispose();
            if (e is SqliteException sqlite && SqliteFault.IsOfTheWorld(sqlite))
            {
                throw SqliteFault.Translate(sqlite, file);
            }

            throw;
        }
    }

    public override async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> query, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var reader = await _pool.RentAsync(() => new ValueTask<SqliteConnection>(_readers.RentAsync(cancel)));
        try
        {
            // SQLite's calls block: they do so on a pool thread, never on the caller's loop.
            return await Task.Run(() => query(reader), cancel);
        }
        catch (SqliteException e) when (SqliteFault.IsOfTheWorld(e))
        {
            throw SqliteFault.Translate(e, _file);
        }
        finally
        {
            _readers.Return(reader);
            _pool.GiveBack();
        }
    }

    public override string Describe() => $"SQLite, {_file}";

    public override async Task<DatabaseHealth> CheckAsync(CancellationToken cancel)
    {
        var started = _time.GetTimestamp();
        try
        {
            var version = await ReadAsync(c => c.ExecuteScalarAsync<string>("SELECT sqlite_version() FROM (SELECT count(*) FROM schema_steps)"), cancel);
            var size = SqliteFile.SizeOnDisk(_file);
            return new DatabaseHealth(Engine, $"SQLite {version}", _time.GetElapsedTime(started), size, _readers.Open + 1, _readers.Max + 1, null);
        }
        catch (StorageException e)
        {
            return new DatabaseHealth(Engine, null, _time.GetElapsedTime(started), null, _readers.Open + 1, _readers.Max + 1, e.Message);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _writerGate.WaitAsync(CancellationToken.None);
        await _readers.DisposeAsync();
        try
        {
            await _writer.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException e)
        {
            // The log stays beside the file and is read at the next start: nothing is lost, so closing goes on.
            Log.CheckpointFailed(_log, e);
        }

        await _writer.DisposeAsync();
        _lock.Dispose();
        _writerGate.Dispose();
    }

    private protected override async Task<T> WriteCoreAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        await _pool.RentAsync(async () =>
        {
            await _writerGate.WaitAsync(cancel);
            return _writer;
        });
        try
        {
            return await Task.Run(() => RunAsync(work), cancel);
        }
        catch (SqliteException e) when (SqliteFault.IsOfTheWorld(e))
        {
            throw SqliteFault.Translate(e, _file);
        }
        finally
        {
            _writerGate.Release();
            _pool.GiveBack();
        }
    }

    /// <summary>The writer's connection without a transaction, for what cannot run inside one. Writers wait meanwhile.</summary>
    internal async Task<T> AloneAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        await _pool.RentAsync(async () =>
        {
            await _writerGate.WaitAsync(cancel);
            return _writer;
        });
        try
        {
            return await Task.Run(() => work(_writer), cancel);
        }
        catch (SqliteException e) when (SqliteFault.IsOfTheWorld(e))
        {
            throw SqliteFault.Translate(e, _file);
        }
        finally
        {
            _writerGate.Release();
            _pool.GiveBack();
        }
    }

    private async Task<T> RunAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work)
    {
        // Immediate: the write lock is taken at once, so a transaction never fails half way for another writer.
        await using var transaction = _writer.BeginTransaction(deferred: false);
        var result = await work(_writer, transaction);
        try
        {
            transaction.Commit();
        }
        catch (SqliteException)
        {
            GiveItSomethingToRollBack();
            throw;
        }

        return result;
    }

    /// <summary>
    /// A commit that meets a full disk or a disk error is rolled back by SQLite itself (https://www.sqlite.org/lang_transaction.html). The
    /// driver then rolls back a second time, which fails, hides the cause, and leaves the connection unable to begin anything ever
    /// again. An empty transaction in its place gives the driver something to roll back.
    /// </summary>
    private void GiveItSomethingToRollBack()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(_writer.Handle) != 0)
        {
            // Past the driver, which counts the ended transaction as open. It takes no lock and writes nothing, so it cannot fail as the commit did.
            _ = SQLitePCL.raw.sqlite3_exec(_writer.Handle, "BEGIN");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{File} was not closed cleanly last time; checking it")]
        public static partial void CheckingAfterCrash(ILogger logger, string file);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The write-ahead log was not folded into the database at closing; the next start reads it")]
        public static partial void CheckpointFailed(ILogger logger, Exception error);
    }
}
