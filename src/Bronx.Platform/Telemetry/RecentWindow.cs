namespace Bronx.Platform.Telemetry;

/// <summary>What happened in the last minutes, in slots of one minute. Guarded by the tracker's lock.</summary>
internal sealed class RecentWindow
{
    /// <summary>The running minute and the five before it.</summary>
    private const int Slots = 6;

    private readonly long[] _minutes = new long[Slots];
    private readonly long[] _uses = new long[Slots];
    private readonly long[] _failures = new long[Slots];
    private readonly long[] _rateLimits = new long[Slots];
    private readonly int[][] _latencies = [.. Enumerable.Range(0, Slots).Select(_ => new int[LatencyHistogram.Buckets])];

    public void Use(in UsageFrame frame)
    {
        if (SlotOf(frame.At) is not { } slot)
        {
            return;
        }

        _uses[slot]++;
        _failures[slot] += frame.End == CommandEnd.Failed ? 1 : 0;
        _latencies[slot][LatencyHistogram.BucketOf(frame.Duration)]++;
    }

    public void RateLimit(long at)
    {
        if (SlotOf(at) is { } slot)
        {
            _rateLimits[slot]++;
        }
    }

    public RecentUsage Read(long now)
    {
        var latency = new LatencyHistogram();
        var (uses, failures, rateLimits) = (0L, 0L, 0L);
        for (var slot = 0; slot < Slots; slot++)
        {
            if (_minutes[slot] <= (now / 60_000) - Slots)
            {
                continue;
            }

            (uses, failures, rateLimits) = (uses + _uses[slot], failures + _failures[slot], rateLimits + _rateLimits[slot]);
            for (var bucket = 0; bucket < LatencyHistogram.Buckets; bucket++)
            {
                if (_latencies[slot][bucket] is > 0 and var count)
                {
                    latency.Add(bucket, count);
                }
            }
        }

        return new RecentUsage(
            uses, failures, rateLimits,
            uses == 0 ? null : latency.Percentile(0.50), uses == 0 ? null : latency.Percentile(0.95), uses == 0 ? null : latency.Percentile(0.99));
    }

    /// <returns>Null for what is older than the window.</returns>
    private int? SlotOf(long at)
    {
        var minute = at / 60_000;
        var slot = (int)(minute % Slots);
        if (_minutes[slot] > minute)
        {
            return null;
        }

        if (_minutes[slot] < minute)
        {
            _minutes[slot] = minute;
            (_uses[slot], _failures[slot], _rateLimits[slot]) = (0, 0, 0);
            Array.Clear(_latencies[slot]);
        }

        return slot;
    }
}

/// <summary>The last five to six minutes of this process.</summary>
/// <param name="RateLimits">Answers of 429, those of scope shared (somebody else's doing) included.</param>
public sealed record RecentUsage(long Uses, long Failures, long RateLimits, TimeSpan? P50, TimeSpan? P95, TimeSpan? P99);
