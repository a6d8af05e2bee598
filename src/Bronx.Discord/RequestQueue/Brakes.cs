using System.Net;
using Bronx.Discord.Rest;

namespace Bronx.Discord.RequestQueue;

/// <summary>What holds everything back: a global limit that was hit, an address turned away, a rejected token, too many invalid requests.</summary>
internal sealed class Brakes(int invalidRequestsToStopAt, QueueMeter meter)
{
    private static readonly TimeSpan EdgeBanWait = TimeSpan.FromMinutes(1);

    private readonly InvalidRequestBudget _invalid = new(invalidRequestsToStopAt);

    /// <summary>Until when nothing that the global limit counts is sent.</summary>
    public TimeSpan GlobalUntil { get; private set; }

    /// <summary>Until when nothing at all is sent, because the network's edge turned us away.</summary>
    public TimeSpan StopUntil { get; private set; }

    public bool TokenRejected { get; private set; }

    public int InvalidRequests => _invalid.Spent;

    /// <summary>Why a request must not even line up; null when it may.</summary>
    public RequestRefusedException? Refusal(RouteTemplate template, TimeSpan now) =>
        TokenRejected && !template.Exempt ? Refusals.TokenRejected()
        : _invalid.IsSpent(now) ? Refusals.InvalidBudget(_invalid.Spent)
        : null;

    /// <summary>Takes account of an answer, whatever becomes of its request.</summary>
    public void Saw(RouteTemplate template, Answer answer, TimeSpan now)
    {
        if (answer.Fault is not null)
        {
            return;
        }

        if (answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            || (answer.Status == HttpStatusCode.TooManyRequests && answer.Limits.Scope != LimitScope.Shared))
        {
            _invalid.Count(now);
            meter.Invalid(template);
        }

        if (answer.IsFromTheEdge)
        {
            StopUntil = Later(StopUntil, now + (answer.Limits.RetryAfter ?? EdgeBanWait));
        }

        TokenRejected |= answer.Status == HttpStatusCode.Unauthorized && !template.Exempt;
    }

    /// <summary>The global limit was hit.</summary>
    public void HoldGlobally(TimeSpan until) => GlobalUntil = Later(GlobalUntil, until);

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
