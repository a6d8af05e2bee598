using System.Text;

namespace Bronx.Platform.Telemetry;

/// <summary>One set of labels of one metric, and its value or its buckets.</summary>
internal sealed class PrometheusSeries(string labels, double[]? bounds)
{
    private readonly Lock _gate = new();
    private readonly long[] _counts = bounds is null ? [] : new long[bounds.Length + 1];
    private double _value;
    private long _count;

    public string Labels => labels;

    public void Add(double value)
    {
        lock (_gate)
        {
            _value += value;
        }
    }

    public void Set(double value)
    {
        lock (_gate)
        {
            _value = value;
        }
    }

    /// <summary>For histograms: the value becomes the sum of all.</summary>
    public void Observe(double value)
    {
        var bucket = 0;
        while (bucket < bounds!.Length && value > bounds[bucket])
        {
            bucket++;
        }

        lock (_gate)
        {
            _counts[bucket]++;
            _count++;
            _value += value;
        }
    }

    public void Write(StringBuilder text, string name)
    {
        lock (_gate)
        {
            if (bounds is null)
            {
                Line(text, name, "", labels, PrometheusNames.Number(_value));
                return;
            }

            var below = 0L;
            for (var i = 0; i <= bounds.Length; i++)
            {
                below += _counts[i];
                var le = $"le=\"{(i < bounds.Length ? PrometheusNames.Number(bounds[i]) : "+Inf")}\"";
                Line(text, name, "_bucket", labels.Length == 0 ? le : $"{labels},{le}", PrometheusNames.Number(below));
            }

            Line(text, name, "_sum", labels, PrometheusNames.Number(_value));
            Line(text, name, "_count", labels, PrometheusNames.Number(_count));
        }
    }

    private static void Line(StringBuilder text, string name, string suffix, string labels, string value)
    {
        text.Append(name).Append(suffix);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(value).Append('\n');
    }
}
