namespace Bronx.Discord.RequestQueue;

/// <summary>
/// The limit over all routes, held before the fact. No second, wherever it begins, sees more than the limit; half of it may go at
/// once, so that an idle bot answers without delay, and the rest is spread evenly, so that a busy one never stands still.
/// </summary>
internal sealed class GlobalPace
{
    /// <summary>A second and what the network may compress of it: requests that leave within it may arrive closer together.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(1035);

    /// <summary>How much lateness, of timers mostly, is made up for by going faster afterwards.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(100);

    private readonly TimeSpan[] _sent;
    private readonly TimeSpan _spacing;
    private readonly int _burst;
    private TimeSpan _paced;
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
        var size = _sent.Length;
        var full = _count >= size ? _sent[_next] + Window : TimeSpan.Zero;
        return IsBusy(now) && _paced > full ? _paced : full;
    }

    public void Take(TimeSpan now)
    {
        var from = now - Slack;
        _paced = (IsBusy(now) && _paced > from ? _paced : now) + _spacing;
        _sent[_next] = now;
        _next = (_next + 1) % _sent.Length;
        _count++;
    }

    /// <summary>Whether half of the last second's allowance is gone.</summary>
    private bool IsBusy(TimeSpan now) => _count >= _burst && _sent[(_next - _burst + _sent.Length) % _sent.Length] + Window > now;
}
