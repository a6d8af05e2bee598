namespace Bronx.Discord.RequestQueue;

/// <summary>Which buckets have a request that may leave now, and which are to be looked at later. Knows no limits of its own.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Bucket, TimeSpan> _asleep = new();
    private readonly ReadyLane _ready = new();
    private readonly ReadyLane _exempt = new();

    /// <summary>Whether anything that the global limit counts is ready.</summary>
    public bool HasReady => !_ready.IsEmpty;

    /// <summary>Whether anything that the global limit does not count is ready.</summary>
    public bool HasExempt => !_exempt.IsEmpty;

    public TimeSpan? NextWake => _asleep.TryPeek(out _, out var wake) ? wake : null;

    /// <summary>Looks again at those whose time has come.</summary>
    public void Wake(TimeSpan now)
    {
        while (_asleep.TryPeek(out var bucket, out var at) && at <= now)
        {
            _asleep.Dequeue();
            if (bucket.WakesAt == at)
            {
                bucket.WakesAt = null;
                Refresh(bucket, now);
            }
        }
    }

    /// <summary>Something changed about the bucket: it is ready, or it is known when to look again, or an answer will tell.</summary>
    public void Refresh(Bucket bucket, TimeSpan now)
    {
        if (bucket.Head is not { } head || bucket.ReadyAt(now) is not { } at)
        {
            return;
        }

        if (at <= now)
        {
            (head.Route.Template.Exempt ? _exempt : _ready).Add(bucket, (int)head.Priority);
        }
        else if (bucket.WakesAt is not { } set || set > at)
        {
            bucket.WakesAt = at;
            _asleep.Enqueue(bucket, at);
        }
    }

    /// <summary>The next bucket whose head may leave; null when there is none.</summary>
    public Bucket? Next(bool exempt, TimeSpan now)
    {
        var lane = exempt ? _exempt : _ready;
        while (lane.Take() is { } bucket)
        {
            if (bucket.Waiting == 0)
            {
                continue;
            }

            if (bucket.ReadyAt(now) is { } at && at <= now)
            {
                return bucket;
            }

            Refresh(bucket, now);
        }

        return null;
    }
}
