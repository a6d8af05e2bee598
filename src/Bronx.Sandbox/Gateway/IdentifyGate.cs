namespace Bronx.Sandbox.Gateway;

/// <summary>The two limits on IDENTIFY: so many per day, and one per five seconds for each of <c>max_concurrency</c> keys.</summary>
internal sealed class IdentifyGate(TimeProvider clock, int dailyLimit, int maxConcurrency)
{
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly Dictionary<int, DateTimeOffset> _lastByKey = [];
    private DateTimeOffset _dayEnds;
    private int _used;

    public int MaxConcurrency => maxConcurrency;

    public int Total => dailyLimit;

    public int Remaining => clock.GetUtcNow() >= _dayEnds ? dailyLimit : dailyLimit - _used;

    public TimeSpan ResetAfter => _dayEnds - clock.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    public IdentifyVerdict Take(int shard)
    {
        var now = clock.GetUtcNow();
        if (now >= _dayEnds)
        {
            _dayEnds = now + Day;
            _used = 0;
        }

        if (_used >= dailyLimit)
        {
            return IdentifyVerdict.BudgetSpent;
        }

        var key = shard % maxConcurrency;
        if (_lastByKey.TryGetValue(key, out var last) && now - last < Pace)
        {
            return IdentifyVerdict.TooFast;
        }

        _lastByKey[key] = now;
        _used++;
        return IdentifyVerdict.Granted;
    }
}

internal enum IdentifyVerdict
{
    Granted,
    TooFast,
    BudgetSpent,
}
