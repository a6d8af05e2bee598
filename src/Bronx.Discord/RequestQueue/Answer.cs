using System.Net;

namespace Bronx.Discord.RequestQueue;

/// <summary>What came of one attempt: an answer, or the fault that kept it away.</summary>
internal sealed record Answer
{
    public HttpStatusCode Status { get; init; }

    public RateLimitHeaders Limits { get; init; }

    public byte[] Body { get; init; } = [];

    /// <summary>Whether the body claims to be JSON; a page of HTML comes from the network's edge, not from the API.</summary>
    public bool IsJson { get; init; }

    /// <summary>Set when no answer came.</summary>
    public Exception? Fault { get; init; }

    /// <summary>With a fault: whether the request certainly never left.</summary>
    public bool NeverSent { get; init; }

    public bool Succeeded => Fault is null && (int)Status is >= 200 and < 300;

    /// <summary>A page of the network's edge, which has turned the address away, and not an answer of the API.</summary>
    public bool IsFromTheEdge => Fault is null && Status is HttpStatusCode.TooManyRequests or HttpStatusCode.Forbidden
        && !IsJson && Limits is { Bucket: null, Scope: LimitScope.Unnamed };
}
