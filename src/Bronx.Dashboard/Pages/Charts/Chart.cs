using Bronx.Dashboard.Api;

namespace Bronx.Dashboard.Pages.Charts;

/// <summary>Counts over time, as the overview shows them.</summary>
/// <param name="Field">The series in the statistics' history.</param>
/// <param name="Tab">What the link that chooses it says.</param>
/// <param name="Marks">Under the bars, from left to right.</param>
internal sealed record Chart(TimeRange Range, string Field, string Tab, string Title, string Span, string Column, IReadOnlyList<string> Marks)
{
    public static readonly Chart Minutes = new(
        TimeRange.Hour, "minutes", "Hour", "Commands per minute", "Last hour", "Minute (UTC)", ["60 min ago", "30 min", "now"]);

    public static readonly Chart Hours = new(
        TimeRange.Day, "hours", "Day", "Commands per hour", "Last 24 hours", "Hour (UTC)", ["24 h ago", "12 h", "now"]);

    public static readonly Chart Days = new(
        TimeRange.Month, "days", "Month", "Commands per day", "Last 30 days", "Day (UTC)", ["30 days ago", "15 days", "today"]);

    public static readonly IReadOnlyList<Chart> All = [Minutes, Hours, Days];

    /// <summary>What the address asks for; the last hour where it asks for nothing that is known.</summary>
    public static Chart Parse(string? range) => All.FirstOrDefault(chart => chart.Range.Key == range) ?? Minutes;

    /// <summary>When bar <paramref name="index"/> of <paramref name="count"/> began, in words. UTC, as the counts are.</summary>
    public string Label(int index, int count, DateTimeOffset now) =>
        Range.Start(index, count, now).ToString(Range.Each >= TimeSpan.FromDays(1) ? "yyyy-MM-dd" : "HH:mm", null);

    public Plot Plot(IReadOnlyList<long> counts, DateTimeOffset now)
    {
        var bars = counts.Select((count, i) => new Bar(Label(i, counts.Count, now), count)).ToList();
        var sum = counts.Sum();
        return new Plot(Field, Title, Column, "Commands", bars, Marks)
        {
            Span = Span,
            Sum = sum,
            About = About(bars, sum),
            IsRunning = true,
        };
    }

    private static string About(List<Bar> bars, long sum)
    {
        var peak = bars.Max(static bar => bar.Count);
        return peak == 0 ? "No commands in this time."
            : $"{Figures.Exact(sum)} in all; most at {bars.Last(bar => bar.Count == peak).Label} UTC with {Figures.Exact(peak)}.";
    }
}
