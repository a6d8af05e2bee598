using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Bronx.Features.Time;

/// <summary>From a time as people write it, in their zone, to the instant it means.</summary>
internal static partial class WhenRules
{
    /// <summary>
    /// "18:30", "6:30pm", "tomorrow 9:00", "2026-12-24 18:00". A time without a day is the next one to come.
    /// Where clocks are set forward and the time does not exist, it is as much later.
    /// </summary>
    /// <returns>Null when the text is no such time, or too far away for a calendar.</returns>
    public static Instant? Read(string text, DateTimeZone zone, Instant now)
    {
        var match = Pattern().Match(text.Trim().ToLowerInvariant());
        if (!match.Success || Clock(match) is not { } time)
        {
            return null;
        }

        var today = now.InZone(zone).Date;
        var day = match.Groups["day"].Value;
        if (day.Length > 0)
        {
            return Day(day, today) is { } date ? (date + time).InZoneLeniently(zone).ToInstant() : null;
        }

        var soon = (today + time).InZoneLeniently(zone).ToInstant();
        return soon > now ? soon : (today.PlusDays(1) + time).InZoneLeniently(zone).ToInstant();
    }

    private static LocalTime? Clock(Match match)
    {
        var hour = int.Parse(match.Groups["hour"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        var minute = match.Groups["minute"].Success ? int.Parse(match.Groups["minute"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        switch (match.Groups["half"].Value)
        {
            case "" when !match.Groups["minute"].Success:
                return null;
            case "am" or "pm" when hour is 0 or > 12:
                return null;
            case "am":
                hour %= 12;
                break;
            case "pm":
                hour = (hour % 12) + 12;
                break;
        }

        return hour < 24 && minute < 60 ? new LocalTime(hour, minute) : null;
    }

    private static LocalDate? Day(string day, LocalDate today) => day switch
    {
        "today" => today,
        "tomorrow" => today.PlusDays(1),
        _ when DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1970 and <= 2200 => LocalDate.FromDateOnly(date),
        _ => null,
    };

    [GeneratedRegex(@"^((?<day>today|tomorrow|\d{4}-\d{2}-\d{2}) )?(?<hour>\d{1,2})(:(?<minute>\d{2}))? ?(?<half>am|pm)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
