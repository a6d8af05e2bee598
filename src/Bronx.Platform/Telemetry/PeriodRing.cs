namespace Bronx.Platform.Telemetry;

/// <summary>Counts per period of UTC for the last few periods. Each place knows which period it counts, so that gaps read as zero.</summary>
internal sealed class PeriodRing(int length, TimeSpan period)
{
    private readonly long[] _periods = new long[length];
    private readonly long[] _counts = new long[length];
    private readonly long _milliseconds = (long)period.TotalMilliseconds;

    /// <param name="at">Milliseconds since 1970. What is older than the ring is not counted.</param>
    public void Add(long at, long count = 1)
    {
        var number = Math.DivRem(at, _milliseconds).Quotient;
        var place = (int)(number % length);
        if (_periods[place] != number)
        {
            if (_periods[place] > number)
            {
                return;
            }

            _periods[place] = number;
            _counts[place] = 0;
        }

        _counts[place] += count;
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
}
