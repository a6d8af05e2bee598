namespace Bronx.Platform.Telemetry;

/// <summary>One command's counts. Guarded by the tracker's lock.</summary>
internal sealed class CommandCounts(string name)
{
    private LatencyHistogram? _latency;
    private CommandUsage? _current;
    private long _uses;
    private long _failures;
    private long _refusals;
    private long _microseconds;
    private long _lastAt;

    public string Name => name;

    public void CountUse(in UsageFrame frame)
    {
        _current = null;
        _uses++;
        _failures += frame.End == CommandEnd.Failed ? 1 : 0;
        _microseconds += frame.Duration;
        _lastAt = Math.Max(_lastAt, frame.At);
        (_latency ??= new LatencyHistogram()).Add(LatencyHistogram.BucketOf(frame.Duration));
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
}
