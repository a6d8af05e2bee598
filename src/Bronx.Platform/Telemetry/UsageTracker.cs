using System.Threading.Channels;
using Bronx.Platform.Storage;
using Microsoft.Extensions.Logging;
using GuildId = Bronx.Discord.Models.GuildId;
using UserId = Bronx.Discord.Models.UserId;

namespace Bronx.Platform.Telemetry;

/// <summary>
/// Counts every command. A use is in the local journal before it is in any number, and a save moves the journal's place in the
/// same transaction that adds the rollups: a killed process loses none and counts none twice.
/// </summary>
public sealed partial class UsageTracker : IAsyncDisposable
{
    /// <summary>Uses in one transaction at most: a save never keeps the store's only writer for long.</summary>
    private const int SaveAtOnce = 4096;

    private readonly Lock _gate = new();
    private readonly UsageJournal _journal;
    private readonly UsageStore _store;
    private readonly UsageCounts _counts;
    private readonly UsageOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CommandMetrics _metrics = new();
    private readonly ChangeSignal _changes = new();
    private readonly Dictionary<string, ushort> _numbers = new(StringComparer.Ordinal);
    private readonly CommandCounts?[] _byNumber = new CommandCounts?[UsageJournal.MaxNames];
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly SemaphoreSlim _saving = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;
    private long _next;
    private long _saved;
    private UsageRollup? _overrun;
    private long _overrunFrom;
    private Stretch? _pending;
    private bool _closed;

    private UsageTracker(UsageJournal journal, UsageStore store, UsageOptions options, TimeProvider time, ILogger log)
    {
        _journal = journal;
        _store = store;
        _options = options;
        _time = time;
        _log = log;
        _counts = new UsageCounts(time.GetUtcNow());
        for (ushort i = 1; i < journal.NameCount; i++)
        {
            _numbers[journal.NameOf(i)] = i;
        }
    }

    /// <summary>The tracker's tables; pass them to <see cref="Database.OpenAsync"/>.</summary>
    public static MigrationSet Migrations => UsageSchema.Set;

    /// <summary>Grows with every record.</summary>
    public long Version => _changes.Version;

