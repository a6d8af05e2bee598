namespace Bronx.Sandbox.Limits;

/// <summary>Counts requests in fixed windows per bucket and resource, and over all. Used under the world's lock.</summary>
internal sealed class RateLimiter(TimeProvider clock, int globalLimit)
{
    private const int FirstSweep = 10_000;
    private static readonly TimeSpan GlobalWindow = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(string Name, string Major), Window> _windows = [];
    private readonly Window _global = new();
    private int _nextSweep = FirstSweep;

    /// <summary>Counts one request against the global limit; otherwise says how long to wait.</summary>
    public TimeSpan? TakeGlobal()
    {
        var now = clock.GetUtcNow();
        return _global.Take(now, globalLimit, GlobalWindow) ? null : _global.EndsAt - now;
    }

    /// <summary>Counts one request against a rule.</summary>
    public LimitVerdict Take(LimitRule rule, string major)
    {
        var now = clock.GetUtcNow();
        var window = WindowOf(rule.Name, major, now);
        var shownBefore = window.Left(now, rule.Limit);
        if (rule.Hidden is { } hidden)
        {
            var silent = WindowOf(hidden.Name, major, now);
            if (!silent.Take(now, hidden.Limit, hidden.Window))
            {
                return new LimitVerdict(rule, false, Math.Max(shownBefore, 1), silent.EndsAt - now, silent.EndsAt);
            }
        }

        var granted = window.Take(now, rule.Limit, rule.Window);
        var after = window.EndsAt - now;
        if (granted && rule.ShownWindow is { } shown)
        {
            after = shown;
        }

        return new LimitVerdict(rule, granted, window.Left(now, rule.Limit), after, now + after);
    }

    private Window WindowOf(string name, string major, DateTimeOffset now)
    {
        if (!_windows.TryGetValue((name, major), out var window))
        {
            if (_windows.Count >= _nextSweep)
            {
                foreach (var (key, _) in _windows.Where(pair => pair.Value.EndsAt <= now).ToList())
                {
                    _windows.Remove(key);
                }

                // What is left is in use; sweeping again before it doubles would cost more than it frees.
                _nextSweep = Math.Max(FirstSweep, _windows.Count * 2);
            }

            _windows[(name, major)] = window = new Window();
        }

        return window;
    }

    private sealed class Window
    {
        private int _used;

        public DateTimeOffset EndsAt { get; private set; }

        public bool Take(DateTimeOffset now, int limit, TimeSpan length)
        {
            if (now >= EndsAt)
            {
                EndsAt = now + length;
                _used = 0;
            }

            if (_used >= limit)
            {
                return false;
            }

            _used++;
            return true;
        }

        public int Left(DateTimeOffset now, int limit) => now >= EndsAt ? limit : limit - _used;
    }
}

/// <summary>What the limiter says to one request, and what its headers show.</summary>
internal sealed record LimitVerdict(LimitRule Rule, bool Granted, int Remaining, TimeSpan ResetAfter, DateTimeOffset ResetAt);
