namespace Bronx.Discord.RequestQueue;

/// <summary>
/// The limit over all routes, held before the fact. No second, wherever it begins, sees more than the limit; half of it may go at
/// once, so that an idle bot answers without delay, and the rest is spread evenly, so that a busy one never stands still.
/// </summary>
internal sealed class GlobalPace
{
    /// <summary>A second and what the network may compress of it: requests that leave within it may arrive closer together.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(1035);

    private readonly TimeSpan[] _sent;
    private readonly TimeSpan _spacing;
    private readonly int _burst;
    private int _next;
    private long _count;

    public GlobalPace(int perSecond)
    {
        _sent = new TimeSpan[perSecond];
        _spacing = Window / perSecond;
        _burst = Math.Max(1, perSecond / 2);
    }

    /// <summary>When the next request may leave; now or earlier means at once.</summary>
    public TimeSpan NextAt(TimeSpan now)
    {
        if (_count == 0)
        {
            return now;
        }

        var size = _sent.Length;
        var full = _count >= size ? _sent[_next] + Window : TimeSpan.Zero;
        var recent = _count >= _burst && _sent[(_next - _burst + size) % size] + Window > now;
        var paced = recent ? _sent[(_next - 1 + size) % size] + _spacing : TimeSpan.Zero;
        return full > paced ? full : paced;
    }

    public void Take(TimeSpan now)
    {
        _sent[_next] = now;
        _next = (_next + 1) % _sent.Length;
        _count++;
    }
}
