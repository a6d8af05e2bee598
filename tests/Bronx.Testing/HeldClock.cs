namespace Bronx.Testing;

/// <summary>
/// A clock that stands still until a test moves it. Timers fire on the thread that calls <see cref="Advance"/>, in the order of
/// their due instants, so one run is like the next. Safe for use from several threads.
/// </summary>
public sealed class HeldClock(DateTimeOffset start) : TimeProvider
{
    /// <summary>Where a held clock starts unless a test says otherwise: a Monday morning in UTC.</summary>
    public static readonly DateTimeOffset DefaultStart = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly List<HeldTimer> _timers = [];
    private readonly List<(Func<int, bool> Enough, TaskCompletionSource Reached)> _waiters = [];
    private DateTimeOffset _now = start.ToUniversalTime();
    private long _order;

    public HeldClock()
        : this(DefaultStart)
    {
    }

    /// <summary>Ticks of 100 ns, so that <see cref="TimeProvider.GetElapsedTime(long)"/> follows the held instant exactly.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers are armed: what a test may wait for before it moves the clock.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_gate) { return _timers.Count; }
        }
    }

    /// <summary>When the first of the armed timers falls due; now when none is armed.</summary>
    public DateTimeOffset FirstDue
    {
        get
        {
            lock (_gate) { return _timers.Count == 0 ? _now : _timers.Min(timer => timer.Due); }
        }
    }

    /// <summary>When the last of the armed timers falls due; now when none is armed.</summary>
    public DateTimeOffset LastDue
    {
        get
        {
            lock (_gate) { return _timers.Count == 0 ? _now : _timers.Max(timer => timer.Due); }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) { return _now; }
    }

    public override long GetTimestamp() => (GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HeldTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock forward and fires every timer that falls due on the way, each at its own instant.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var target = GetUtcNow() + by;
        while (true)
        {
            HeldTimer? due = null;
            lock (_gate)
            {
                foreach (var timer in _timers)
                {
                    if (timer.Due <= target && (due is null || (timer.Due, timer.Order).CompareTo((due.Due, due.Order)) < 0))
                    {
                        due = timer;
                    }
                }

                if (due is null)
                {
                    _now = target;
                    return;
                }

                _now = due.Due > _now ? due.Due : _now;
                Rearm(due);
            }

            due.Fire();
        }
    }

    /// <summary>Completes once at least <paramref name="count"/> timers are armed: the way to know that a waiter waits.</summary>
    public Task WhenArmedAsync(int count = 1)
    {
        lock (_gate)
        {
            if (_timers.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((armed => armed >= count, reached));
            return reached.Task;
        }
    }

    private void Rearm(HeldTimer timer)
    {
        if (timer.Period > TimeSpan.Zero)
        {
            timer.Due = _now + timer.Period;
            timer.Order = ++_order;
        }
        else
        {
            _timers.Remove(timer);
        }
    }

    private void Arm(HeldTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        List<TaskCompletionSource> reached = [];
        lock (_gate)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.Due = _now + dueTime;
            timer.Period = period == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : period;
            timer.Order = ++_order;
            _timers.Add(timer);
            for (var i = _waiters.Count - 1; i >= 0; i--)
            {
                if (_waiters[i].Enough(_timers.Count))
                {
                    reached.Add(_waiters[i].Reached);
                    _waiters.RemoveAt(i);
                }
            }
        }

        foreach (var waiter in reached)
        {
            waiter.TrySetResult();
        }

        if (dueTime <= TimeSpan.Zero)
        {
            // A real timer with no wait fires at once, on another thread; so does this one.
            ThreadPool.QueueUserWorkItem(static clock => clock.Advance(TimeSpan.Zero), this, preferLocal: false);
        }
    }

    private void Disarm(HeldTimer timer)
    {
        lock (_gate) { _timers.Remove(timer); }
    }

    private sealed class HeldTimer(HeldClock clock, TimerCallback callback, object? state) : ITimer
    {
        private readonly ExecutionContext? _context = ExecutionContext.Capture();

        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; set; }

        public long Order { get; set; }

        public void Fire()
        {
            if (_context is null)
            {
                callback(state);
            }
            else
            {
                ExecutionContext.Run(_context, static timer => ((HeldTimer)timer!).Invoke(), this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Arm(this, dueTime, period);
            return true;
        }

        public void Dispose() => clock.Disarm(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Invoke() => callback(state);
    }
}
