using System.Net;
using Bronx.Discord.Rest;

namespace Bronx.Discord.RequestQueue;

/// <summary>
/// Decides which request leaves when. Pure bookkeeping without a clock, a socket or a thread of its own: the loop of
/// <see cref="RequestQueue"/> tells it the time and what happened.
/// </summary>
internal sealed class Scheduler(int globalPerSecond, int invalidRequestsToStopAt, Random chance, QueueMeter meter)
{
    private const int MostRateLimitHits = 10;
    private const int MostFaults = 5;
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DefaultRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeastRetry = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan EdgeBanWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan IdleFor = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(RouteTemplate, int), LearnedRoute> _routes = [];
    private readonly Dictionary<BucketKey, Bucket> _buckets = [];
    private readonly Dictionary<EditKey, ApiRequest> _edits = [];
    private readonly HashSet<string> _countedApart = new(StringComparer.Ordinal);
    private readonly PriorityQueue<Bucket, TimeSpan> _asleep = new();
    private readonly ReadyLane _ready = new();
    private readonly ReadyLane _readyExempt = new();
    private readonly GlobalPace _pace = new(globalPerSecond);
    private readonly InvalidRequestBudget _invalid = new(invalidRequestsToStopAt);
    private TimeSpan _globalUntil;
    private TimeSpan _swept;

    public int Waiting { get; private set; }

    public int InFlight { get; private set; }

    public int Buckets => _buckets.Count;

    public int InvalidRequests => _invalid.Spent;

    public bool TokenRejected { get; private set; }

    /// <summary>Until when nothing at all is sent, because the network's edge turned us away.</summary>
    public TimeSpan StopUntil { get; private set; }

    public TimeSpan GlobalUntil => _globalUntil;

    public void Add(ApiRequest request, TimeSpan now)
    {
        if (TokenRejected && !request.Route.Template.Exempt)
        {
            Fail(request, Refusals.TokenRejected());
            return;
        }

        if (_invalid.IsSpent(now))
        {
            Fail(request, Refusals.InvalidBudget(_invalid.Spent));
            return;
        }

        request.Queued = now;
        foreach (var waiter in request.Waiters)
        {
            waiter.Request = request;
        }

        if (request.Edit is { } key && _edits.TryGetValue(key, out var earlier))
        {
            if (earlier.Node is not null)
            {
                Fold(request, earlier, now);
                return;
            }

            // The earlier frame is on the wire; this one must not overtake it through another bucket.
            request.Route = request.Route with { Variant = earlier.Route.Variant };
        }

        if (request.Edit is { } edit)
        {
            _edits[edit] = request;
        }

        var bucket = BucketOf(request.Route);
        bucket.Add(request);
        Waiting++;
        Refresh(bucket, now);
    }

    /// <summary>A caller gave up. The request goes on while others wait for it, or when it is on the wire already.</summary>
    public void Cancel(Waiter waiter)
    {
        if (waiter.Request is not { } request || !request.Waiters.Remove(waiter) || request.Waiters.Count > 0 || request.Node is null)
        {
            return;
        }

        request.LeaveQueue();
        Waiting--;
        Forget(request);
    }

    /// <summary>The next request to send now, if any may go.</summary>
    public ApiRequest? TryTake(TimeSpan now)
    {
        Wake(now);
        if (now < StopUntil)
        {
            return null;
        }

        if (Take(_readyExempt, now) is { } exempt)
        {
            return exempt;
        }

        if (now < _globalUntil || _pace.NextAt(now) > now || Take(_ready, now) is not { } request)
        {
            return null;
        }

        _pace.Take(now);
        return request;
    }

    /// <summary>When to ask again if nothing happens before; null for never.</summary>
    public TimeSpan? NextDue(TimeSpan now)
    {
        TimeSpan? due = _buckets.Count > 0 ? _swept + IdleFor : null;
        if (_asleep.TryPeek(out _, out var wake))
        {
            due = Min(due, wake);
        }

        if (!_readyExempt.IsEmpty)
        {
            due = Min(due, StopUntil);
        }

        if (!_ready.IsEmpty)
        {
            due = Min(due, Max(Max(StopUntil, _globalUntil), _pace.NextAt(now)));
        }

        return due;
    }

