namespace Bronx.Sandbox.Load;

/// <summary>Durations counted in steps of 20 µs up to ten seconds: any number of them in fixed memory, percentiles exact to a step.</summary>
internal sealed class LatencyTally
{
    private const int StepsPerMillisecond = 50;
    private const int Steps = 10_000 * StepsPerMillisecond;

    private readonly int[] _counts = new int[Steps + 1];
    private int _total;
    private double _sum;

    public void Add(TimeSpan duration)
    {
        _counts[Math.Clamp((int)Math.Ceiling(duration.TotalMilliseconds * StepsPerMillisecond), 0, Steps)]++;
        _total++;
        _sum += duration.TotalMilliseconds;
    }

    public LoadLatency Read() => new(_total == 0 ? 0 : _sum / _total, At(0.50), At(0.95), At(0.99), At(1));

    /// <summary>The duration in milliseconds that this share of all stayed within.</summary>
    private double At(double share)
    {
        var wanted = Math.Max(1, (int)Math.Ceiling(_total * share));
        var seen = 0;
        for (var step = 0; step <= Steps && _total > 0; step++)
        {
            if ((seen += _counts[step]) >= wanted)
            {
                return (double)step / StepsPerMillisecond;
            }
        }

        return 0;
    }
}
