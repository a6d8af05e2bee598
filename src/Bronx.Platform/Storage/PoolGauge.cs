namespace Bronx.Platform.Storage;

/// <summary>Counts connections as they are taken and given back.</summary>
internal sealed class PoolGauge(int min, int max, TimeProvider time)
{
    private int _inUse;
    private int _peak;
    private int _waiting;
    private long _rented;
    private long _longestWait;

    public PoolUsage Read() => new(
        min, max, Volatile.Read(ref _inUse), Volatile.Read(ref _peak), Volatile.Read(ref _waiting), Interlocked.Read(ref _rented),
        TimeSpan.FromTicks(Interlocked.Read(ref _longestWait)));

    /// <summary>Takes one; give it back with <see cref="GiveBack"/>.</summary>
    public async ValueTask<T> RentAsync<T>(Func<ValueTask<T>> open)
    {
        var started = time.GetTimestamp();
        Interlocked.Increment(ref _waiting);
        T rented;
        try
        {
            rented = await open();
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        Interlocked.Increment(ref _rented);
        Raise(ref _peak, Interlocked.Increment(ref _inUse));
        Raise(ref _longestWait, time.GetElapsedTime(started).Ticks);
        return rented;
    }

    public void GiveBack() => Interlocked.Decrement(ref _inUse);

    private static void Raise(ref int most, int now)
    {
        for (var seen = Volatile.Read(ref most); now > seen; seen = Volatile.Read(ref most))
        {
            if (Interlocked.CompareExchange(ref most, now, seen) == seen)
            {
                return;
            }
        }
    }

    private static void Raise(ref long most, long now)
    {
        for (var seen = Interlocked.Read(ref most); now > seen; seen = Interlocked.Read(ref most))
        {
            if (Interlocked.CompareExchange(ref most, now, seen) == seen)
            {
                return;
            }
        }
    }
}
