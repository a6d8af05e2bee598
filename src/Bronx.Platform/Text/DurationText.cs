using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Bronx.Platform.Text;

/// <summary>
/// Spans of time as people write them: <c>90s</c>, <c>1h30m</c>, <c>1h 30min</c>, <c>2 days</c>, <c>1 week</c>. Whole numbers with a
/// unit each, larger units first, each unit once. A month has no fixed length and is not understood.
/// </summary>
public static class DurationText
{
    private const int LongestText = 60;
    private const long MostSeconds = 100L * 366 * 86_400;

    private static readonly (string Letter, long Seconds, string[] Spellings)[] Units =
    [
        ("w", 604_800, ["w", "week", "weeks"]),
        ("d", 86_400, ["d", "day", "days"]),
        ("h", 3_600, ["h", "hr", "hrs", "hour", "hours"]),
        ("m", 60, ["m", "min", "mins", "minute", "minutes"]),
        ("s", 1, ["s", "sec", "secs", "second", "seconds"]),
    ];

    /// <summary>Reads a span. Never throws; the problem is said in words.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan span, [NotNullWhen(false)] out string? problem)
    {
        span = default;
        text = text.Trim();
        if (text.IsEmpty || text.Length > LongestText || !char.IsAsciiDigit(text[0]))
        {
            problem = "that is not a span of time";
            return false;
        }

        long seconds = 0;
        var last = -1;
        while (!text.IsEmpty)
        {
            var digits = text.IndexOfAnyExceptInRange('0', '9');
            if (digits < 0)
            {
                problem = "the unit is missing after the number";
                return false;
            }

            var rest = text[digits..].TrimStart(' ');
            var letters = 0;
            while (letters < rest.Length && char.IsAsciiLetter(rest[letters]))
            {
                letters++;
            }

            var unit = FindUnit(rest[..letters]);
            if (digits == 0 || unit < 0)
            {
                problem = "that is not a span of time";
                return false;
            }

            if (unit <= last)
            {
                problem = "larger units come first, and each only once";
                return false;
            }

            if (digits > 9 || !long.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || (seconds += number * Units[unit].Seconds) > MostSeconds)
            {
                problem = "that is longer than a lifetime";
                return false;
            }

            last = unit;
            text = rest[letters..].TrimStart(" ,");
        }

        if (seconds == 0)
        {
            problem = "that is no time at all";
            return false;
        }

        span = TimeSpan.FromSeconds(seconds);
        problem = null;
        return true;
    }

    /// <summary>The short spelling that reads back as the same span, in whole seconds: <c>1d2h</c>.</summary>
    public static string Write(TimeSpan span)
    {
        var seconds = (long)span.TotalSeconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(seconds, 1, nameof(span));
        var text = new StringBuilder();
        foreach (var (letter, size, _) in Units)
        {
            if (seconds >= size)
            {
                text.Append(seconds / size).Append(letter);
                seconds %= size;
            }
        }

        return text.ToString();
    }

    private static int FindUnit(ReadOnlySpan<char> spelling)
    {
        for (var i = 0; i < Units.Length; i++)
        {
            foreach (var known in Units[i].Spellings)
            {
                if (spelling.Equals(known, StringComparison.OrdinalIgnoreCase))
                {
                    return i;
                }
            }
        }

        return -1;
    }
}
