namespace Bronx.Platform.Jobs;

/// <summary>How late the last runs began. Guarded by the record's lock.</summary>
internal sealed class LatenessWindow
{
    /// <summary>Later than this is late.</summary>
    public static readonly TimeSpan OnTime = TimeSpan.FromMilliseconds(100);

    private const int Size = 1024;

    private readonly List<long> _ticks = [];
    private long _count;
    private long _onTime;
    private long _max;

    /// <param name="late">Less than zero counts as not late: clocks step back.</param>
    public void Add(TimeSpan late)
    {
        var ticks = Math.Max(0, late.Ticks);
        if (_ticks.Count < Size)
        {
            _ticks.Add(ticks);
        }
        else
        {
            _ticks[(int)(_count % Size)] = ticks;
        }

        _count++;
        _onTime += ticks <= OnTime.Ticks ? 1 : 0;
        _max = Math.Max(_max, ticks);
    }

    /// <returns>Null before the first run.</returns>
    public Lateness? Read()
    {
        if (_count == 0)
        {
            return null;
        }

        var sorted = _ticks.Order().ToArray();
        return new Lateness(At(sorted, 0.50), At(sorted, 0.99), TimeSpan.FromTicks(_max), (double)_onTime / _count);
    }

    private static TimeSpan At(long[] sorted, double share) =>
        TimeSpan.FromTicks(sorted[Math.Clamp((int)Math.Ceiling(sorted.Length * share) - 1, 0, sorted.Length - 1)]);
}
