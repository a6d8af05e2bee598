using Bronx.Platform.Telemetry;

namespace Bronx.Platform.Alerts;

/// <summary>Every rule as it stands, and what has been: written by the alert watch, read by dashboard and commands.</summary>
public sealed class AlertBoard(AlertStore store)
{
    private readonly ChangeSignal _changes = new();
    private IReadOnlyList<AlertState> _current = [];

    /// <summary>Grows whenever a rule changes its phase.</summary>
    public long Version => _changes.Version;

    /// <summary>Every rule at the last look, in order of importance; empty before the first.</summary>
    public IReadOnlyList<AlertState> Snapshot() => Volatile.Read(ref _current);

    /// <summary>Newest first, those that go on among them. Kept for a year.</summary>
    /// <param name="limit">1–1,000.</param>
    /// <exception cref="Storage.StorageException">The store does not answer.</exception>
    public Task<IReadOnlyList<AlertEvent>> HistoryAsync(int limit, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1_000);
        return store.HistoryAsync(limit, ct);
    }

    /// <summary>Completes once <see cref="Version"/> is above <paramref name="seenVersion"/>; at once when it is already.</summary>
    public ValueTask WaitForChangeAsync(long seenVersion, CancellationToken ct) => _changes.WaitAsync(seenVersion, ct);

    internal void Tell(IReadOnlyList<AlertState> states)
    {
        var before = Interlocked.Exchange(ref _current, states);
        if (before.Count != states.Count || before.Zip(states).Any(pair => pair.First.Phase != pair.Second.Phase))
        {
            _changes.Raise();
        }
    }
}
