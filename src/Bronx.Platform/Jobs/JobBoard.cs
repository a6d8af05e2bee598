using Bronx.Platform.Telemetry;

namespace Bronx.Platform.Jobs;

/// <summary>What every job and loop of this process does: written by the supervisor and the loops, read by dashboard, commands and alerts.</summary>
public sealed class JobBoard(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly ChangeSignal _changes = new();
    private readonly SortedDictionary<string, JobRecord> _records = new(StringComparer.Ordinal);

    /// <summary>Grows with every start, end and refusal of a run.</summary>
    public long Version => _changes.Version;

    /// <summary>Every job and loop, by name.</summary>
    public IReadOnlyList<JobState> Snapshot()
    {
        lock (_gate)
        {
            return [.. _records.Values.Select(record => record.Read())];
        }
    }

    /// <summary>Completes once <see cref="Version"/> is above <paramref name="seenVersion"/>; at once when it is already.</summary>
    public ValueTask WaitForChangeAsync(long seenVersion, CancellationToken ct) => _changes.WaitAsync(seenVersion, ct);

    /// <summary>Watches a loop that a part runs itself.</summary>
    /// <param name="interval">Its pace, more than zero.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public LoopWatch Watch(string name, string purpose, TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        return new LoopWatch(Add(name, purpose, new JobSchedule.Every(interval), isLoop: true), interval, time);
    }

    /// <exception cref="ArgumentException">The name is taken.</exception>
    internal JobRecord Add(string name, string purpose, JobSchedule schedule, bool isLoop)
    {
        var record = new JobRecord(name, purpose, schedule, isLoop, time, _changes);
        lock (_gate)
        {
            _records.Add(name, record);
        }

        return record;
    }
}
