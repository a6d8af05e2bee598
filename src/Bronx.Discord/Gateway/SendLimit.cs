namespace Bronx.Discord.Gateway;

/// <summary>So many of something within a window that glides along, and no more.</summary>
internal sealed class SendLimit
{
    /// <summary>Kept of Discord's 120 payloads for heartbeats, asked for ones included, and for identifying or resuming.</summary>
    private const int Reserve = 10;

    private readonly TimeProvider _clock;
    private readonly int _allowed;
    private readonly TimeSpan _window;
    private readonly Queue<DateTimeOffset> _sent;

    private SendLimit(TimeProvider clock, int allowed, TimeSpan window)
    {
        _clock = clock;
        _allowed = allowed;
        // What clocks and the way there are off by.
        _window = window + TimeSpan.FromSeconds(0.5);
        _sent = new Queue<DateTimeOffset>(allowed);
    }

    /// <summary>Discord disconnects a bot that sends more than 120 payloads in 60 s. Ordinary payloads get what heartbeats can spare.</summary>
    public static SendLimit OfPayloads(TimeProvider clock) => new(clock, 120 - Reserve, TimeSpan.FromSeconds(60));

    /// <summary>Changes of presence: five in 20 s are taken, as many libraries observe; what is beyond is dropped or costs the connection.</summary>
    public static SendLimit OfPresences(TimeProvider clock) => new(clock, 5, TimeSpan.FromSeconds(20));

    /// <summary>Notes one that is sent whatever the count is.</summary>
    public void Count()
    {
        Age();
        if (_sent.Count < 2 * _allowed)
        {
            _sent.Enqueue(_clock.GetUtcNow());
        }
    }

    /// <summary>How long the next one must wait; zero for not at all.</summary>
    public TimeSpan Wait()
    {
        Age();
        return _sent.Count < _allowed ? TimeSpan.Zero : _sent.ElementAt(_sent.Count - _allowed) + _window - _clock.GetUtcNow();
    }

    private void Age()
    {
        var now = _clock.GetUtcNow();
        while (_sent.TryPeek(out var oldest) && oldest + _window <= now)
        {
            _sent.Dequeue();
        }
    }
}