    /// <summary>An attempt ended. Completes the callers or lines the request up again.</summary>
    public void Complete(ApiRequest request, Answer answer, TimeSpan now)
    {
        InFlight--;
        var bucket = request.Bucket!;
        bucket.Finish(now);
        var target = Learn(request, answer, bucket, now);
        if (GoesAgain(request, answer, target, now))
        {
            Requeue(request, now);
        }
        else
        {
            Forget(request);
        }

        Refresh(bucket, now);
        Refresh(target, now);
    }

    /// <summary>Takes account of an answer to a request that did not go through the queue.</summary>
    public void Observe(RouteTemplate template, Answer answer, TimeSpan now)
    {
        if (answer.Fault is null)
        {
            CountInvalid(template, answer, now);
            if (IsFromTheEdge(answer))
            {
                StopUntil = Max(StopUntil, now + (answer.Limits.RetryAfter ?? EdgeBanWait));
            }
        }
    }

    /// <summary>Fails everything that waits.</summary>
    public void FailAll(Exception reason)
    {
        foreach (var bucket in _buckets.Values)
        {
            foreach (var request in bucket.Queued.ToArray())
            {
                request.LeaveQueue();
                Waiting--;
                Fail(request, reason);
            }
        }

        _edits.Clear();
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

    public IEnumerable<ApiRequest> Queued => _buckets.Values.SelectMany(bucket => bucket.Queued);

    private ApiRequest? Take(ReadyLane lane, TimeSpan now)
    {
        while (lane.Take() is { } bucket)
        {
            if (bucket.Waiting == 0)
            {
                continue;
            }

            if (bucket.ReadyAt(now) is not { } at || at > now)
            {
                Refresh(bucket, now);
                continue;
            }

            if (MovesOn(bucket, now))
            {
                continue;
            }

            var request = bucket.Take(now);
            request.Sent = now;
            Waiting--;
            InFlight++;
            Refresh(bucket, now);
            return request;
        }

        return null;
    }

    /// <summary>Whether the head belongs elsewhere by now, because it aged while it waited; then it lines up there.</summary>
    private bool MovesOn(Bucket bucket, TimeSpan now)
    {
        if (bucket.Head is not { Readdress: { } readdress } head || readdress() is var route && route.Variant == head.Route.Variant)
        {
            return false;
        }

        head.LeaveQueue();
        head.Route = route;
        var target = BucketOf(route);
        target.Add(head);
        Refresh(bucket, now);
        Refresh(target, now);
        return true;
    }

    private void Wake(TimeSpan now)
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

    private void Refresh(Bucket bucket, TimeSpan now)
    {
        if (bucket.Head is not { } head || bucket.ReadyAt(now) is not { } at)
        {
            return;
        }

        if (at <= now)
        {
            (head.Route.Template.Exempt ? _readyExempt : _ready).Add(bucket, (int)head.Priority);
        }
        else if (bucket.WakesAt is not { } set || set > at)
        {
            bucket.WakesAt = at;
            _asleep.Enqueue(bucket, at);
        }
    }

    private Bucket BucketOf(Route route)
    {
        if (!_routes.TryGetValue((route.Template, route.Variant), out var learned))
        {
            _routes[(route.Template, route.Variant)] = learned = new LearnedRoute();
        }

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
    private Bucket Learn(ApiRequest request, Answer answer, Bucket bucket, TimeSpan now)
    {
        var route = request.Route;
        // The bucket may have been swept or the route relearned since; this creates what is missing.
        BucketOf(route);
        var learned = _routes[(route.Template, route.Variant)];
        if (answer.Limits is { Bucket: { } hash, Limit: { } limit, Remaining: { } remaining } limits)
        {
            if (request.Readdress?.Invoke() is { } aged && aged.Variant != route.Variant && !string.Equals(learned.Hash, hash, StringComparison.Ordinal))
            {
                return LearnOfAged(request, aged, limits, now);
            }

            var moved = !learned.Known || !string.Equals(learned.Hash, hash, StringComparison.Ordinal);
            learned.Known = true;
            learned.Hash = hash;
            var target = BucketOf(route);
            if (answer.Succeeded && target.IsContradictedBy(route.Template, request.Sent, limit, remaining, now))
            {
                SplitUp(hash, now);
                target = BucketOf(route);
            }

            target.Learn(route.Template, limit, remaining, limits.ResetAfter, request.Sent, now);
            if (moved)
            {
                Rehome(bucket, now);
            }

            return target;
        }

        if (answer.Succeeded && !learned.Known)
        {
            learned.Known = true;
            Rehome(bucket, now);
        }

        return BucketOf(route);
    }

    /// <summary>
    /// It aged on the wire and was counted where its new address belongs. That says nothing about the route it left under, which would
    /// otherwise be taken to have changed its bucket for everybody.
    /// </summary>
    private Bucket LearnOfAged(ApiRequest request, Route aged, RateLimitHeaders limits, TimeSpan now)
    {
        request.Route = aged;
        var target = BucketOf(aged);
        if (_routes[(aged.Template, aged.Variant)].Hash == limits.Bucket && limits is { Limit: { } limit, Remaining: { } remaining })
        {
            target.Learn(aged.Template, limit, remaining, limits.ResetAfter, request.Sent, now);
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

    /// <summary>Moves what waits to where it belongs by now, in its order.</summary>
    private void Rehome(Bucket bucket, TimeSpan now)
    {
        var targets = new HashSet<Bucket>();
        foreach (var request in bucket.Queued.ToArray())
        {
            var target = BucketOf(request.Route);
            if (target != bucket)
            {
                request.LeaveQueue();
                target.Add(request);
                targets.Add(target);
            }
        }

        foreach (var target in targets)
        {
            Refresh(target, now);
        }
    }

    /// <summary>Whether the request is to be sent once more; if not, its callers know the outcome.</summary>
    private bool GoesAgain(ApiRequest request, Answer answer, Bucket bucket, TimeSpan now)
    {
        var template = request.Route.Template;
        if (answer.Fault is { } fault)
        {
            var again = answer.NeverSent || template.Repeat == Repeat.Safe;
            return (again && BackOff(request, now)) || Fail(request, fault);
        }

        if (answer.Succeeded)
        {
            foreach (var waiter in request.Waiters)
            {
                waiter.Succeed(answer.Body);
            }

            return false;
        }

        CountInvalid(template, answer, now);
        switch (answer.Status)
        {
            case HttpStatusCode.TooManyRequests:
                Slow(request, answer, bucket, now);
                return ++request.RateLimitHits <= MostRateLimitHits || Fail(request, ApiErrors.From(answer, template));

            case HttpStatusCode.Forbidden when IsFromTheEdge(answer):
                StopUntil = Max(StopUntil, now + (answer.Limits.RetryAfter ?? EdgeBanWait));
                return Fail(request, ApiErrors.From(answer, template));

            case HttpStatusCode.Unauthorized when !template.Exempt:
                TokenRejected = true;
                Fail(request, ApiErrors.From(answer, template));
                FailAll(Refusals.TokenRejected());
                return false;

            case >= HttpStatusCode.InternalServerError when template.Repeat == Repeat.Safe && BackOff(request, now):
                return true;

            default:
                return Fail(request, ApiErrors.From(answer, template));
        }
    }

    private void Slow(ApiRequest request, Answer answer, Bucket bucket, TimeSpan now)
    {
        var body = answer.IsJson ? ApiErrors.RateLimit(answer.Body) : default;
        var after = (body.RetryAfter is { } seconds ? RateLimitHeaders.Bounded(seconds) : null) ?? answer.Limits.RetryAfter ?? answer.Limits.ResetAfter;
        if (IsFromTheEdge(answer))
        {
            StopUntil = Max(StopUntil, now + (after ?? EdgeBanWait));
            meter.RateLimited(request.Route.Template, "edge");
            return;
        }

        var until = now + Max(after ?? DefaultRetry, LeastRetry);
        var scope = body.Global ? LimitScope.Global : answer.Limits.Scope;
        meter.RateLimited(request.Route.Template, scope switch
        {
            LimitScope.Global => "global",
            LimitScope.Shared => "shared",
            _ => "user",
        });
        switch (scope)
        {
            case LimitScope.Global:
                _globalUntil = Max(_globalUntil, until);
                request.NotBefore = until;
                break;
            case LimitScope.Shared:
                // Somebody else used the resource up: this request waits, what is known of the bucket stays true.
                request.NotBefore = until;
                break;
            default:
                bucket.Exhaust(until);
                break;
        }
    }

    /// <summary>Exponential, with full jitter: spread over the whole interval, so that many never come back together.</summary>
    private bool BackOff(ApiRequest request, TimeSpan now)
    {
        if (++request.Faults >= MostFaults)
        {
            return false;
        }

        var ceiling = FirstBackOff * Math.Pow(2, request.Faults - 1);
        request.NotBefore = now + ((ceiling < LongestBackOff ? ceiling : LongestBackOff) * chance.NextDouble());
        meter.Retried(request.Route.Template);
        return true;
    }

    private void Requeue(ApiRequest request, TimeSpan now)
    {
        if (request.Waiters.Count == 0)
        {
            // Every caller gave up while it was on the wire.
            Forget(request);
            return;
        }

        if (TokenRejected && !request.Route.Template.Exempt)
        {
            Forget(request);
            Fail(request, Refusals.TokenRejected());
            return;
        }

        if (request.Edit is { } key && _edits.TryGetValue(key, out var newer) && newer != request && newer.Node is not null)
        {
            // A newer frame waits already: it serves both.
            newer.Draft = Drafts.Merge(request.Draft!, newer.Draft!);
            newer.NotBefore = Max(newer.NotBefore, request.NotBefore);
            Join(request, newer);
            return;
        }

        var bucket = BucketOf(request.Route);
        bucket.AddFirst(request);
        Waiting++;
        Refresh(bucket, now);
    }

    /// <summary>A newer edit takes the place of one that waits: its turn, at the higher of both priorities, for all callers.</summary>
    private void Fold(ApiRequest newer, ApiRequest waiting, TimeSpan now)
    {
        meter.Conflated(waiting.Route.Template);
        waiting.Draft = Drafts.Merge(waiting.Draft!, newer.Draft!);
        Join(newer, waiting);
        if (newer.Priority < waiting.Priority)
        {
            waiting.LeaveQueue();
            waiting.Priority = newer.Priority;
            waiting.Bucket!.Add(waiting);
            Refresh(waiting.Bucket, now);
        }
    }

    private static void Join(ApiRequest from, ApiRequest into)
    {
        foreach (var waiter in from.Waiters)
        {
            waiter.Request = into;
            into.Waiters.Add(waiter);
        }

        from.Waiters.Clear();
    }

    private void Forget(ApiRequest request)
    {
        if (request.Edit is { } key && _edits.TryGetValue(key, out var known) && known == request)
        {
            _edits.Remove(key);
        }
    }

    private void CountInvalid(RouteTemplate template, Answer answer, TimeSpan now)
    {
        if (answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            || (answer.Status == HttpStatusCode.TooManyRequests && answer.Limits.Scope != LimitScope.Shared))
        {
            _invalid.Count(now);
            meter.Invalid(template);
        }
    }

    private static bool IsFromTheEdge(Answer answer) =>
        answer.Status is HttpStatusCode.TooManyRequests or HttpStatusCode.Forbidden
        && !answer.IsJson && answer.Limits is { Bucket: null, Scope: LimitScope.Unnamed };

    private static bool Fail(ApiRequest request, Exception reason)
    {
        foreach (var waiter in request.Waiters)
        {
            waiter.Fail(reason);
        }

        return false;
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Min(TimeSpan? one, TimeSpan other) => one is { } value && value < other ? value : other;

    private sealed class LearnedRoute
    {
        /// <summary>Whether any answer has told of its limits, or of their absence.</summary>
        public bool Known { get; set; }

        /// <summary>Null when it has no limit.</summary>
        public string? Hash { get; set; }
    }
}
