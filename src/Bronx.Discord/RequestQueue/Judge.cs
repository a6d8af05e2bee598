using System.Net;
using Bronx.Discord.Rest;

namespace Bronx.Discord.RequestQueue;

/// <summary>Decides what an answer means for its request: done, failed, or once more and when.</summary>
internal sealed class Judge(Brakes brakes, Random chance, QueueMeter meter)
{
    private const int MostRateLimitHits = 10;
    private const int MostFaults = 5;
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DefaultRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeastRetry = TimeSpan.FromMilliseconds(20);

    /// <summary>Whether the request is to be sent once more; if not, its callers know the outcome.</summary>
    public bool GoesAgain(ApiRequest request, Answer answer, Bucket bucket, TimeSpan now)
    {
        var template = request.Route.Template;
        if (answer.Fault is { } fault)
        {
            return ((answer.NeverSent || template.Repeat == Repeat.Safe) && BackOff(request, now)) || Over(request, fault);
        }

        if (answer.Succeeded)
        {
            request.Succeed(answer.Body);
            return false;
        }

        brakes.Saw(template, answer, now);
        return answer.Status switch
        {
            HttpStatusCode.TooManyRequests => Slow(request, answer, bucket, now),
            >= HttpStatusCode.InternalServerError when template.Repeat == Repeat.Safe && BackOff(request, now) => true,
            _ => Over(request, ApiErrors.From(answer, template)),
        };
    }

    private bool Slow(ApiRequest request, Answer answer, Bucket bucket, TimeSpan now)
    {
        var template = request.Route.Template;
        if (answer.IsFromTheEdge)
        {
            meter.RateLimited(template, "edge");
        }
        else
        {
            var body = answer.IsJson ? ApiErrors.RateLimit(answer.Body) : default;
            var told = (body.RetryAfter is { } seconds ? RateLimitHeaders.Bounded(seconds) : null) ?? answer.Limits.RetryAfter ?? answer.Limits.ResetAfter;
            var after = told ?? DefaultRetry;
            Slow(request, body.Global ? LimitScope.Global : answer.Limits.Scope, bucket, now + (after > LeastRetry ? after : LeastRetry));
        }

        return ++request.RateLimitHits <= MostRateLimitHits || Over(request, ApiErrors.From(answer, template));
    }

    private void Slow(ApiRequest request, LimitScope scope, Bucket bucket, TimeSpan until)
    {
        switch (scope)
        {
            case LimitScope.Global:
                meter.RateLimited(request.Route.Template, "global");
                brakes.HoldGlobally(until);
                request.NotBefore = until;
                break;
            case LimitScope.Shared:
                // Somebody else used the resource up: this request waits, what is known of the bucket stays true.
                meter.RateLimited(request.Route.Template, "shared");
                request.NotBefore = until;
                break;
            default:
                meter.RateLimited(request.Route.Template, "user");
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

    private static bool Over(ApiRequest request, Exception reason)
    {
        request.Fail(reason);
        return false;
    }
}
