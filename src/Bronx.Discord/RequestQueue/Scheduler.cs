using Bronx.Discord.Rest;

namespace Bronx.Discord.RequestQueue;

/// <summary>
/// Decides which request leaves when. Pure bookkeeping without a clock, a socket or a thread of its own: the loop of
/// <see cref="RequestQueue"/> tells it the time and what happened. Buckets are found in <see cref="BucketMap"/>, wait in
/// <see cref="Agenda"/>, and answers are weighed by <see cref="Judge"/>.
/// </summary>
internal sealed class Scheduler
{
    private readonly Agenda _agenda = new();
    private readonly RoundTrips _roundTrips = new();
    private readonly BucketMap _buckets;
    private readonly GlobalPace _pace;
    private readonly Brakes _brakes;
    private readonly Judge _judge;
    private readonly DeadEnds _deadEnds = new();
    private readonly Edits _edits;
    private readonly ServerClock _there;

    public Scheduler(int globalPerSecond, int invalidRequestsToStopAt, DateTimeOffset begin, Random chance, QueueMeter meter)
    {
        _buckets = new BucketMap(_agenda);
        _pace = new GlobalPace(globalPerSecond);
        _brakes = new Brakes(invalidRequestsToStopAt, meter);
        _judge = new Judge(_brakes, chance, meter);
        _edits = new Edits(meter);
        _there = new ServerClock(begin);
    }

    public int Waiting { get; private set; }

    public int InFlight { get; private set; }

    public int Buckets => _buckets.Count;

    public IEnumerable<ApiRequest> Queued => _buckets.Queued;

    public int InvalidRequests => _brakes.InvalidRequests;

    public bool TokenRejected => _brakes.TokenRejected;

    public TimeSpan StopUntil => _brakes.StopUntil;

    public TimeSpan GlobalUntil => _brakes.GlobalUntil;

    public void Add(ApiRequest request, TimeSpan now)
    {
        if ((_brakes.Refusal(request.Route.Template, now) ?? _deadEnds.Refusal(request.Route, now)) is { } refusal)
        {
            request.Fail(refusal);
            return;
        }

        request.Queued = now;
        request.Waiters.ForEach(waiter => waiter.Request = request);
        if (_edits.Fold(request) is { } waiting)
        {
            MoveUp(waiting, request.Priority, now);
            return;
        }

        if (request.Ageing is { } ageing)
        {
            request.Route = ageing.At(_there.At(now));
        }

        var bucket = _buckets.Of(request.Route);
        bucket.Add(request);
        Waiting++;
        _agenda.Refresh(bucket, now);
    }

    /// <summary>A caller gave up. The request goes on while others wait for it, or when it is on the wire already.</summary>
    public void Cancel(Waiter waiter)
    {
        if (waiter.Request is { } request && request.Waiters.Remove(waiter) && request.Waiters.Count == 0 && request.Node is not null)
        {
            request.LeaveQueue();
            Waiting--;
            _edits.Forget(request);
        }
    }

    /// <summary>The next request to send now, if any may go.</summary>
    public ApiRequest? TryTake(TimeSpan now)
    {
        _agenda.Wake(now);
        if (now < StopUntil)
        {
            return null;
        }

        if (Take(exempt: true, now) is { } exempt)
        {
            return exempt;
        }

        if (now < GlobalUntil || _pace.NextAt(now) > now || Take(exempt: false, now) is not { } request)
        {
            return null;
        }

        request.Number = _pace.Take(now);
        return request;
    }

    /// <summary>When to ask again if nothing happens before; null for never.</summary>
    public TimeSpan? NextDue(TimeSpan now)
    {
        var due = Earlier(_buckets.SweepAt, _agenda.NextWake);
        due = _agenda.HasExempt ? Earlier(due, StopUntil) : due;
        return _agenda.HasReady ? Earlier(due, Later(Later(StopUntil, GlobalUntil), _pace.NextAt(now))) : due;
    }

    /// <summary>An attempt ended. Completes the callers or lines the request up again.</summary>
    public void Complete(ApiRequest request, Answer answer, TimeSpan now)
    {
        InFlight--;
        var template = request.Route.Template;
        if (!template.Exempt)
        {
            _pace.Answered(request.Number, _roundTrips.Note(template, now - request.Sent, now), now);
        }

        if (answer.Limits.Told is { } told)
        {
            _there.Learn(told, now);
        }

        var bucket = request.Bucket!;
        bucket.Finish(now);
        var target = _buckets.Learn(request, answer, bucket, _there.At(now), now);
        var wasAccepted = !TokenRejected;
        if (_judge.GoesAgain(request, answer, target, now))
        {
            Requeue(request, now);
        }
        else
        {
            _edits.Forget(request);
        }

        if (wasAccepted && TokenRejected)
        {
            FailAll(Refusals.TokenRejected());
        }

        if (_deadEnds.Saw(request.Route, answer, now))
        {
            FailWhere(other => _deadEnds.Refusal(other.Route, now));
        }

        _agenda.Refresh(bucket, now);
        _agenda.Refresh(target, now);
    }

    /// <summary>Takes account of an answer to a request that did not go through the queue.</summary>
    public void Observe(RouteTemplate template, Answer answer, TimeSpan now) => _brakes.Saw(template, answer, now);

    /// <summary>Fails everything that waits.</summary>
    public void FailAll(Exception reason) => FailWhere(_ => reason);

    public void Sweep(TimeSpan now) => _buckets.Sweep(now);

    private ApiRequest? Take(bool exempt, TimeSpan now)
    {
        while (_agenda.Next(exempt, now) is { } bucket)
        {
            if (_buckets.MoveAged(bucket, _there.At(now), now))
            {
                continue;
            }

            if (bucket.Head is { Ageing: { } ageing } young && ageing.WaitAt(_there.At(now)) is { } wait)
            {
                young.NotBefore = now + wait;
                _agenda.Refresh(bucket, now);
                continue;
            }

            var request = bucket.Take(now);
            request.Sent = now;
            Waiting--;
            InFlight++;
            _agenda.Refresh(bucket, now);
            return request;
        }

        return null;
    }

    private void FailWhere(Func<ApiRequest, Exception?> reasonOf)
    {
        foreach (var request in _buckets.Queued.ToArray())
        {
            if (reasonOf(request) is { } reason)
            {
                request.LeaveQueue();
                Waiting--;
                _edits.Forget(request);
                request.Fail(reason);
            }
        }
    }

    private void Requeue(ApiRequest request, TimeSpan now)
    {
        if (request.Waiters.Count == 0)
        {
            // Every caller gave up while it was on the wire.
            _edits.Forget(request);
        }
        else if (TokenRejected && !request.Route.Template.Exempt)
        {
            _edits.Forget(request);
            request.Fail(Refusals.TokenRejected());
        }
        else if (!_edits.IsServedByNewer(request))
        {
            var bucket = _buckets.Of(request.Route);
            bucket.AddFirst(request);
            Waiting++;
            _agenda.Refresh(bucket, now);
        }
    }

    private void MoveUp(ApiRequest waiting, RequestPriority priority, TimeSpan now)
    {
        if (priority < waiting.Priority)
        {
            waiting.LeaveQueue();
            waiting.Priority = priority;
            waiting.Bucket!.Add(waiting);
            _agenda.Refresh(waiting.Bucket, now);
        }
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan? Earlier(TimeSpan? one, TimeSpan? other) => one is { } first && other is { } second ? (first < second ? first : second) : one ?? other;
}
