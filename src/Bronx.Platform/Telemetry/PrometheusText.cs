using System.Diagnostics.Metrics;
using System.Text;

namespace Bronx.Platform.Telemetry;

/// <summary>
/// Listens to our meters (<c>Bronx.*</c>) and the runtime's, and writes what they measured in Prometheus's text format, for
/// <c>/metrics</c>. Counts from the moment it is made. Bounded: a metric with more series than allowed counts the rest in one
/// series marked <c>overflow="true"</c>.
/// </summary>
public sealed class PrometheusText : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private static readonly double[] SecondBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private static readonly double[] OtherBounds = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000];

    private readonly Lock _scrape = new();
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, PrometheusFamily> _families = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private readonly int _maxSeries;
    private readonly int _maxMetrics;

    /// <param name="maxSeries">Of one metric, 1 or more.</param>
    /// <param name="maxMetrics">Altogether, 1 or more; further instruments are not listened to.</param>
    public PrometheusText(int maxSeries = 1000, int maxMetrics = 1000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSeries, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMetrics, 1);
        _maxSeries = maxSeries;
        _maxMetrics = maxMetrics;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (IsOurs(instrument.Meter.Name) && FamilyOf(instrument) is { } family)
            {
                listener.EnableMeasurementEvents(instrument, family);
            }
        };
        _listener.SetMeasurementEventCallback<byte>(static (_, value, tags, state) => ((PrometheusFamily)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<short>(static (_, value, tags, state) => ((PrometheusFamily)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => ((PrometheusFamily)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => ((PrometheusFamily)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, state) => ((PrometheusFamily)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => ((PrometheusFamily)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<decimal>(static (_, value, tags, state) => ((PrometheusFamily)state!).Record((double)value, tags));
        _listener.Start();
    }

    /// <summary>Everything measured so far; asks the observable instruments. One scrape at a time.</summary>
    public string Render()
    {
        lock (_scrape)
        {
            // Asked outside the other lock: an instrument may be published while the observable ones answer.
            foreach (var family in Families())
            {
                family.ForgetObserved();
            }

            _listener.RecordObservableInstruments();
            var text = new StringBuilder(16 * 1024);
            foreach (var family in Families())
            {
                family.Write(text);
            }

            return text.ToString();
        }
    }

    public void Dispose() => _listener.Dispose();

    private static bool IsOurs(string meter) => meter.StartsWith("Bronx.", StringComparison.Ordinal) || meter == "System.Runtime";

    private static PrometheusKind? KindOf(Instrument instrument)
    {
        var type = instrument.GetType();
        var shape = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return shape == typeof(Counter<>) ? PrometheusKind.Counter
            : shape == typeof(ObservableCounter<>) ? PrometheusKind.ObservedCounter
            : shape == typeof(UpDownCounter<>) ? PrometheusKind.UpDown
            : shape == typeof(Gauge<>) ? PrometheusKind.Gauge
            : shape == typeof(ObservableGauge<>) || shape == typeof(ObservableUpDownCounter<>) ? PrometheusKind.ObservedGauge
            : shape == typeof(Histogram<>) ? PrometheusKind.Histogram
            : null;
    }

    private static double[] BoundsOf(Instrument instrument)
    {
        var advised = instrument switch
        {
            Histogram<double> h => h.Advice?.HistogramBucketBoundaries?.ToArray(),
            Histogram<long> h => h.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound).ToArray(),
            Histogram<int> h => h.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound).ToArray(),
            _ => null,
        };
        return advised is { Length: > 0 } ? advised : instrument.Unit == "s" ? SecondBounds : OtherBounds;
    }

    private PrometheusFamily[] Families()
    {
        lock (_gate)
        {
            return [.. _families.Values];
        }
    }

    /// <summary>Two instruments of one name share a family when they are of one kind; else the first keeps the name.</summary>
    private PrometheusFamily? FamilyOf(Instrument instrument)
    {
        if (KindOf(instrument) is not { } kind)
        {
            return null;
        }

        var name = PrometheusNames.Metric(
            instrument.Meter.Name, instrument.Name, instrument.Unit, kind is PrometheusKind.Counter or PrometheusKind.ObservedCounter);
        lock (_gate)
        {
            if (!_families.TryGetValue(name, out var family) && _families.Count < _maxMetrics)
            {
                family = new PrometheusFamily(
                    name, instrument.Description ?? "", kind, kind == PrometheusKind.Histogram ? BoundsOf(instrument) : null, _maxSeries);
                _families.Add(name, family);
            }

            return family?.Kind == kind ? family : null;
        }
    }
}