    /// <summary>Loads the counts, adds what an earlier process could not save any more, and begins.</summary>
    /// <exception cref="StorageException">Store or journal cannot be used.</exception>
    public static async Task<UsageTracker> OpenAsync(Database database, UsageOptions options, TimeProvider time, ILoggerFactory logs, CancellationToken cancel)
    {
        var log = logs.CreateLogger<UsageTracker>();
        var journal = UsageJournal.Open(options, time, log);
        var tracker = new UsageTracker(journal, new UsageStore(database, time), options, time, log);
        try
        {
            await tracker.RestoreAsync(cancel);
            tracker._loop = Task.Run(tracker.SaveNowAndThenAsync, CancellationToken.None);
            return tracker;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Counts one use. Well under a microsecond, no allocation, never waits for disk or store.</summary>
    public void Record(in CommandUse use)
    {
        Write(use);
        _metrics.Count(use);
    }

    /// <summary>Counts one answer of 429 from Discord, as lasting as uses are.</summary>
    /// <param name="scope">"user", "global" or "shared".</param>
    public void RecordRateLimit(string scope) =>
        Write(new CommandUse("", CommandForm.Prefix, UsageFrame.RateLimited, scope, TimeSpan.Zero, null, null, _time.GetUtcNow()));

    private void Write(in CommandUse use)
    {
        bool hurry;
        lock (_gate)
        {
            var command = use.End == CommandEnd.Unknown || use.Command.Length == 0 ? (ushort)0 : NumberOf(use.Command);
            var frame = UsageFrame.From(use, _next + 1, command, use.Kind is null ? (ushort)0 : NumberOf(use.Kind));
            var waiting = _next - _saved;
            if (_overrun is null && waiting < _journal.Capacity && !_closed)
            {
                _journal.Write(ref frame);
            }
            else
            {
                Overrun(frame);
            }

            _next++;
            _counts.Count(frame, CountsOf(command), _journal.NameOf(frame.Kind), inSession: true);
            hurry = waiting == _journal.Capacity / 2 || waiting == _journal.Capacity;
        }

        if (hurry)
        {
            _wake.Writer.TryWrite(true);
        }

        _changes.Raise();
    }

    /// <summary>All counts at this moment.</summary>
    public UsageSnapshot Snapshot()
    {
        var now = _time.GetUtcNow();
        lock (_gate)
        {
            return _counts.Snapshot(now);
        }
    }

    /// <summary>The last minutes of this process.</summary>
    public RecentUsage Recent()
    {
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        lock (_gate)
        {
            return _counts.Recent.Read(now);
        }
    }

    /// <summary>Everything about one command at this moment; null when it was never used.</summary>
    public CommandDetail? Detail(string command)
    {
        var now = _time.GetUtcNow();
        lock (_gate)
        {
            return _counts.Detail(command, now);
        }
    }

    /// <summary>Completes once <see cref="Version"/> is above <paramref name="seenVersion"/>; at once when it is already.</summary>
    public ValueTask WaitForChangeAsync(long seenVersion, CancellationToken cancel) => _changes.WaitAsync(seenVersion, cancel);

    /// <summary>Saves the rollups. Happens by itself every five minutes, when the journal is half full, and at shutdown.</summary>
    /// <exception cref="StorageException">The store did not take them; they are kept and tried again.</exception>
    public async Task FlushAsync(CancellationToken cancel)
    {
        await _saving.WaitAsync(cancel);
        try
        {
            long end;
            lock (_gate)
            {
                end = _next;
            }

            while (_saved < end && (_pending ??= TakeStretch()) is { } stretch)
            {
                await _store.SaveAsync(_journal.Id, stretch.From, stretch.To, stretch.Rollup, cancel);
                lock (_gate)
                {
                    _saved = stretch.To;
                    _journal.SavedPlace = stretch.To;
                }

                _pending = null;
            }
        }
        finally
        {
            _saving.Release();
        }
    }

    /// <summary>What is kept of one person's uses: how many, when the last, and those that the journal still holds, newest first.</summary>
    public async Task<PersonalUses> UsesOfAsync(UserId user, CancellationToken cancel)
    {
        await FlushAsync(cancel);
        var (count, last) = await _store.OfAsync(user.Value, cancel);
        lock (_gate)
        {
            return new PersonalUses(
                count,
                DateTimeOffset.FromUnixTimeMilliseconds(last),
                [.. _journal.FramesOf(user.Value).OrderByDescending(frame => frame.Number).Select(frame => new CommandUse(
                    _journal.NameOf(frame.Command), frame.Form, frame.End, frame.Kind == 0 ? null : _journal.NameOf(frame.Kind), TimeSpan.FromMicroseconds(frame.Duration), user,
                    frame.Guild == 0 ? null : new GuildId(frame.Guild), DateTimeOffset.FromUnixTimeMilliseconds(frame.At)))]);
        }
    }

    /// <summary>Takes one person out of everything that is kept by name. The totals stay.</summary>
    /// <returns>How many rows and journal entries named them.</returns>
    /// <exception cref="StorageException">The store does not answer; nothing is half done that a repeat would not finish.</exception>
    public async Task<long> ForgetAsync(UserId user, CancellationToken cancel)
    {
        await FlushAsync(cancel);
        await _saving.WaitAsync(cancel);
        try
        {
            // No save runs now, so nobody else reads these places, and no rollup with the name is on its way.
            var named = 0L;
            lock (_gate)
            {
                foreach (var frame in _journal.FramesOf(user.Value).ToList())
                {
                    var nobody = frame with { User = 0 };
                    _journal.Write(ref nobody);
                    named++;
                }
            }

            return named + await _store.ForgetAsync(user.Value, cancel);
        }
        finally
        {
            _saving.Release();
        }
    }

    /// <summary>Saves a last time. What the store does not take any more stays in the journal for the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _options.Watch?.Stop();
        try
        {
            await FlushAsync(CancellationToken.None);
        }
        catch (StorageException e)
        {
            Log.NotSaved(_log, e.Message);
        }

        lock (_gate)
        {
            _closed = true;
            _journal.Dispose();
        }

        _metrics.Dispose();
        _stop.Dispose();
        _saving.Dispose();
    }

    private async Task RestoreAsync(CancellationToken cancel)
    {
        await _store.LoadAsync(_counts, cancel);
        _saved = await _store.PlaceOfAsync(_journal.Id, _journal.SavedPlace, cancel);
        var frames = _journal.ReadFrom(_saved);
        _next = frames.Count == 0 ? _saved : frames[^1].Number;
        foreach (var frame in frames)
        {
            _counts.Count(frame, CountsOf(frame.Command), _journal.NameOf(frame.Kind), inSession: false);
        }

        if (frames.Count > 0)
        {
            Log.Recovered(_log, frames.Count);
        }

        if (frames.Count != _next - _saved)
        {
            Log.Unreadable(_log, _next - _saved - frames.Count);
        }
    }

    private ushort NumberOf(string name)
    {
        if (_numbers.TryGetValue(name, out var number))
        {
            return number;
        }

        if (_closed)
        {
            return 0;
        }

        number = _journal.AddName(name);
        if (number != 0)
        {
            _numbers[name] = number;
        }

        return number;
    }

    private CommandCounts? CountsOf(ushort number) => _byNumber[number] ??= _counts.Of(_journal.NameOf(number));

    /// <summary>The store has been away for long and the journal is full: counting goes on in memory.</summary>
    private void Overrun(in UsageFrame frame)
    {
        if (_overrun is null)
        {
            _overrun = new UsageRollup();
            _overrunFrom = _next;
            Log.JournalFull(_log);
        }

        _overrun.Add(frame, _journal.NameOf(frame.Command), _journal.NameOf(frame.Kind));
    }

    private Stretch? TakeStretch()
    {
        long from, to, end;
        UsageRollup rollup;
        lock (_gate)
        {
            from = _saved;
            end = _overrun is null ? _next : _overrunFrom;
            if (end - from > SaveAtOnce)
            {
                to = end = from + SaveAtOnce;
                rollup = new UsageRollup();
            }
            else
            {
                to = _next;
                rollup = _overrun ?? new UsageRollup();
                _overrun = null;
            }
        }

        if (from == to)
        {
            return null;
        }

        // Outside the lock: these places are not written again before the saved place has passed them.
        for (var place = from; place < end; place++)
        {
            if (_journal.TryRead(place, out var frame))
            {
                rollup.Add(frame, _journal.NameOf(frame.Command), _journal.NameOf(frame.Kind));
            }
        }

        return new Stretch(from, to, rollup);
    }

    private async Task SaveNowAndThenAsync()
    {
        var pause = _options.FlushInterval;
        while (!_stop.IsCancellationRequested)
        {
            var due = _time.GetUtcNow() + pause;
            using (var enough = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token))
            {
                await Task.WhenAny(Task.Delay(pause, _time, enough.Token), _wake.Reader.WaitToReadAsync(enough.Token).AsTask());
                await enough.CancelAsync();
            }

            _wake.Reader.TryRead(out _);
            if (_stop.IsCancellationRequested)
            {
                return;
            }

            try
            {
                await SaveInTurnAsync(due);
                pause = _options.FlushInterval;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it was, the uses are in the journal: said once, tried again soon.
                Log.SaveFailed(_log, e.Message, e);
                pause = _options.RetryInterval;
            }
        }
    }

