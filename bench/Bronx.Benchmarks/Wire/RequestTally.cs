using System.Globalization;
using Bronx.Sandbox;

namespace Bronx.Benchmarks.Wire;

/// <summary>
/// Watches requests arrive at the sandbox. Writes carry their number within their route and channel as the reason for the audit log, so
/// that order can be judged where it counts: at the server.
/// </summary>
internal sealed class RequestTally(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Route, string Limit, string Bucket, string Channel), Arrivals> _buckets = [];
    private readonly SortedDictionary<int, int> _byStatus = [];
    private readonly SortedDictionary<string, int> _limitedRoutes = [];
    private int _avoidable;
    private int _inversions;
    private long _first;
    private long _last;

    public void Saw(WireExchange exchange)
    {
        var now = clock.GetTimestamp();
        lock (_gate)
        {
            _byStatus[exchange.Status] = _byStatus.GetValueOrDefault(exchange.Status) + 1;
            _first = _first == 0 ? now : _first;
            _last = now;
            if (exchange.Status == 429)
            {
                var scope = exchange.ResponseHeaders.GetValueOrDefault("X-RateLimit-Scope");
                _avoidable += scope == "shared" ? 0 : 1;
                var limited = $"{scope}: {exchange.Method} {exchange.Route}";
                _limitedRoutes[limited] = _limitedRoutes.GetValueOrDefault(limited) + 1;
                return;
            }

            // One route may have several buckets: deletes are counted apart by the message's age.
            var key = ($"{exchange.Method} {exchange.Route}", exchange.ResponseHeaders.GetValueOrDefault("X-RateLimit-Limit", ""),
                exchange.ResponseHeaders.GetValueOrDefault("X-RateLimit-Bucket", ""), exchange.Path.Split('/', 4)[2]);
            if (!_buckets.TryGetValue(key, out var arrivals))
            {
                _buckets[key] = arrivals = new Arrivals { First = now };
            }

            arrivals.Count++;
            arrivals.Last = now;
            if (int.TryParse(exchange.RequestHeaders.GetValueOrDefault("X-Audit-Log-Reason"), CultureInfo.InvariantCulture, out var turn))
            {
                _inversions += turn < arrivals.HighestTurn ? 1 : 0;
                arrivals.HighestTurn = Math.Max(arrivals.HighestTurn, turn);
            }
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _buckets.Clear();
            _byStatus.Clear();
            _limitedRoutes.Clear();
            (_avoidable, _inversions, _first, _last) = (0, 0, 0, 0);
        }
    }

    public object Report()
    {
        lock (_gate)
        {
            var seconds = clock.GetElapsedTime(_first, _last).TotalSeconds;
            var sends = Share("POST /channels/{channel_id}/messages", 5, 5);
            var young = Share("DELETE /channels/{channel_id}/messages/{message_id}", 5, 1);
            var old = Share("DELETE /channels/{channel_id}/messages/{message_id}", 3, 0.33);
            var deletes = (Ideal: young.Ideal + old.Ideal, Actual: young.Actual + old.Actual);
            return new
            {
                requests = _byStatus.Values.Sum(),
                accepted = _byStatus.Where(pair => pair.Key < 300).Sum(pair => pair.Value),
                statuses = string.Join(", ", _byStatus.Select(pair => $"{pair.Value} × {pair.Key}")),
                avoidable = _avoidable,
                limited = string.Join(", ", _limitedRoutes.Select(pair => $"{pair.Value} × {pair.Key}")),
                inversions = _inversions,
                seconds,
                sendShare = sends.Ideal / sends.Actual,
                deleteShare = deletes.Ideal / deletes.Actual,
                share = (sends.Ideal + deletes.Ideal) / (sends.Actual + deletes.Actual),
            };
        }
    }

    /// <summary>
    /// Seconds that the limit itself asks for and seconds that it took, over all channels: a bucket that always had work needs a window
    /// for every full set but the last.
    /// </summary>
    private (double Ideal, double Actual) Share(string route, int limit, double window)
    {
        double ideal = 0, actual = 0;
        foreach (var (_, arrivals) in _buckets.Where(pair => pair.Key.Route == route && pair.Key.Limit == limit.ToString(CultureInfo.InvariantCulture)))
        {
            ideal += (((arrivals.Count + limit - 1) / limit) - 1) * window;
            actual += clock.GetElapsedTime(arrivals.First, arrivals.Last).TotalSeconds;
        }

        return (ideal, Math.Max(actual, 1e-9));
    }

    private sealed class Arrivals
    {
        public long First { get; init; }

        public long Last { get; set; }

        public int Count { get; set; }

        public int HighestTurn { get; set; } = -1;
    }
}
