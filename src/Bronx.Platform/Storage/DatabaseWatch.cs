namespace Bronx.Platform.Storage;

/// <summary>The store's last check-up: looked at now and then by a job, read by dashboard, commands and alerts.</summary>
public sealed class DatabaseWatch(Database database, TimeProvider time)
{
    private DatabaseReading? _current;

    /// <summary>The last look; null before the first.</summary>
    public DatabaseReading? Current => Volatile.Read(ref _current);

    /// <summary>What and where, for people: engine and place, never a password.</summary>
    public string Place => database.Describe();

    /// <summary>Looks now. Does not throw for a store that does not answer: that is the answer.</summary>
    public async Task<DatabaseReading> LookAsync(CancellationToken ct)
    {
        var health = await database.CheckAsync(ct);
        var reading = new DatabaseReading(health, database.Pool, time.GetUtcNow());
        Volatile.Write(ref _current, reading);
        return reading;
    }
}

/// <summary>One look at the store and its connections.</summary>
public sealed record DatabaseReading(DatabaseHealth Health, PoolUsage Pool, DateTimeOffset At);