    /// <param name="due">Earlier than now when the timer was late; later when the journal fills and the turn came early.</param>
    private Task SaveInTurnAsync(DateTimeOffset due)
    {
        if (_options.Watch is not { } watch)
        {
            return FlushAsync(_stop.Token);
        }

        var before = Volatile.Read(ref _saved);
        return watch.RoundAsync(
            due > _time.GetUtcNow() ? null : due,
            async () =>
            {
                await FlushAsync(_stop.Token);
                return Volatile.Read(ref _saved) - before;
            },
            saved => saved == 0 ? null : $"saved {saved} uses");
    }

    /// <summary>Part of the journal on its way to the store; unchanged until the store has it.</summary>
    private sealed record Stretch(long From, long To, UsageRollup Rollup);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} uses of commands were not saved when the last process ended; they are counted now")]
        public static partial void Recovered(ILogger logger, int count);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} entries of the usage journal cannot be read and are not counted")]
        public static partial void Unreadable(ILogger logger, long count);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The usage journal is full because the store takes nothing: uses are counted in memory until it does")]
        public static partial void JournalFull(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Usage counts could not be saved and will be tried again: {Problem}")]
        public static partial void SaveFailed(ILogger logger, string problem, Exception error);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Usage counts could not be saved at shutdown; the next start takes them from the journal: {Problem}")]
        public static partial void NotSaved(ILogger logger, string problem);
    }
}
