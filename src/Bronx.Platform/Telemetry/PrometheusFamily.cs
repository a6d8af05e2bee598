using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;

namespace Bronx.Platform.Telemetry;

/// <summary>How a metric's measurements add up.</summary>
internal enum PrometheusKind
{
    /// <summary>Each measurement is added.</summary>
    Counter,

    /// <summary>Each measurement is the total so far.</summary>
    ObservedCounter,

    /// <summary>Each measurement is added, and may be negative.</summary>
    UpDown,

    /// <summary>Each measurement is the value now.</summary>
    Gauge,

    /// <summary>As <see cref="Gauge"/>, asked for at each scrape: series that do not answer any more go.</summary>
    ObservedGauge,

    Histogram,
}

/// <summary>One metric with all its series. Bounded: what comes after the last free place is counted together and marked.</summary>
internal sealed class PrometheusFamily(string name, string help, PrometheusKind kind, double[]? bounds, int maxSeries)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<int, Known[]> _byTags = [];
    private readonly SortedDictionary<string, PrometheusSeries> _byLabels = new(StringComparer.Ordinal);
    private PrometheusSeries? _overflow;
    private int _spellings;

    public string Name => name;

    public PrometheusKind Kind => kind;

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = Find(tags);
        switch (kind)
        {
            case PrometheusKind.Histogram:
                series.Observe(value);
                break;
            case PrometheusKind.Counter or PrometheusKind.UpDown:
                series.Add(value);
                break;
            default:
                series.Set(value);
                break;
        }
    }

    /// <summary>Before a scrape asks the observable instruments.</summary>
    public void ForgetObserved()
    {
        if (kind is PrometheusKind.ObservedGauge or PrometheusKind.ObservedCounter)
        {
            lock (_gate)
            {
                _byTags.Clear();
                _byLabels.Clear();
                _spellings = 0;
                _overflow = null;
            }
        }
    }

    public void Write(StringBuilder text)
    {
        PrometheusSeries[] all;
        lock (_gate)
        {
            all = _overflow is null ? [.. _byLabels.Values] : [.. _byLabels.Values, _overflow];
        }

        if (all.Length == 0)
        {
            return;
        }

        if (help.Length > 0)
        {
            text.Append("# HELP ").Append(name).Append(' ').Append(PrometheusNames.Help(help)).Append('\n');
        }

        text.Append("# TYPE ").Append(name).Append(' ').Append(kind switch
        {
            PrometheusKind.Counter or PrometheusKind.ObservedCounter => "counter",
            PrometheusKind.Histogram => "histogram",
            _ => "gauge",
        }).Append('\n');
        foreach (var series in all)
        {
            series.Write(text, name);
        }
    }

    private PrometheusSeries Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = KeyOf(tags);
        if (_byTags.TryGetValue(key, out var candidates))
        {
            foreach (var known in candidates)
            {
                if (IsSame(known.Tags, tags))
                {
                    return known.Series;
                }
            }
        }

        lock (_gate)
        {
            return Add(key, tags);
        }
    }

    /// <summary>By the texts' identity, not their letters: names of closed sets are the same objects each time, and this is done for every measurement.</summary>
    private static int KeyOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = 17;
        foreach (var tag in tags)
        {
            key = (key * 31) + RuntimeHelpers.GetHashCode(tag.Key);
            key = (key * 31) + (tag.Value is string text ? RuntimeHelpers.GetHashCode(text) : tag.Value?.GetHashCode() ?? 0);
        }

        return key;
    }

    private PrometheusSeries Add(int key, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusNames.Labels(tags);
        if (!_byLabels.TryGetValue(labels, out var series))
        {
            if (_byLabels.Count >= maxSeries)
            {
                return _overflow ??= new PrometheusSeries("overflow=\"true\"", bounds);
            }

            series = new PrometheusSeries(labels, bounds);
            _byLabels.Add(labels, series);
        }

        // Twice as many spellings as series are remembered: the same tags may come in another order, or as other objects. The rest is found
        // by its labels each time.
        if (_spellings < 2 * maxSeries)
        {
            _byTags[key] = [.. _byTags.GetValueOrDefault(key, []), new Known(tags.ToArray(), series)];
            _spellings++;
        }

        return series;
    }

    private static bool IsSame(KeyValuePair<string, object?>[] known, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (known.Length != tags.Length)
        {
            return false;
        }

        for (var i = 0; i < known.Length; i++)
        {
            if (known[i].Key != tags[i].Key || !Equals(known[i].Value, tags[i].Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Tags that were seen, and their series.</summary>
    private sealed record Known(KeyValuePair<string, object?>[] Tags, PrometheusSeries Series);
}
