using System.Diagnostics.Metrics;
using System.Net;
using Bronx.Discord.Rest;

namespace Bronx.Discord.RequestQueue;

/// <summary>What the queue measures. Tags are route templates and outcomes, never ids.</summary>
internal sealed class QueueMeter
{
    private readonly Counter<long> _requests;
    private readonly Counter<long> _rateLimited;
    private readonly Counter<long> _retried;
    private readonly Counter<long> _conflated;
    private readonly Counter<long> _invalid;
    private readonly Histogram<double> _waited;
    private readonly Histogram<double> _took;

    // The queue's loop writes, anybody reads by asking the loop.
    private readonly Dictionary<RouteTemplate, RouteTally> _tallies = [];

    public QueueMeter(IMeterFactory meters, Func<int> waiting)
    {
        var meter = meters.Create("Bronx.Discord");
        _requests = meter.CreateCounter<long>("bronx.discord.requests", "{request}", "Requests answered or given up.");
        _rateLimited = meter.CreateCounter<long>("bronx.discord.rate_limited", "{answer}", "Answers of 429.");
        _retried = meter.CreateCounter<long>("bronx.discord.retries", "{request}", "Attempts repeated after a fault or a server's error.");
        _conflated = meter.CreateCounter<long>("bronx.discord.conflated", "{edit}", "Edits replaced by a newer one before they were sent.");
        _invalid = meter.CreateCounter<long>("bronx.discord.invalid_requests", "{answer}", "Answers that count towards Discord's invalid request limit.");
        _waited = meter.CreateHistogram<double>("bronx.discord.queue_wait", "s", "From being handed over to being sent.");
        _took = meter.CreateHistogram<double>("bronx.discord.request_duration", "s", "From being sent to being answered.");
        meter.CreateObservableGauge("bronx.discord.queue_depth", waiting, "{request}", "Requests that wait or are on the wire.");
    }

    public IReadOnlyDictionary<RouteTemplate, RouteTally> Tallies => _tallies;

    public void Sent(RouteTemplate template, TimeSpan waited)
    {
        Of(template).Sent++;
        _waited.Record(waited.TotalSeconds, Route(template));
    }

    public void Answered(RouteTemplate template, Answer answer, TimeSpan took)
    {
        var outcome = answer.Fault is not null ? "fault" : answer.Status == HttpStatusCode.TooManyRequests ? "429" : $"{(int)answer.Status / 100}xx";
        _requests.Add(1, Route(template), new("outcome", outcome));
        _took.Record(took.TotalSeconds, Route(template));
    }

    public void RateLimited(RouteTemplate template, string scope)
    {
        var tally = Of(template);
        tally.RateLimited++;
        if (scope == "shared")
        {
            tally.SharedLimited++;
        }

        _rateLimited.Add(1, Route(template), new("scope", scope));
    }

    public void Retried(RouteTemplate template)
    {
        Of(template).Retried++;
        _retried.Add(1, Route(template));
    }

    public void Conflated(RouteTemplate template)
    {
        Of(template).Conflated++;
        _conflated.Add(1, Route(template));
    }

    public void Invalid(RouteTemplate template) => _invalid.Add(1, Route(template));

    private static KeyValuePair<string, object?> Route(RouteTemplate template) => new("route", template.Name);

    private RouteTally Of(RouteTemplate template)
    {
        if (!_tallies.TryGetValue(template, out var tally))
        {
            _tallies[template] = tally = new RouteTally();
        }

        return tally;
    }

    internal sealed class RouteTally
    {
        public long Sent { get; set; }

        public long RateLimited { get; set; }

        public long SharedLimited { get; set; }

        public long Retried { get; set; }

        public long Conflated { get; set; }
    }
}
