namespace Bronx.Platform.Telemetry;

/// <summary>One command's counts. Guarded by the tracker's lock.</summary>
internal sealed class CommandCounts(string name)
{
    /// <summary>Kinds come from a closed set; beyond this many they are counted together.</summary>
    private const int MaxKinds = 32;

    private readonly List<KindCount> _kinds = [];
    private LatencyHistogram? _latency;
    private PeriodRing? _days;
    private CommandUsage? _current;
    private long _uses;
    private long _failures;
    private long _refusals;
    private long _microseconds;
    private long _lastAt;

    public string Name => name;

    public PeriodRing Days => _days ??= new PeriodRing(UsageCounts.DaysKept, TimeSpan.FromDays(1));

    public void CountUse(in UsageFrame frame)
    {
        _current = null;
        _uses++;
        _failures += frame.End == CommandEnd.Failed ? 1 : 0;
        _microseconds += frame.Duration;
        _lastAt = Math.Max(_lastAt, frame.At);
        (_latency ??= new LatencyHistogram()).Add(LatencyHistogram.BucketOf(frame.Duration));
        Days.Add(frame.At);
    }

    /// <param name="kind">Of the refusal or fault.</param>
    public void CountKind(string kind, bool isFault, long count = 1)
    {
        if (kind.Length == 0)
        {
            return;
        }

        foreach (var known in _kinds)
        {
            if (known.IsFault == isFault && string.Equals(known.Kind, kind, StringComparison.Ordinal))
            {
                known.Count += count;
                return;
            }
        }

        if (_kinds.Count >= MaxKinds && kind != KindUsage.Other)
        {
            CountKind(KindUsage.Other, isFault, count);
            return;
        }

        _kinds.Add(new KindCount(kind, isFault) { Count = count });
    }

    public void CountRefusal(long at)
    {
        _current = null;
        _refusals++;
        _lastAt = Math.Max(_lastAt, at);
    }

    /// <summary>Adds what the store had.</summary>
    public void Restore(long uses, long failures, long refusals, long microseconds, long lastAt)
    {
        _current = null;
        _uses += uses;
        _failures += failures;
        _refusals += refusals;
        _microseconds += microseconds;
        _lastAt = Math.Max(_lastAt, lastAt);
    }

    public void RestoreLatency(int bucket, long count) => (_latency ??= new LatencyHistogram()).Add(bucket, count);

    /// <summary>Kept until the next use: most commands rest between two snapshots.</summary>
    public CommandUsage ToUsage() => _current ??= new CommandUsage(
        name, _uses, _failures, _refusals, DateTimeOffset.FromUnixTimeMilliseconds(_lastAt),
        _latency is null || _uses == 0
            ? null
            : new Latency(TimeSpan.FromMicroseconds((double)_microseconds / _uses), _latency.Percentile(0.50), _latency.Percentile(0.95), _latency.Percentile(0.99)));

    /// <param name="now">Milliseconds since 1970.</param>
    public CommandDetail ToDetail(long now) => new(
        ToUsage(),
        _latency?.Steps(LatencySteps.Bounds) ?? [],
        [.. _kinds.OrderByDescending(kind => kind.Count).Select(kind => new KindUsage(kind.Kind, kind.IsFault, kind.Count))],
        Days.Read(now));

    private sealed class KindCount(string kind, bool isFault)
    {
        public string Kind => kind;

        public bool IsFault => isFault;

        public long Count { get; set; }
    }
}
