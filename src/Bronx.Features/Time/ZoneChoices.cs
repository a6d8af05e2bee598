using Bronx.Platform.Options;

namespace Bronx.Features.Time;

internal static class ZoneChoices
{
    /// <summary>An id of the tz database.</summary>
    public static readonly Option<string> Zone = Choose.Line(
        "time.zone", "UTC", 1, 60, "Time zone", "In which time zone I understand times that you write, such as 18:30.",
        check: ZoneSearch.Problem, normalize: ZoneSearch.Normalize, search: ZoneSearch.Find);

    public static OptionSchema Schema { get; } = new("time", OptionScope.Person, 1, "Time", "What time it is where you are.", [Zone]);
}
