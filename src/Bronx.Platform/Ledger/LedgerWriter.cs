using System.Threading.Channels;
using Bronx.Platform.Storage;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Ledger;

/// <summary>
/// The one writer: a bounded queue and a loop that takes what waits, decides it in memory, commits it in one transaction and only
/// then answers. A busy ledger makes large batches, an idle one answers each request at once.
/// </summary>
internal sealed partial class LedgerWriter : IAsyncDisposable
{
    private readonly Database _database;
    private readonly LedgerStore _store;
    private readonly LedgerBook _book;
    private readonly LedgerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Channel<LedgerRequest> _queue;
    private readonly LedgerMetrics _metrics;
    private readonly Task _loop;

    /// <summary>The store does not take commits now, and the log has it.</summary>
    private bool _away;

    public LedgerWriter(Database database, LedgerOptions options, TimeProvider time, ILogger log)
    {
        _database = database;
        _store = LedgerStore.For(database.Engine);
        _book = new LedgerBook(options.RememberedAccounts);
        _options = options;
        _time = time;
        _log = log;
        _queue = Channel.CreateBounded<LedgerRequest>(new BoundedChannelOptions(options.QueueCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
        _metrics = new LedgerMetrics(() => _queue.Reader.CanCount ? _queue.Reader.Count : 0);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Queues a request and waits for its answer. Cancelling counts only while it waits: what is taken is done and answered.</summary>
    public async Task<T> AskAsync<T>(Action<LedgerLookup> collect, Func<LedgerBook, T> decide, CancellationToken cancel)
    {
        if (_database.IsInsideWrite)
        {
            throw new InvalidOperationException("The ledger has a transaction of its own: post before or after a write of the store, not inside it.");
        }

        var request = new LedgerRequest<T>(collect, decide, cancel);
        try
        {
            await _queue.Writer.WriteAsync(request, cancel);
        }
        catch (ChannelClosedException e)
        {
            throw new ObjectDisposedException("The ledger is closed.", e);
        }

        return await request.Task;
    }

    /// <summary>Takes no more, finishes what waits.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        _metrics.Dispose();
    }

    private async Task RunAsync()
    {
        var batch = new List<LedgerRequest>(_options.BatchSize);
        while (await _queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < _options.BatchSize && _queue.Reader.TryRead(out var request))
            {
                if (request.Cancel.IsCancellationRequested)
                {
                    request.Fail(new OperationCanceledException(request.Cancel));
                }
                else
                {
                    batch.Add(request);
                }
            }

            if (batch.Count > 0)
            {
                await CommitAsync(batch);
            }
        }
    }

    private async Task CommitAsync(List<LedgerRequest> batch)
    {
        var started = _time.GetTimestamp();
        LedgerHead? unanswered = null;
        for (var pause = TimeSpan.FromMilliseconds(20); ; pause = Min(pause * 2, TimeSpan.FromMilliseconds(500)))
        {
            try
            {
                await _database.WriteAsync(
                    async (connection, transaction) =>
                    {
                        var head = await _store.LockHeadAsync(connection, transaction);
                        if (unanswered is not null && await _store.HasEntryAsync(connection, transaction, unanswered.Sequence, unanswered.Hash))
                        {
                            // The commit whose answer got lost was kept, and the answers of that attempt are still in the requests.
                            return true;
                        }

                        _book.Begin(head, _time.GetUtcNow());
                        unanswered = null;
                        var lookup = new LedgerLookup();
                        foreach (var request in batch)
                        {
                            request.Collect(lookup);
                        }

                        await _store.LoadAsync(connection, transaction, lookup, _book);
                        foreach (var request in batch)
                        {
                            request.Decide(_book);
                        }

                        if (_book.HasChanges)
                        {
                            await _store.SaveAsync(connection, transaction, _book);
                            unanswered = _book.Entries.Count > 0 ? _book.Head : null;
                        }

                        return true;
                    },
                    CancellationToken.None);
                break;
            }
            catch (StorageException e) when (e.Transient && _time.GetElapsedTime(started) < _options.Patience)
            {
                if (!_away)
                {
                    _away = true;
                    Log.Waiting(_log, e.Message);
                }

                await Task.Delay(pause, _time);
            }
            catch (Exception e)
            {
                await FailAsync(batch, e);
                return;
            }
        }

        if (_away)
        {
            _away = false;
            Log.Back(_log);
        }

        _book.Commit();
        _metrics.Committed(batch.Count, _time.GetElapsedTime(started));
        foreach (var request in batch)
        {
            request.Answer();
        }
    }

    /// <summary>A batch that cannot be stored is tried one by one, so that only the culprit fails.</summary>
    private async Task FailAsync(List<LedgerRequest> batch, Exception error)
    {
        if (batch.Count == 1 || error is StorageException)
        {
            // While the store is away, that was said once, and each caller is told.
            if (!_away || error is not StorageException)
            {
                _away |= error is StorageException;
                Log.Failed(_log, batch.Count, error);
            }

            _metrics.Failed(batch.Count);
            foreach (var request in batch)
            {
                request.Fail(error);
            }

            return;
        }

        Log.OneByOne(_log, batch.Count, error);
        foreach (var request in batch)
        {
            await CommitAsync([request]);
        }
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The ledger waits for the store: {Problem}")]
        public static partial void Waiting(ILogger logger, string problem);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The store takes the ledger's commits again")]
        public static partial void Back(ILogger logger);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Count} ledger requests failed")]
        public static partial void Failed(ILogger logger, int count, Exception error);

        [LoggerMessage(Level = LogLevel.Error, Message = "A batch of {Count} ledger requests failed; trying them one by one")]
        public static partial void OneByOne(ILogger logger, int count, Exception error);
    }
}
