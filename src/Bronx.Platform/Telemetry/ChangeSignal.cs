namespace Bronx.Platform.Telemetry;

/// <summary>A version that grows, and a way to wait for it that costs whoever raises it next to nothing.</summary>
internal sealed class ChangeSignal
{
    private long _version;
    private TaskCompletionSource? _waiting;

    public long Version => Volatile.Read(ref _version);

    /// <summary>Allocates nothing while nobody waits.</summary>
    public void Raise()
    {
        Interlocked.Increment(ref _version);
        if (Volatile.Read(ref _waiting) is not null)
        {
            Interlocked.Exchange(ref _waiting, null)?.TrySetResult();
        }
    }

    public ValueTask WaitAsync(long seen, CancellationToken cancel)
    {
        while (Version <= seen)
        {
            var waiting = Volatile.Read(ref _waiting);
            if (waiting is null)
            {
                var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting = Interlocked.CompareExchange(ref _waiting, fresh, null) ?? fresh;
            }

            // Looked at again after it is in place: a change in between must not be slept through.
            if (Version <= seen)
            {
                return new ValueTask(waiting.Task.WaitAsync(cancel));
            }
        }

        return ValueTask.CompletedTask;
    }
}
