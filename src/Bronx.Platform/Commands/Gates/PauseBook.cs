namespace Bronx.Platform.Commands.Gates;

/// <summary>
/// Who has to wait until when, in memory and bounded: entries leave by themselves once their time has come, and when the book is full
/// the pause that ends first is forgotten.
/// </summary>
public sealed class PauseBook<TKey>(TimeProvider clock, int capacity)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, DateTimeOffset> _until = [];
    private readonly PriorityQueue<(TKey Key, DateTimeOffset Until), DateTimeOffset> _ends = new();

    public int Count
    {
        get
        {
            lock (_gate) { return _until.Count; }
        }
    }

    /// <summary>When the pause of a key ends; null when it may go on.</summary>
    public DateTimeOffset? EndOf(TKey key)
    {
        lock (_gate)
        {
            return _until.TryGetValue(key, out var until) && until > clock.GetUtcNow() ? until : null;
        }
    }

    /// <summary>Begins a pause, or makes a running one end at another instant.</summary>
    public void Begin(TKey key, DateTimeOffset until)
    {
        lock (_gate)
        {
            DropEnded();
            while (_until.Count >= capacity && !_until.ContainsKey(key) && _ends.TryDequeue(out var soonest, out _))
            {
                Forget(soonest);
            }

            _until[key] = until;
            _ends.Enqueue((key, until), until);
        }
    }

    /// <summary>Begins a pause unless one is running; whether it began.</summary>
    public bool TryBegin(TKey key, TimeSpan pause)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (_until.TryGetValue(key, out var until) && until > now)
            {
                return false;
            }

            Begin(key, now + pause);
            return true;
        }
    }

    private void DropEnded()
    {
        var now = clock.GetUtcNow();
        while (_ends.TryPeek(out var first, out var until) && until <= now)
        {
            _ends.Dequeue();
            Forget(first);
        }
    }

    /// <summary>An entry that was moved to another instant stands in the queue twice; only the valid one counts.</summary>
    private void Forget((TKey Key, DateTimeOffset Until) entry)
    {
        if (_until.TryGetValue(entry.Key, out var until) && until == entry.Until)
        {
            _until.Remove(entry.Key);
        }
    }
}
