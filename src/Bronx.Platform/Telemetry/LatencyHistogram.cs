using System.Numerics;

namespace Bronx.Platform.Telemetry;

/// <summary>
/// Counts durations in buckets that are exact up to 32 µs and at most 1/32 (3.1 %) wide above, up to 36 minutes. Bucket numbers are
/// stored: they never change their meaning.
/// </summary>
internal sealed class LatencyHistogram
{
    public const int Buckets = 864;

    private const uint Largest = (1u << 31) - 1;

    private readonly long[] _counts = new long[Buckets];
    private long _total;

    public static int BucketOf(uint microseconds)
    {
        var value = Math.Min(microseconds, Largest);
        if (value < 32)
        {
            return (int)value;
        }

        var shift = BitOperations.Log2(value) - 5;
        return (shift << 5) + (int)(value >> shift);
    }

    /// <summary>The smallest duration of a bucket, and how many microseconds wide it is.</summary>
    public static (long From, long Width) BoundsOf(int bucket)
    {
        if (bucket < 32)
        {
            return (bucket, 1);
        }

        var shift = (bucket >> 5) - 1;
        return ((long)(bucket - (shift << 5)) << shift, 1L << shift);
    }

    public void Add(int bucket, long count = 1)
    {
        _counts[bucket] += count;
        _total += count;
    }

    /// <summary>The middle of the bucket below which a share of all durations lies; zero when nothing was counted.</summary>
    public TimeSpan Percentile(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(_total * share));
        var seen = 0L;
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= rank)
            {
                var (from, width) = BoundsOf(bucket);
                return TimeSpan.FromMicroseconds(from + (width / 2));
            }
        }

        return TimeSpan.Zero;
    }

    /// <summary>How many durations lie up to each bound and above the one before; the last count is of those above all bounds.</summary>
    /// <param name="bounds">Rising. A bucket belongs where its middle lies.</param>
    public long[] Steps(IReadOnlyList<TimeSpan> bounds)
    {
        var counts = new long[bounds.Count + 1];
        var step = 0;
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            var (from, width) = BoundsOf(bucket);
            while (step < bounds.Count && TimeSpan.FromMicroseconds(from + (width / 2)) > bounds[step])
            {
                step++;
            }

            counts[step] += _counts[bucket];
        }

        return counts;
    }
}
