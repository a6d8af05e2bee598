namespace Bronx.Platform.Storage;

/// <summary>The store's last check-up: looked at now and then by a job, read by dashboard, commands and alerts.</summary>
public sealed class DatabaseWatch(Database database, TimeProvider time)
{
    /// <summary>Longer is no answer: a server that hangs does not say so.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private Task<DatabaseHealth>? _asked;
    private DatabaseReading? _current;

    /// <summary>The last look; null before the first.</summary>
    public DatabaseReading? Current => Volatile.Read(ref _current);

    /// <summary>What and where, for people: engine and place, never a password.</summary>
    public string Place => database.Describe();

    /// <summary>Looks now. Does not throw for a store that does not answer: that is the answer.</summary>
    public async Task<DatabaseReading> LookAsync(CancellationToken ct)
    {
        var health = await AskAsync(ct);
        var reading = new DatabaseReading(health, database.Pool, time.GetUtcNow());
        Volatile.Write(ref _current, reading);
        return reading;
    }

    private async Task<DatabaseHealth> AskAsync(CancellationToken ct)
    {
        try
        {
            return await Question().WaitAsync(Patience, time, ct);
        }
        catch (TimeoutException)
        {
            return new DatabaseHealth(database.Engine, null, Patience, null, null, database.Pool.Max, $"{Place} has not answered for {Patience.TotalSeconds:0} seconds. Look at its load, its disk and its log.");
        }
    }

    /// <summary>One at a time: a server that hangs is not asked again and again. It goes on when whoever waited for it is gone.</summary>
    private Task<DatabaseHealth> Question()
    {
        lock (_gate)
        {
            return _asked is { IsCompleted: false } ? _asked : _asked = database.CheckAsync(CancellationToken.None);
        }
    }
}

/// <summary>One look at the store and its connections.</summary>
public sealed record DatabaseReading(DatabaseHealth Health, PoolUsage Pool, DateTimeOffset At);
