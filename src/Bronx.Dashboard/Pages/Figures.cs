using System.Globalization;

namespace Bronx.Dashboard.Pages;

/// <summary>
/// How numbers look. The page's script follows the same rules (wwwroot/dashboard.js, "figures"); one table tests both.
/// </summary>
internal static class Figures
{
    public const string Unknown = "–";

    private static readonly (long Unit, string Letter)[] Units =
        [(1_000, "K"), (1_000_000, "M"), (1_000_000_000, "B"), (1_000_000_000_000, "T")];

    /// <summary>999, 1K, 1.2K, 1.5M, 1.2B: one decimal, half up, and never 1000.0K.</summary>
    public static string Compact(long number)
    {
        if (number < 0) return number == long.MinValue ? "-" + Compact(long.MaxValue) : "-" + Compact(-number);
        if (number < 1000) return Exact(number);

        foreach (var (unit, letter) in Units)
        {
            var tenths = Tenths(number, unit);
            if (tenths < 10_000 || unit == Units[^1].Unit) return Decimal(tenths) + letter;
        }

        throw new InvalidOperationException("The last unit takes everything.");
    }

    public static string Compact(long? number) => number is { } known ? Compact(known) : Unknown;

    /// <summary>1,234,567</summary>
    public static string Exact(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>12.3%, &lt;0.1%, 100%</summary>
    public static string Percent(double share)
    {
        var tenths = (long)Math.Floor((share * 1000) + 0.5);
        return share > 0 && tenths == 0 ? "<0.1%" : Decimal(tenths) + "%";
    }

    /// <summary>&lt;1 ms, 4.2 ms, 123 ms, 1.2 s, 2.5 min</summary>
    public static string Duration(double milliseconds) => milliseconds switch
    {
        < 1 => "<1 ms",
        < 9.95 => Decimal(Round(milliseconds * 10)) + " ms",
        < 999.5 => Exact(Round(milliseconds)) + " ms",
        < 59_950 => Decimal(Round(milliseconds / 100)) + " s",
        _ => Decimal(Round(milliseconds / 6000)) + " min",
    };

    public static string Duration(double? milliseconds) => milliseconds is { } known ? Duration(known) : Unknown;

    /// <summary>Per minute: 0, 3.2, 12, 1.2K.</summary>
    public static string Rate(double rate) => rate < 9.95 ? Decimal(Round(rate * 10)) : Compact(Round(rate));

    /// <summary>just now, 42 s ago, 3 min ago, 5 h ago, 2 d ago</summary>
    public static string Ago(TimeSpan span) => span.TotalSeconds switch
    {
        < 2 => "just now",
        < 60 => $"{Whole(span.TotalSeconds)} s ago",
        < 3600 => $"{Whole(span.TotalMinutes)} min ago",
        < 86_400 => $"{Whole(span.TotalHours)} h ago",
        _ => $"{Whole(span.TotalDays)} d ago",
    };

    /// <summary>5 s, 3 min 5 s, 2 h 3 min 5 s, 1 d 2 h 3 min 5 s</summary>
    public static string Uptime(TimeSpan span)
    {
        var seconds = Math.Max(0, Whole(span.TotalSeconds));
        var (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
        var text = $"{seconds % 60} s";
        if (seconds >= 60) text = $"{minutes} min {text}";
        if (seconds >= 3600) text = $"{hours} h {text}";
        return days > 0 ? $"{Exact(days)} d {text}" : text;
    }

    /// <summary>The largest unit and the next: 5 s, 3 min 5 s, 2 h 3 min, 1 d 2 h.</summary>
    public static string Span(TimeSpan span) => string.Join(' ', Uptime(span).Split(' ').Take(4));

    /// <summary>A round top for an axis: even, so that its half is whole too, and not below 2.</summary>
    public static long AxisTop(long peak)
    {
        long power = 1;
        while (true)
        {
            foreach (var step in AxisSteps)
            {
                var top = step * power / 10;
                if (step * power % 20 == 0 && top >= Math.Max(2, peak)) return top;
            }

            if (power > long.MaxValue / 1000) return peak;
            power *= 10;
        }
    }

    // Tenths: 1, 1.2, 1.6, 2, 3, 4, 5, 6, 8.
    private static readonly long[] AxisSteps = [10, 12, 16, 20, 30, 40, 50, 60, 80];

    private static long Tenths(long number, long unit) => (number / (unit / 10)) + (number % (unit / 10) >= unit / 20 ? 1 : 0);

    private static long Round(double value) => (long)Math.Floor(value + 0.5);

    private static long Whole(double value) => (long)Math.Floor(value);

    private static string Decimal(long tenths) =>
        tenths % 10 == 0 ? Exact(tenths / 10) : string.Create(CultureInfo.InvariantCulture, $"{Exact(tenths / 10)}.{tenths % 10}");
}
