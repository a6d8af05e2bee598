using Bronx.Discord.Rest;

namespace Bronx.Discord.RequestQueue;

/// <summary>
/// Which bucket a route belongs to, learned from answers: by Discord's hash and the major parameter, by route where one hash turns out
/// to stand for several counters, and one for all while nothing is known, so that unknown routes are probed one request at a time.
/// </summary>
internal sealed class BucketMap(Agenda agenda)
{
    private static readonly TimeSpan IdleFor = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(RouteTemplate, int), LearnedRoute> _routes = [];
    private readonly Dictionary<BucketKey, Bucket> _buckets = [];
    private readonly HashSet<string> _countedApart = new(StringComparer.Ordinal);
    private TimeSpan _swept;

    public int Count => _buckets.Count;

    public IEnumerable<ApiRequest> Queued => _buckets.Values.SelectMany(bucket => bucket.Queued);

    /// <summary>When to sweep next; null when there is nothing to sweep.</summary>
    public TimeSpan? SweepAt => _buckets.Count > 0 ? _swept + IdleFor : null;

    public Bucket Of(Route route)
    {
        var learned = Learned(route);
        var key = learned switch
        {
            { Known: false } => new BucketKey("?", route.Template, route.Variant, default),
            { Hash: null } => new BucketKey(null, route.Template, route.Variant, route.Major),
            { Hash: { } hash } when _countedApart.Contains(hash) => new BucketKey(hash, route.Template, route.Variant, route.Major),
            { Hash: { } hash } => new BucketKey(hash, null, 0, route.Major),
        };
        if (!_buckets.TryGetValue(key, out var bucket))
        {
            _buckets[key] = bucket = new Bucket(key);
            if (learned is { Known: true, Hash: null })
            {
                bucket.LearnUnlimited();
            }
        }

        return bucket;
    }

    /// <summary>Takes the limits an answer tells, and gives the bucket that the request belongs to by now.</summary>
    /// <param name="request">What was answered.</param>
    /// <param name="answer">Its answer.</param>
    /// <param name="left">The bucket that it left from.</param>
    /// <param name="there">What Discord's clock shows.</param>
    /// <param name="now">What the queue's clock shows.</param>
    public Bucket Learn(ApiRequest request, Answer answer, Bucket left, DateTimeOffset there, TimeSpan now)
    {
        var route = request.Route;
        var learned = Learned(route);
        if (answer.Limits is { Bucket: { } hash, Limit: { } limit, Remaining: { } remaining } limits)
        {
            if (request.Ageing?.At(there) is { } aged && aged.Variant != route.Variant && !string.Equals(learned.Hash, hash, StringComparison.Ordinal))
            {
                return LearnOfAged(request, aged, limits, now);
            }

            var moved = !learned.Known || !string.Equals(learned.Hash, hash, StringComparison.Ordinal);
            learned.Known = true;
            learned.Hash = hash;
            var target = Of(route);
            if (answer.Succeeded && target.IsContradictedBy(route.Template, request.Sent, limit, remaining, now))
            {
                SplitUp(hash, now);
                target = Of(route);
            }

            target.Learn(route.Template, new(limit, remaining, limits.ResetAfter, limits.WindowEnds), request.Sent, now);
            if (moved)
            {
                Rehome(left, now);
            }

            return target;
        }

        if (answer.Succeeded && !learned.Known)
        {
            learned.Known = true;
            Rehome(left, now);
        }

        // What it left from may have been swept or split since; this creates what is missing.
        return Of(route);
    }

    /// <summary>Lets those at the head of a bucket that have aged line up where they belong by now, in their order.</summary>
    public bool MoveAged(Bucket bucket, DateTimeOffset there, TimeSpan now)
    {
        if (bucket.Head is not { Ageing: { } ageing } head || ageing.At(there).Variant == head.Route.Variant)
        {
            return false;
        }

        Settle(bucket, bucket.Queued.Where(request => request.Ageing is { } one && one.At(there).Variant != request.Route.Variant), request => request.Route = request.Ageing!.At(there), now);
        agenda.Refresh(bucket, now);
        return true;
    }

    /// <summary>Forgets buckets that have been idle for a while: thousands of channels come and go.</summary>
    public void Sweep(TimeSpan now)
    {
        if (now - _swept < IdleFor)
        {
            return;
        }

        _swept = now;
        foreach (var (key, bucket) in _buckets)
        {
            if (bucket.Waiting == 0 && bucket.InFlight == 0 && now - bucket.LastUsed > IdleFor && !(bucket.ResetAt > now) && bucket.BlockedUntil <= now)
            {
                _buckets.Remove(key);
            }
        }
    }

    private LearnedRoute Learned(Route route)
    {
        if (!_routes.TryGetValue((route.Template, route.Variant), out var learned))
        {
            _routes[(route.Template, route.Variant)] = learned = new LearnedRoute();
        }

        return learned;
    }

    /// <summary>
    /// It aged on the wire and was counted where its new address belongs. That says nothing about the route it left under, which would
    /// otherwise be taken to have changed its bucket for everybody.
    /// </summary>
    private Bucket LearnOfAged(ApiRequest request, Route aged, RateLimitHeaders limits, TimeSpan now)
    {
        request.Route = aged;
        var target = Of(aged);
        if (Learned(aged).Hash == limits.Bucket && limits is { Limit: { } limit, Remaining: { } remaining })
        {
            target.Learn(aged.Template, new(limit, remaining, limits.ResetAfter, limits.WindowEnds), request.Sent, now);
        }

        return target;
    }

    /// <summary>Routes that report one hash turned out to be counted apart: each gets buckets of its own.</summary>
    private void SplitUp(string hash, TimeSpan now)
    {
        _countedApart.Add(hash);
        foreach (var shared in _buckets.Values.Where(bucket => bucket.Key.Template is null && string.Equals(bucket.Key.Hash, hash, StringComparison.Ordinal)).ToArray())
        {
            Rehome(shared, now);
        }
    }

    private void Rehome(Bucket bucket, TimeSpan now) => Settle(bucket, bucket.Queued, _ => { }, now);

    /// <summary>Moves requests to where they belong by now, in their order.</summary>
    private void Settle(Bucket from, IEnumerable<ApiRequest> moving, Action<ApiRequest> readdress, TimeSpan now)
    {
        var targets = new HashSet<Bucket>();
        foreach (var request in moving.ToArray())
        {
            readdress(request);
            var target = Of(request.Route);
            if (target != from)
            {
                request.LeaveQueue();
                target.Add(request);
                targets.Add(target);
            }
        }

        foreach (var target in targets)
        {
            agenda.Refresh(target, now);
        }
    }

    private sealed class LearnedRoute
    {
        /// <summary>Whether any answer has told of its limits, or of their absence.</summary>
        public bool Known { get; set; }

        /// <summary>Null when it has no limit.</summary>
        public string? Hash { get; set; }
    }
}
