using Bronx.Platform.Storage;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Telemetry;

/// <summary>
/// Where a use is written down and then counted, and where a save takes what it adds up. One lock guards all of it; nothing in it
/// waits for the store.
/// </summary>
internal sealed partial class UsageIntake : IDisposable
{
    /// <summary>Uses in one transaction at most: a save never keeps the store's only writer for long.</summary>
    private const int SaveAtOnce = 4096;

    private readonly Lock _gate = new();
    private readonly UsageJournal _journal;
    private readonly UsageSpill _spill;
    private readonly UsageCounts _counts;
    private readonly ILogger _log;
    private readonly Dictionary<string, ushort> _numbers = new(StringComparer.Ordinal);
    private readonly CommandCounts?[] _byNumber = new CommandCounts?[UsageJournal.MaxNames];
    private long _next;
    private long _saved;
    private UsageRollup? _overrun;
    private long _overrunFrom;
    private bool _closed;

    public UsageIntake(UsageJournal journal, UsageSpill spill, CommandMetrics metrics, DateTimeOffset startedAt, ILogger log)
    {
        _journal = journal;
        _spill = spill;
        _log = log;
        _counts = new UsageCounts(startedAt);
        Metrics = metrics;
        for (ushort i = 1; i < journal.NameCount; i++)
        {
            _numbers[journal.NameOf(i)] = i;
        }
    }

    /// <summary>How many uses were ever written down.</summary>
    public long Next => Volatile.Read(ref _next);

    /// <summary>How many of them the store has.</summary>
    public long Saved => Volatile.Read(ref _saved);

    private CommandMetrics Metrics { get; }

    /// <summary>Takes over what the store has, and counts what an earlier process wrote down and could not save any more.</summary>
    public async Task RestoreAsync(UsageStore store, CancellationToken cancel)
    {
        var stored = await store.LoadAsync(_journal.Id, _journal.SavedPlace, cancel);
        stored.AddTo(_counts);
        _saved = stored.Place;
        var spilled = _spill.ReadFrom(_saved);
        var frames = _journal.ReadFrom(_saved).Concat(spilled).OrderBy(frame => frame.Number).ToList();
        _next = frames.Count == 0 ? _saved : frames[^1].Number;
        if (spilled.Count > 0)
        {
            _overrun = new UsageRollup();
            _overrunFrom = spilled[0].Number - 1;
        }

        foreach (var frame in frames)
        {
            _counts.Count(frame, CountsOf(frame.Command), _journal.NameOf(frame.Kind), inSession: false);
            if (_overrun is not null && frame.Number > _overrunFrom)
            {
                _overrun.Add(frame, _journal.NameOf(frame.Command), _journal.NameOf(frame.Kind));
            }
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

    /// <summary>Writes a use down, then counts it.</summary>
    /// <param name="command">The number of its command's name; 0 for none.</param>
    /// <returns>Whether it is time to save: the journal is half full, or full.</returns>
    public bool Take(in CommandUse use, out ushort command)
    {
        lock (_gate)
        {
            command = use.End == CommandEnd.Unknown || use.Command.Length == 0 ? (ushort)0 : NumberOf(use.Command);
            var frame = UsageFrame.From(use, _next + 1, command, use.Kind is null ? (ushort)0 : NumberOf(use.Kind));
            var waiting = _next - _saved;
            if (_overrun is null && waiting < _journal.Capacity && !_closed)
            {
                _journal.Write(ref frame);
            }
            else
            {
                Overrun(ref frame);
            }

            _next++;
            _counts.Count(frame, CountsOf(command), _journal.NameOf(frame.Kind), inSession: true);
            Metrics.Count(command, frame);
            return waiting == _journal.Capacity / 2 || waiting == _journal.Capacity;
        }
    }

    /// <summary>The counts, at one moment.</summary>
    public TResult Read<TState, TResult>(Func<UsageCounts, TState, TResult> read, TState state)
    {
        lock (_gate)
        {
            return read(_counts, state);
        }
    }

    /// <summary>The next part to save; null when the store has everything. The part stays as it is until <see cref="Save"/>.</summary>
    public UsageStretch? TakeStretch()
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

        return new UsageStretch(_journal.Id, from, to, rollup);
    }

    /// <summary>The store has this part.</summary>
    public void Save(UsageStretch stretch)
    {
        lock (_gate)
        {
            _saved = stretch.To;
            _journal.SavedPlace = stretch.To;
            if (_overrun is null)
            {
                _spill.Clear();
            }
        }
    }

    /// <summary>The uses of one person that the journal still holds, newest first.</summary>
    public IReadOnlyList<CommandUse> UsesOf(ulong user)
    {
        lock (_gate)
        {
            return [.. _journal.FramesOf(user).OrderByDescending(frame => frame.Number).Select(frame => frame.ToUse(_journal))];
        }
    }

    /// <summary>Takes one person out of what the journal holds. Only while nothing is being saved.</summary>
    /// <returns>How many entries named them.</returns>
    public long Forget(ulong user)
    {
        lock (_gate)
        {
            var named = _journal.FramesOf(user).ToList();
            foreach (var frame in named)
            {
                var nobody = frame with { User = 0 };
                _journal.Write(ref nobody);
            }

            return named.Count;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _journal.Dispose();
            _spill.Dispose();
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

    /// <summary>The store has been away for long and the journal is full.</summary>
    private void Overrun(ref UsageFrame frame)
    {
        var kept = !_closed && _spill.TryAppend(ref frame);
        if (_overrun is null)
        {
            _overrun = new UsageRollup();
            _overrunFrom = _next;
            (kept ? Log.JournalFull : (Action<ILogger>)Log.NoRoom)(_log);
        }

        _overrun.Add(frame, _journal.NameOf(frame.Command), _journal.NameOf(frame.Kind));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} uses of commands were not saved when the last process ended; they are counted now")]
        public static partial void Recovered(ILogger logger, int count);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} entries of the usage journal cannot be read and are not counted")]
        public static partial void Unreadable(ILogger logger, long count);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The usage journal is full because the store takes nothing: uses are written to a file beside it until it does")]
        public static partial void JournalFull(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The usage journal is full because the store takes nothing, and no file beside it can be written: uses are counted in memory until the store is back, and a killed process would lose them")]
        public static partial void NoRoom(ILogger logger);
    }
}

/// <summary>Part of the journal on its way to the store; unchanged until the store has it.</summary>
/// <param name="From">Uses that were saved before it.</param>
/// <param name="To">Uses that are saved with it.</param>
internal sealed record UsageStretch(ulong Journal, long From, long To, UsageRollup Rollup);
