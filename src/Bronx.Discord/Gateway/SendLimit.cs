namespace Bronx.Discord.Gateway;

/// <summary>
/// Discord disconnects a bot that sends more than 120 payloads in 60 s. Ordinary payloads get what heartbeats can spare.
/// </summary>
internal sealed class SendLimit(TimeProvider clock)
{
    private const int Allowed = 120;

    /// <summary>Kept for heartbeats, asked for ones included, and for identifying or resuming.</summary>
    private const int Reserve = 10;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60.5);

    private readonly Queue<DateTimeOffset> _sent = new(Allowed);

    /// <summary>Notes a payload that is sent whatever the count is.</summary>
    public void Count()
    {
        Age();
        if (_sent.Count < 2 * Allowed)
        {
            _sent.Enqueue(clock.GetUtcNow());
        }
    }

    /// <summary>How long an ordinary payload must wait; zero for not at all.</summary>
    public TimeSpan Wait()
    {
        Age();
        return _sent.Count < Allowed - Reserve ? TimeSpan.Zero : _sent.Peek() + Window - clock.GetUtcNow();
    }

    private void Age()
    {
        var now = clock.GetUtcNow();
        while (_sent.TryPeek(out var oldest) && oldest + Window <= now)
        {
            _sent.Dequeue();
        }
    }
}
