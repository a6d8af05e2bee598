using System.Globalization;
using System.Net;
using System.Text;

namespace Bronx.Discord.Tests.RequestQueue;

/// <summary>One request as it arrived.</summary>
internal sealed record Arrival(DateTimeOffset At, HttpMethod Method, string Path, string Body, System.Net.Http.Headers.HttpRequestHeaders Headers, string? ContentType);

/// <summary>
/// The API at the edge of the process: counts fixed windows the way Discord does, on the test's clock, and writes down what came. What
/// a test wants different it sets in <see cref="Answer"/>.
/// </summary>
internal sealed class LimitedApi(TimeProvider clock) : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly List<Arrival> _arrivals = [];
    private readonly Dictionary<string, (DateTimeOffset ResetAt, int Used)> _windows = [];
    private readonly List<DateTimeOffset> _global = [];

    /// <summary>Limit, window, and name of the bucket for a request; null for a route without limits.</summary>
    public Func<HttpRequestMessage, (int Limit, TimeSpan Window, string Hash, string Counter)?> Rule { get; set; } = request =>
        (5, TimeSpan.FromSeconds(5), Hash(request), $"{request.Method}{Major(request)}");

    /// <summary>Overrules the rule when it gives something.</summary>
    public Func<Arrival, Task<HttpResponseMessage?>>? Answer { get; set; }

    public int GlobalLimit { get; set; } = 50;

    /// <summary>How far the server's clock is ahead of the test's.</summary>
    public TimeSpan Ahead { get; set; }

    public int TooMany { get; private set; }

    public IReadOnlyList<Arrival> Arrivals
    {
        get
        {
            lock (_gate) { return [.. _arrivals]; }
        }
    }

    public static string Major(HttpRequestMessage request) => string.Join('/', request.RequestUri!.AbsolutePath.Split('/').Skip(3).Take(2));

    public static HttpResponseMessage Json(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Limited(string body, string? scope, double? retryAfter)
    {
        var response = Json(HttpStatusCode.TooManyRequests, body);
        if (scope is not null)
        {
            response.Headers.Add("X-RateLimit-Scope", scope);
        }

        if (retryAfter is { } seconds)
        {
            response.Headers.Add("Retry-After", Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture));
        }

        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var arrival = new Arrival(now, request.Method, request.RequestUri!.PathAndQuery["/api/v10/".Length..], body, request.Headers, request.Content?.Headers.ContentType?.MediaType);
        lock (_gate)
        {
            _arrivals.Add(arrival);
        }

        if (Answer is not null && await Answer(arrival) is { } overruled)
        {
            return overruled;
        }

        lock (_gate)
        {
            return Count(request, now);
        }
    }

    private HttpResponseMessage Count(HttpRequestMessage request, DateTimeOffset now)
    {
        _global.RemoveAll(at => now - at >= TimeSpan.FromSeconds(1));
        if (!request.RequestUri!.AbsolutePath.Contains("/webhooks/", StringComparison.Ordinal) && !request.RequestUri.AbsolutePath.Contains("/interactions/", StringComparison.Ordinal))
        {
            _global.Add(now);
            if (_global.Count > GlobalLimit)
            {
                TooMany++;
                return Limited("""{"message":"You are being rate limited.","retry_after":1.0,"global":true}""", "global", 1);
            }
        }

        if (Rule(request) is not { } rule)
        {
            return Json(HttpStatusCode.OK, Echo());
        }

        var (resetAt, used) = _windows.GetValueOrDefault(rule.Counter);
        if (now >= resetAt)
        {
            (resetAt, used) = (now + rule.Window, 0);
        }

        used++;
        _windows[rule.Counter] = (resetAt, used);
        var after = (resetAt - now).TotalSeconds;
        HttpResponseMessage response;
        if (used > rule.Limit)
        {
            TooMany++;
            response = Limited($$"""{"message":"You are being rate limited.","retry_after":{{after.ToString(CultureInfo.InvariantCulture)}},"global":false}""", "user", after);
        }
        else
        {
            response = Json(HttpStatusCode.OK, Echo());
        }

        response.Headers.Add("X-RateLimit-Limit", rule.Limit.ToString(CultureInfo.InvariantCulture));
        response.Headers.Add("X-RateLimit-Remaining", Math.Max(0, rule.Limit - used).ToString(CultureInfo.InvariantCulture));
        response.Headers.Add("X-RateLimit-Reset-After", after.ToString("0.000", CultureInfo.InvariantCulture));
        response.Headers.Add("X-RateLimit-Reset", ((resetAt + Ahead).ToUnixTimeMilliseconds() / 1000d).ToString(CultureInfo.InvariantCulture));
        response.Headers.Add("X-RateLimit-Bucket", rule.Hash);
        return response;
    }

    private static string Echo() => """{"id":"1","channel_id":"7","author":{"id":"42","username":"Bronx"},"content":"x","timestamp":"2026-03-02T09:00:00+00:00"}""";

    private static string Hash(HttpRequestMessage request) => $"{request.Method}-{request.RequestUri!.AbsolutePath.Split('/').Length}";
}
