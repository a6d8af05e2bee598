using Bronx.Discord.Rest;

namespace Bronx.Discord.RequestQueue;

/// <summary>
/// What names a bucket: Discord's hash with the major parameter, or the route itself while no hash is known or where routes that
/// report one hash are counted apart.
/// </summary>
internal readonly record struct BucketKey(string? Hash, RouteTemplate? Template, int Variant, MajorParameter Major);

/// <summary>The numbers of the last answer in a window, and whose answer it was.</summary>
internal readonly record struct LastWord(RouteTemplate Template, int Limit, int Remaining, TimeSpan ReceivedAt);

/// <summary>What an answer says about its window. <paramref name="WindowEnds"/> is Discord's clock's.</summary>
internal readonly record struct WindowWord(int Limit, int Remaining, TimeSpan? ResetAfter, DateTimeOffset? WindowEnds);

/// <summary>One counter at Discord and the requests that wait for it. Owned by the queue's loop.</summary>
internal sealed class Bucket(BucketKey key)
{
    /// <summary>Reads that may be on the wire at once where no limit is known.</summary>
    private const int Overlap = 16;

    /// <summary>Two ends of a window that differ by less are one.</summary>
    private static readonly TimeSpan SameInstant = TimeSpan.FromMilliseconds(50);

    /// <summary>What a told wait may be short of: it is rounded to milliseconds, and two clocks never run alike.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(2);
    private const double Drift = 0.001;

    private readonly LinkedList<ApiRequest>[] _waiting = [new(), new(), new()];
    private Turn _turn;
    private DateTimeOffset? _windowEnds;

    public BucketKey Key { get; } = key;

    /// <summary>Whether an answer has told its numbers, or that it has none.</summary>
    public bool Known { get; set; }

    /// <summary>Null when the route has no limit.</summary>
    public int? Limit { get; private set; }

    public int Remaining { get; private set; }

    /// <summary>When the count starts anew; null outside of a window.</summary>
    public TimeSpan? ResetAt { get; private set; }

    public TimeSpan BlockedUntil { get; private set; }

    public int InFlight { get; private set; }

    public int Waiting => _waiting[0].Count + _waiting[1].Count + _waiting[2].Count;

    public TimeSpan LastUsed { get; private set; }

    /// <summary>The priority under which it stands in a lane of ready buckets; null when it does not.</summary>
    public int? Lane { get; set; }

    /// <summary>The instant it was last told to wake at.</summary>
    public TimeSpan? WakesAt { get; set; }

    /// <summary>What was said last in the current window: evidence of whether routes share the count.</summary>
    public LastWord? LastWord { get; private set; }

    public ApiRequest? Head
    {
        get
        {
            var priority = Peek();
            return priority < 0 ? null : _waiting[priority].First!.Value;
        }
    }

    public IEnumerable<ApiRequest> Queued => _waiting.SelectMany(lane => lane);

    public void Add(ApiRequest request)
    {
        request.Bucket = this;
        request.Node = _waiting[(int)request.Priority].AddLast(request);
    }

    public void AddFirst(ApiRequest request)
    {
        request.Bucket = this;
        request.Node = _waiting[(int)request.Priority].AddFirst(request);
    }

    /// <summary>Takes the head off to be sent.</summary>
    public ApiRequest Take(TimeSpan now)
    {
        var priority = Peek();
        var request = _waiting[priority].First!.Value;
        _turn.Take(priority, _waiting[1].Count > 0, _waiting[2].Count > 0);
        request.LeaveQueue();
        InFlight++;
        LastUsed = now;
        if (Limit is not null)
        {
            Remaining--;
        }

        return request;
    }

