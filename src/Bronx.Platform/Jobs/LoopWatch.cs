namespace Bronx.Platform.Jobs;

/// <summary>A part's own loop tells the board of its rounds through this.</summary>
public sealed class LoopWatch
{
    private readonly JobRecord _record;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;

    internal LoopWatch(JobRecord record, TimeSpan interval, TimeProvider time)
    {
        _record = record;
        _interval = interval;
        _time = time;
        record.Schedule(time.GetUtcNow() + interval);
    }

    /// <summary>One round. What it throws is noted and goes on to the caller.</summary>
    /// <param name="due">When the round should have begun; null when it was called for out of turn.</param>
    public async Task<T> RoundAsync<T>(DateTimeOffset? due, Func<Task<T>> round, Func<T, string?> tell)
    {
        _record.Begin(due ?? _time.GetUtcNow());
        try
        {
            var result = await round();
            _record.End(JobEnd.Succeeded, tell(result), null);
            return result;
        }
        catch (OperationCanceledException)
        {
            _record.End(JobEnd.Cancelled, null, null);
            throw;
        }
        catch (Exception fault)
        {
            // Noted here, treated by the loop, which knows what is safe to try again.
            _record.End(JobEnd.Failed, null, fault.Message);
            throw;
        }
        finally
        {
            _record.Schedule(_time.GetUtcNow() + _interval);
        }
    }

    /// <summary>The loop has ended with its part.</summary>
    public void Stop() => _record.Schedule(null);
}
