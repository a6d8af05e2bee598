using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Bronx.Platform.Storage;

/// <summary>The server store: a pool of connections, statements prepared by themselves, retries only where nothing can happen twice.</summary>
internal sealed partial class PostgresDatabase : Database
{
    /// <summary>"bronx" on a phone's keys: two processes that start at once take turns at the schema.</summary>
    private const long MigrationLock = 27669;

    /// <summary>Together about two seconds: a restarted server is back by then, and no person waits longer.</summary>
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(150), TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(600), TimeSpan.FromMilliseconds(800)];

    /// <summary>Who has waited so long is told instead: a server that hangs takes up half a minute for each attempt.</summary>
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ListenFor = TimeSpan.FromSeconds(2);

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnectionStringBuilder _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly PoolGauge _pool;
    private readonly PostgresOutage _outage;

    private PostgresDatabase(NpgsqlDataSource source, NpgsqlConnectionStringBuilder settings, TimeProvider time, ILogger log)
    {
        _source = source;
        _settings = settings;
        _time = time;
        _log = log;
        _pool = new PoolGauge(settings.MinPoolSize, settings.MaxPoolSize, time);
        _outage = new PostgresOutage(log);
    }

    public override DatabaseEngine Engine => DatabaseEngine.Postgres;

    public override PoolUsage Pool => _pool.Read();

    internal override IReadOnlyList<(string Name, Func<CancellationToken, Task<CareResult>> Run)> Care =>
    [
        ("indexes", ct => PostgresCare.CheckIndexesAsync(this, ct)),
        ("vacuum", ct => PostgresCare.VacuumAsync(this, ct)),
        ("checkpoint", ct => PostgresCare.CheckpointAsync(this, ct)),
    ];

    /// <summary>A connection without a transaction, for what cannot run inside one.</summary>
    internal Task<T> OutsideAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancel) => ReadAsync(work, cancel);

    public static async Task<PostgresDatabase> StartAsync(
        StorageOptions options, IReadOnlyList<MigrationSet> migrations, TimeProvider time, ILoggerFactory logs, CancellationToken cancel)
    {
        var settings = PostgresUrl.Parse(options);
        var log = logs.CreateLogger<PostgresDatabase>();
        var database = new PostgresDatabase(new NpgsqlDataSourceBuilder(settings.ToString()).Build(), settings, time, log);
        try
        {
            await database.WriteAsync(
                async (c, t) =>
                {
                    await c.ExecuteAsync("SELECT pg_advisory_xact_lock(@MigrationLock)", new { MigrationLock }, t);
                    return await Migrator.MigrateAsync(c, t, DatabaseEngine.Postgres, migrations, time, log);
                },
                cancel);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public override async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> query, CancellationToken cancel)
    {
        var began = _time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            var mark = _outage.Mark();
            try
            {
                await using var connection = await _pool.RentAsync(() => _source.OpenConnectionAsync(cancel));
                try
                {
                    var result = await query(connection);
                    _outage.Answered(mark);
                    return result;
                }
                finally
                {
                    _pool.GiveBack();
                }
            }
            catch (NpgsqlException e) when (PostgresFault.Translate(e, _settings) is { } said)
            {
                Note(e, mark, said.Message);
                await PauseOrThrowAsync(said, attempt, began, cancel);
            }
        }
    }

    public override string Describe() => $"PostgreSQL, {_settings.Database} on {_settings.Host}:{_settings.Port}";

    public override async Task<DatabaseHealth> CheckAsync(CancellationToken cancel)
    {
        var (started, mark) = (_time.GetTimestamp(), _outage.Mark());
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancel);
            var found = await connection.QuerySingleAsync<(string Version, long Size, long Connections)>(
                "SELECT current_setting('server_version'), pg_database_size(current_database()), " +
                "(SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user)");
            _outage.Answered(mark);
            return new DatabaseHealth(
                Engine, $"PostgreSQL {found.Version}", _time.GetElapsedTime(started), found.Size, (int)found.Connections, _settings.MaxPoolSize, null);
        }
        catch (NpgsqlException e)
        {
            var problem = PostgresFault.Translate(e, _settings)?.Message ?? e.Message;
            Note(e, mark, problem);
            return new DatabaseHealth(Engine, null, _time.GetElapsedTime(started), null, null, _settings.MaxPoolSize, problem);
        }
    }

    public override async Task ListenAsync(string channel, Func<CancellationToken, Task> missed, Func<string, CancellationToken, Task> heard, CancellationToken cancel)
    {
        var failures = 0;
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await ListenOnceAsync(channel, missed, heard, () => failures = 0, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is NpgsqlException or StorageException or IOException or TimeoutException)
            {
                Log.ListeningBroke(_log, IsAway(fault) ? LogLevel.Debug : LogLevel.Warning, channel, fault.Message);
                await Task.Delay(Pauses[Math.Min(failures++, Pauses.Length - 1)], _time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    private protected override async Task<T> WriteCoreAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancel)
    {
        var began = _time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            var (committing, mark) = (false, _outage.Mark());
            try
            {
                await using var connection = await _pool.RentAsync(() => _source.OpenConnectionAsync(cancel));
                try
                {
                    await using var transaction = await connection.BeginTransactionAsync(cancel);
                    var result = await work(connection, transaction);
                    committing = true;
                    await transaction.CommitAsync(CancellationToken.None);
                    _outage.Answered(mark);
                    return result;
                }
                finally
                {
                    _pool.GiveBack();
                }
            }
            catch (NpgsqlException e) when (PostgresFault.Translate(e, _settings) is { } said)
            {
                Note(e, mark, said.Message);

                // Before the commit is sent nothing was kept, whatever broke. Once it is sent, only a server that says it rolled back
                // may be asked again: anything else may have been done.
                var safe = !committing || PostgresFault.WasRolledBack(e);
                await PauseOrThrowAsync(said, safe ? attempt : int.MaxValue, began, cancel);
            }
        }
    }

    private async Task ListenOnceAsync(
        string channel, Func<CancellationToken, Task> missed, Func<string, CancellationToken, Task> heard, Action connected, CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel);
        var announced = new Queue<string>();
        connection.Notification += (_, notice) => announced.Enqueue(notice.Payload);
        await connection.ExecuteAsync($"LISTEN \"{channel}\"");
        await missed(cancel);
        connected();
        while (true)
        {
            // Asked now and then: a connection may have died without a word, and an announcement that came in the same packet as
            // an answer is not noticed by waiting alone.
            await connection.ExecuteScalarAsync<int>("SELECT 1");
            if (announced.Count == 0)
            {
                await connection.WaitAsync(ListenFor, cancel);
            }

            while (announced.TryDequeue(out var payload))
            {
                await heard(payload, cancel);
            }
        }
    }

    private void Note(NpgsqlException fault, int mark, string problem)
    {
        if (PostgresFault.IsAway(fault))
        {
            _outage.Away(mark, problem);
        }
    }

    /// <summary>That the server is away is said by whoever asks it first; another fault of listening is said each time.</summary>
    private static bool IsAway(Exception fault) => fault is IOException or TimeoutException or StorageException { Transient: true } || (fault is NpgsqlException e && PostgresFault.IsAway(e));

    private async Task PauseOrThrowAsync(StorageException said, int attempt, long began, CancellationToken cancel)
    {
        if (!said.Transient || attempt >= Pauses.Length || _time.GetElapsedTime(began) >= LongEnough)
        {
            throw said;
        }

        Log.Retrying(_log, said.Message, attempt + 1);
        await Task.Delay(Pauses[attempt], _time, cancel);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "{Problem} Trying again ({Attempt})")]
        public static partial void Retrying(ILogger logger, string problem, int attempt);

        [LoggerMessage(Message = "Listening on {Channel} broke off ({Problem}); connecting again")]
        public static partial void ListeningBroke(ILogger logger, LogLevel level, string channel, string problem);
    }
}
