namespace Bronx.Discord.Gateway;

/// <summary>
/// Lets shards identify no faster than Discord allows: max_concurrency every five seconds (by shard number modulo that), and within the
/// day's budget. Every identify passes here, those after a lost session too.
/// </summary>
internal sealed class IdentifyGate(SessionStartLimit limit, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5.2);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private readonly Slot[] _slots = [.. Enumerable.Range(0, Math.Clamp(limit.MaxConcurrency, 1, 1024)).Select(_ => new Slot())];
    private readonly Lock _budget = new();
    private int _remaining = limit.Remaining;
    private DateTimeOffset _resetAt = clock.GetUtcNow() + TimeSpan.FromMilliseconds(Math.Clamp(limit.ResetAfter, 0, Day.TotalMilliseconds));

    /// <summary>How many identifies are left today.</summary>
    public int Remaining
    {
        get
        {
            lock (_budget) { return _remaining; }
        }
    }

    /// <summary>Waits for the shard's turn and identifies. The next turn is counted from when the identify has left.</summary>
    public async Task PassAsync(int shard, Func<Task> identify, Action<TimeSpan> onBudgetSpent, CancellationToken ct)
    {
        var slot = _slots[shard % _slots.Length];
        await slot.Turn.WaitAsync(ct);
        try
        {
            await DelayUntilAsync(slot.NextAt, ct);
            while (Spend() is { } wait)
            {
                onBudgetSpent(wait);
                await Task.Delay(wait, clock, ct);
            }

            try
            {
                await identify();
            }
            finally
            {
                slot.NextAt = clock.GetUtcNow() + Between;
            }
        }
        finally
        {
            slot.Turn.Release();
        }
    }

    public void Dispose()
    {
        foreach (var slot in _slots)
        {
            slot.Turn.Dispose();
        }
    }

    /// <summary>Takes one from the budget, or tells how long there is none.</summary>
    private TimeSpan? Spend()
    {
        lock (_budget)
        {
            var now = clock.GetUtcNow();
            if (now >= _resetAt)
            {
                _remaining = Math.Max(limit.Total, 1);
                _resetAt = now + Day;
            }

            if (_remaining <= 0)
            {
                return _resetAt - now;
            }

            _remaining--;
            return null;
        }
    }

    private async Task DelayUntilAsync(DateTimeOffset instant, CancellationToken ct)
    {
        var wait = instant - clock.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, ct);
        }
    }

    private sealed class Slot
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public DateTimeOffset NextAt { get; set; }
    }
}