    /// <summary>When the head may leave: now or earlier, later, or null when an answer must come first.</summary>
    public TimeSpan? ReadyAt(TimeSpan now)
    {
        var head = Head!;
        var overlap = head.Route.Template.Ordered || !Known ? 1 : Overlap;
        if (InFlight >= overlap)
        {
            return null;
        }

        Renew(now);
        var at = head.NotBefore > BlockedUntil ? head.NotBefore : BlockedUntil;
        if (Limit is null || Remaining > 0)
        {
            return at;
        }

        if (ResetAt is { } reset)
        {
            return reset > at ? reset : at;
        }

        // Nothing left and no word on when there will be: the next answer tells, or one more request asks.
        return InFlight > 0 ? null : at;
    }

    public void Finish(TimeSpan now)
    {
        InFlight--;
        LastUsed = now;
    }

    public void Block(TimeSpan until)
    {
        BlockedUntil = until > BlockedUntil ? until : BlockedUntil;
    }

    /// <summary>
    /// Whether an answer of <paramref name="template"/>, to a request sent at <paramref name="sent"/>, shows that it is counted apart
    /// from the route that spoke last: a shared count could only have gone down within the window.
    /// </summary>
    public bool IsContradictedBy(RouteTemplate template, TimeSpan sent, int limit, int remaining, TimeSpan now) =>
        Key.Template is null && LastWord is { } word && word.Template != template && ResetAt is { } reset && now + SameInstant < reset
        && (word.Limit != limit || (sent >= word.ReceivedAt && remaining >= word.Remaining && word.Remaining < word.Limit));

    /// <summary>Takes the word of an answer of <paramref name="template"/> to a request sent at <paramref name="sent"/>, received now.</summary>
    public void Learn(RouteTemplate template, WindowWord word, TimeSpan sent, TimeSpan now)
    {
        Renew(now);
        Known = true;
        Limit = word.Limit;
        // What is on the wire may not be counted yet by the answer at hand.
        var left = Math.Max(0, word.Remaining - InFlight);
        var reset = now + (word.ResetAfter * (1 + Drift)) + Rounding;
        var overlaps = InFlight > 0 || (LastWord is { } last && sent < last.ReceivedAt);
        switch (overlaps ? Compare(word, reset) : 1)
        {
            case < 0:
                // Of a window that is over: late on its way back, it says nothing about the present one.
                return;
            case 0:
                // Answers of one window may overtake each other: then the lower count holds. Each told end is late by its own way back.
                Remaining = Math.Min(left, Math.Max(Remaining, 0));
                ResetAt = ResetAt is { } known && (reset is null || known < reset) ? known : reset;
                break;
            default:
                Remaining = left;
                ResetAt = reset ?? ResetAt;
                break;
        }

        _windowEnds = word.WindowEnds ?? _windowEnds;
        LastWord = new(template, word.Limit, word.Remaining, now);
    }

    /// <summary>The route has no limit of its own.</summary>
    public void LearnUnlimited()
    {
        Known = true;
        Limit = null;
        ResetAt = null;
    }

    /// <summary>A 429 of this bucket: whatever was thought to be left is not.</summary>
    public void Exhaust(TimeSpan until)
    {
        Remaining = 0;
        Limit ??= 1;
        ResetAt = ResetAt is { } known && known > until ? known : until;
        Known = true;
        Block(until);
    }

    /// <summary>Whether an answer is of an earlier window than the last one (negative), of the same (0), or of a later.</summary>
    private int Compare(WindowWord word, TimeSpan? reset)
    {
        if (word.WindowEnds is { } ends && _windowEnds is { } known)
        {
            // Discord's own instant names the window, however long the answer took. Without a window of ours the last one is over.
            return ends > known + SameInstant ? 1 : ends < known - SameInstant || ResetAt is null ? -1 : 0;
        }

        return ResetAt is { } until && reset is { } told && told < until + SameInstant ? 0 : 1;
    }

    private void Renew(TimeSpan now)
    {
        if (ResetAt is { } reset && now >= reset && Limit is { } limit)
        {
            Remaining = Math.Max(0, limit - InFlight);
            ResetAt = null;
            LastWord = null;
        }
    }

    private int Peek() => _turn.Peek(_waiting[0].Count > 0, _waiting[1].Count > 0, _waiting[2].Count > 0);
}
