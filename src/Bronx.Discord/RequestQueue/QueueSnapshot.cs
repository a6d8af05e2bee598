namespace Bronx.Discord.RequestQueue;

/// <summary>How the request queue stands at one instant.</summary>
/// <param name="Waiting">Requests not sent yet.</param>
/// <param name="InFlight">Requests sent and not answered yet.</param>
/// <param name="Buckets">Limits known and in use.</param>
/// <param name="InvalidRequests">Answers of 401, 403 and 429 (but for shared limits) within the last ten minutes.</param>
/// <param name="GlobalWait">How long the global limit, once hit, still holds everything back; zero when it does not.</param>
/// <param name="StopWait">How long nothing is sent at all because Discord's network turned the address away; zero when all is well.</param>
/// <param name="TokenRejected">Whether Discord rejected the token.</param>
/// <param name="Routes">By route, those in use first.</param>
public sealed record QueueSnapshot(
    int Waiting,
    int InFlight,
    int Buckets,
    int InvalidRequests,
    TimeSpan GlobalWait,
    TimeSpan StopWait,
    bool TokenRejected,
    IReadOnlyList<RouteLoad> Routes)
{
    internal static QueueSnapshot Of(Scheduler scheduler, QueueMeter meter, TimeSpan now)
    {
        var waiting = scheduler.Queued.GroupBy(request => request.Route.Template)
            .ToDictionary(group => group.Key, group => (Count: group.Count(), Longest: now - group.Min(request => request.Queued)));
        var routes = meter.Tallies.Keys.Union(waiting.Keys).Select(template =>
        {
            var (count, longest) = waiting.GetValueOrDefault(template);
            var tally = meter.Tallies.GetValueOrDefault(template) ?? new QueueMeter.RouteTally();
            return new RouteLoad(template.Name, count, longest, tally.Sent, tally.RateLimited, tally.SharedLimited, tally.Retried, tally.Conflated);
        });
        return new(
            scheduler.Waiting,
            scheduler.InFlight,
            scheduler.Buckets,
            scheduler.InvalidRequests,
            NotNegative(scheduler.GlobalUntil - now),
            NotNegative(scheduler.StopUntil - now),
            scheduler.TokenRejected,
            [.. routes.OrderByDescending(route => route.Waiting).ThenByDescending(route => route.Sent)]);
    }

    private static TimeSpan NotNegative(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;
}

/// <summary>One route's share.</summary>
/// <param name="Route">Method and template, without ids.</param>
/// <param name="LongestWait">How long the oldest waiting request has waited.</param>
/// <param name="Sent">Attempts since start.</param>
/// <param name="RateLimited">Answers of 429 since start, shared ones included.</param>
/// <param name="SharedLimited">Of these, those of scope shared: somebody else's doing.</param>
/// <param name="Retried">Attempts repeated after a fault or a server's error.</param>
/// <param name="Conflated">Edits replaced by a newer one before they were sent.</param>
public sealed record RouteLoad(
    string Route, int Waiting, TimeSpan LongestWait, long Sent, long RateLimited, long SharedLimited, long Retried, long Conflated);
