using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Bronx.Testing;

namespace Bronx.Discord.Tests.Faults;

/// <summary>The API of a Discord in memory: takes messages of the bot, and breaks at random moments in ways that a client can get over.</summary>
internal sealed class FaultyApi(HeldClock clock, int seed)
{
    /// <summary>The share of requests that meet a 429, a 5xx, a lost answer or a slow one.</summary>
    private const double RequestShare = 0.2;

    private readonly Lock _gate = new();
    private readonly Random _requests = new(seed ^ 0x2545F491);
    private readonly Dictionary<string, (int Hits, string? Body)> _posted = [];
    private int _slow;

    public int RequestFaults { get; private set; }

    /// <summary>Requests whose answer waits for the clock.</summary>
    public int Slow => Volatile.Read(ref _slow);

    /// <summary>Answers that exist, by the message they answer.</summary>
    public Dictionary<string, int> Replies { get; } = [];

    public static HttpResponseMessage Json(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    /// <summary>Messages of the bot: a repeated nonce creates nothing; every fault is one that a client can get over.</summary>
    public async Task<HttpResponseMessage> PostAsync(string body, CancellationToken ct)
    {
        var draft = JsonDocument.Parse(body).RootElement;
        var nonce = draft.GetProperty("nonce").GetString()!;
        var content = draft.GetProperty("content").GetString()!;
        var fault = 0;
        lock (_gate)
        {
            var (hits, _) = _posted.GetValueOrDefault(nonce);
            // No more than three in a row for one request: it must come through in the end.
            if (hits < 3 && _requests.NextDouble() < RequestShare)
            {
                fault = _requests.Next(1, 7);
                RequestFaults++;
                _posted[nonce] = (hits + 1, _posted.GetValueOrDefault(nonce).Body);
            }
        }

        switch (fault)
        {
            case 1:
                return Limited("user", 0.7);
            case 2:
                return Limited("global", 1.2);
            case 3:
                return Limited("shared", 0.4);
            case 4:
                return Json(HttpStatusCode.BadGateway, """{"message":"502: Server Error","code":0}""");
            case 5:
                await LateAsync(ct);
                break;
        }

        lock (_gate)
        {
            if (_posted.GetValueOrDefault(nonce).Body is null)
            {
                Replies[content] = Replies.GetValueOrDefault(content) + 1;
                _posted[nonce] = (_posted.GetValueOrDefault(nonce).Hits, content);
            }
        }

        return fault == 6
            ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "the answer was lost")
            : Json(HttpStatusCode.OK, $$"""{"id":"1","channel_id":"7","author":{"id":"42","username":"Bronx"},"content":"{{content}}"}""");
    }

    /// <summary>Counted as slow only once it waits: whoever moves the clock then knows that it will be heard.</summary>
    private async Task LateAsync(CancellationToken ct)
    {
        var late = Task.Delay(TimeSpan.FromSeconds(3), clock, ct);
        Interlocked.Increment(ref _slow);
        try
        {
            await late;
        }
        finally
        {
            Interlocked.Decrement(ref _slow);
        }
    }

    private static HttpResponseMessage Limited(string scope, double after)
    {
        var seconds = after.ToString(CultureInfo.InvariantCulture);
        var answer = Json(HttpStatusCode.TooManyRequests, $$"""{"message":"You are being rate limited.","retry_after":{{seconds}},"global":{{(scope == "global" ? "true" : "false")}}}""");
        answer.Headers.Add("X-RateLimit-Scope", scope);
        answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(Math.Ceiling(after)));
        return answer;
    }
}
