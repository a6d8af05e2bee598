namespace Bronx.Platform.Telemetry;

/// <summary>Counts per period of UTC for the last few periods. Each place knows which period it counts, so that gaps read as zero.</summary>
internal sealed class PeriodRing(int length, TimeSpan period)
{
    private readonly long[] _periods = new long[length];
    private readonly long[] _counts = new long[length];
    private readonly long _milliseconds = (long)period.TotalMilliseconds;

    // The period that was counted in last, and its place: nearly every count falls into it, and a division costs more than all the rest.
    private long _from = 1;
    private long _until;
    private int _place;

    /// <param name="at">Milliseconds since 1970. What is older than the ring is not counted.</param>
    public void Add(long at, long count = 1)
    {
        if (at >= _from && at < _until)
        {
            _counts[_place] += count;
            return;
        }

        AddElsewhere(at, count);
    }

    /// <summary>Oldest first; the last is the period of <paramref name="now"/>.</summary>
    public long[] Read(long now)
    {
        var last = now / _milliseconds;
        var counts = new long[length];
        for (var i = 0; i < length; i++)
        {
            var number = last - (length - 1) + i;
            var place = (int)(number % length);
            counts[i] = _periods[place] == number ? _counts[place] : 0;
        }

        return counts;
    }

    private void AddElsewhere(long at, long count)
    {
        var number = at / _milliseconds;
        var place = (int)(number % length);
        if (_periods[place] > number)
        {
            return;
        }

        if (_periods[place] < number)
        {
            _periods[place] = number;
            _counts[place] = 0;
        }

        _counts[place] += count;
        (_from, _until, _place) = (number * _milliseconds, (number + 1) * _milliseconds, place);
    }
}
