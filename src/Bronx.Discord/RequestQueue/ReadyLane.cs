namespace Bronx.Discord.RequestQueue;

/// <summary>Buckets whose head may leave, by the priority of that head, each priority in turn of arrival.</summary>
internal sealed class ReadyLane
{
    private readonly Queue<Bucket>[] _ready = [new(), new(), new()];
    private Turn _turn;

    public bool IsEmpty => _ready[0].Count == 0 && _ready[1].Count == 0 && _ready[2].Count == 0;

    /// <summary>Lines the bucket up, or moves it up when its head has become more urgent.</summary>
    public void Add(Bucket bucket, int priority)
    {
        if (bucket.Lane is { } lane && lane <= priority)
        {
            return;
        }

        bucket.Lane = priority;
        _ready[priority].Enqueue(bucket);
    }

    public Bucket? Take()
    {
        while (!IsEmpty)
        {
            bool edit = _ready[1].Count > 0, background = _ready[2].Count > 0;
            var priority = _turn.Peek(_ready[0].Count > 0, edit, background);
            var bucket = _ready[priority].Dequeue();
            if (bucket.Lane != priority)
            {
                // It moved up meanwhile, or went already.
                continue;
            }

            _turn.Take(priority, edit, background);
            bucket.Lane = null;
            return bucket;
        }

        return null;
    }
}
