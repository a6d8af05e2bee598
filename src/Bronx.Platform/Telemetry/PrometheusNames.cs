using System.Globalization;
using System.Text;

namespace Bronx.Platform.Telemetry;

/// <summary>How .NET's words become Prometheus's (https://prometheus.io/docs/instrumenting/exposition_formats/).</summary>
internal static class PrometheusNames
{
    /// <summary>"command.duration" in seconds, of one of our meters, becomes "bronx_command_duration_seconds"; counters end in "_total".</summary>
    public static string Metric(string meter, string instrument, string? unit, bool isCounter)
    {
        var name = new StringBuilder();
        if (meter.StartsWith("Bronx", StringComparison.Ordinal) && !instrument.StartsWith("bronx", StringComparison.Ordinal))
        {
            name.Append("bronx_");
        }

        Append(name, instrument, allowColon: true);
        var suffix = unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "us" => "_microseconds",
            "By" => "_bytes",
            "%" => "_percent",
            _ => "",
        };
        if (!name.ToString().EndsWith(suffix, StringComparison.Ordinal))
        {
            name.Append(suffix);
        }

        if (isCounter && !name.ToString().EndsWith("_total", StringComparison.Ordinal))
        {
            name.Append("_total");
        }

        return name.ToString();
    }

    /// <summary>Sorted, escaped, without braces: <c>command="daily",form="slash"</c>.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var sorted = tags.ToArray();
        Array.Sort(sorted, static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        var labels = new StringBuilder();
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i > 0 && sorted[i].Key == sorted[i - 1].Key)
            {
                continue;
            }

            labels.Append(labels.Length == 0 ? "" : ",");
            Append(labels, sorted[i].Key, allowColon: false);
            labels.Append("=\"");
            AppendEscaped(labels, Convert.ToString(sorted[i].Value, CultureInfo.InvariantCulture) ?? "", quotes: true);
            labels.Append('"');
        }

        return labels.ToString();
    }

    public static string Help(string text)
    {
        var help = new StringBuilder();
        AppendEscaped(help, text, quotes: false);
        return help.ToString();
    }

    public static string Number(double value) =>
        double.IsNaN(value) ? "NaN"
        : double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static void Append(StringBuilder name, string text, bool allowColon)
    {
        if (text.Length == 0 || char.IsAsciiDigit(text[0]))
        {
            name.Append('_');
        }

        foreach (var c in text)
        {
            name.Append(char.IsAsciiLetterOrDigit(c) || c == '_' || (allowColon && c == ':') ? c : '_');
        }
    }

    private static void AppendEscaped(StringBuilder target, string text, bool quotes)
    {
        foreach (var c in text)
        {
            target.Append(c switch
            {
                '\\' => "\\\\",
                '\n' => "\\n",
                '"' when quotes => "\\\"",
                _ => c.ToString(),
            });
        }
    }
}
