using System.Globalization;
using System.Net.Http.Headers;

namespace Bronx.Discord.RequestQueue;

/// <summary>Whose limit a 429 is about.</summary>
internal enum LimitScope
{
    /// <summary>No scope was named.</summary>
    Unnamed,

    /// <summary>This bot in this bucket.</summary>
    User,

    /// <summary>This bot everywhere.</summary>
    Global,

    /// <summary>The resource, whoever asks: nobody's fault.</summary>
    Shared,
}

/// <summary>
/// What an answer says about limits. Anything missing or nonsensical is null: a server's slip must never stop the queue.
/// Reset-After is preferred; Reset depends on two clocks agreeing.
/// </summary>
internal readonly record struct RateLimitHeaders(string? Bucket, int? Limit, int? Remaining, TimeSpan? ResetAfter, TimeSpan? RetryAfter, LimitScope Scope)
{
    /// <summary>Longer waits than any that Discord gives are taken for noise.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>When the window ends on Discord's clock: of no use as a time here, but the same for all answers of one window.</summary>
    public DateTimeOffset? WindowEnds { get; init; }

    /// <summary>What Discord's clock showed when it answered, to the millisecond; null when the answer does not tell.</summary>
    public DateTimeOffset? Told => WindowEnds - ResetAfter;

    public static RateLimitHeaders Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var resetAfter = Seconds(First(headers, "X-RateLimit-Reset-After"));
        var reset = Number(First(headers, "X-RateLimit-Reset"));
        var windowEnds = reset is >= 0 and < 1e11 ? DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(reset.Value) : (DateTimeOffset?)null;
        if (resetAfter is null && reset is { } instant)
        {
            // The server's own clock is in Date, to the second; better than ours when both are there.
            var from = headers.Date is { } date && (date - now).Duration() > TimeSpan.FromSeconds(2) ? date : now;
            resetAfter = Bounded(instant - (from.ToUnixTimeMilliseconds() / 1000d));
        }

        var global = string.Equals(First(headers, "X-RateLimit-Global"), "true", StringComparison.OrdinalIgnoreCase);
        var scope = First(headers, "X-RateLimit-Scope")?.ToLowerInvariant() switch
        {
            "user" => global ? LimitScope.Global : LimitScope.User,
            "global" => LimitScope.Global,
            "shared" => LimitScope.Shared,
            _ => global ? LimitScope.Global : LimitScope.Unnamed,
        };
        var bucket = First(headers, "X-RateLimit-Bucket");
        return new(
            bucket is { Length: > 0 and <= 256 } ? bucket : null,
            Count(First(headers, "X-RateLimit-Limit"), least: 1),
            Count(First(headers, "X-RateLimit-Remaining"), least: 0),
            resetAfter,
            Seconds(First(headers, "Retry-After")),
            scope)
        { WindowEnds = windowEnds };
    }

    /// <summary>Seconds as Discord writes them, or null when they make no sense.</summary>
    public static TimeSpan? Bounded(double seconds) =>
        double.IsFinite(seconds) && seconds <= Longest.TotalSeconds ? TimeSpan.FromSeconds(Math.Max(0, seconds)) : null;

    private static TimeSpan? Seconds(string? text) => Number(text) is { } seconds and >= 0 ? Bounded(seconds) : null;

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static int? Count(string? text, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least ? value : null;

    private static string? First(HttpResponseHeaders headers, string name)
    {
        if (headers.NonValidated.TryGetValues(name, out var values))
        {
            foreach (var value in values)
            {
                return value;
            }
        }

        return null;
    }
}
