namespace Bronx.Discord.RequestQueue;

/// <summary>
/// The limit over all routes, held before the fact. No second at Discord, wherever it begins, sees more than the limit; half of it may
/// go at once, so that an idle bot answers without delay, and the rest is spread evenly, so that a busy one never stands still.
/// </summary>
internal sealed class GlobalPace
{
    /// <summary>A second, and what timers and clocks are off by.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(1005);

    /// <summary>How long after it left an unanswered request is thought to be counted at the latest.</summary>
    private static readonly TimeSpan LatestCount = TimeSpan.FromSeconds(1.5);

    /// <summary>How much lateness, of timers and of a busy machine, is made up for by going faster afterwards.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(500);

    private readonly Slot[] _slots;
    private readonly TimeSpan _spacing;
    private readonly int _burst;
    private TimeSpan _paced;
    private long _count;

    public GlobalPace(int perSecond)
    {
        _slots = new Slot[perSecond];
        _spacing = Window / perSecond;
        _burst = Math.Max(1, perSecond / 2);
    }

    /// <summary>When the next request may leave; now or earlier means at once. An answer may bring it forward.</summary>
    public TimeSpan NextAt(TimeSpan now)
    {
        // The one that left a full allowance ago must be out of the second that the next one falls into.
        var full = _count >= _slots.Length ? _slots[_count % _slots.Length].Counted + Window : TimeSpan.Zero;
        return IsBusy(now) && _paced > full ? _paced : full;
    }

    /// <summary>Notes that a request leaves now, and gives its number for <see cref="Answered"/>.</summary>
    public long Take(TimeSpan now)
    {
        var due = IsBusy(now) ? NextAt(now) : now;
        _paced = (due > now - Slack ? due : now - Slack) + _spacing;
        _slots[_count % _slots.Length] = new Slot(now, now + LatestCount);
        return _count++;
    }

    /// <summary>
    /// An answer came. Discord counted the request when it arrived there, which is at the latest as long ago as the fastest answer
    /// takes: a delay on the way must not bring requests of two windows together.
    /// </summary>
    public void Answered(long number, TimeSpan leastRoundTrip, TimeSpan now)
    {
        ref var slot = ref _slots[number % _slots.Length];
        if (number >= _count - _slots.Length)
        {
            var counted = now - leastRoundTrip;
            slot = slot with { Counted = counted > slot.Sent ? counted : slot.Sent };
        }
    }

    /// <summary>Whether half of the last second's allowance is gone.</summary>
    private bool IsBusy(TimeSpan now) => _count >= _burst && _slots[(_count - _burst) % _slots.Length].Sent + Window > now;

    private readonly record struct Slot(TimeSpan Sent, TimeSpan Counted);
}
