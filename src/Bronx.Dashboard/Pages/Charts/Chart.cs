namespace Bronx.Dashboard.Pages.Charts;

/// <summary>One row of bars over time.</summary>
/// <param name="Field">The series in the statistics' history.</param>
/// <param name="Each">What one bar spans.</param>
/// <param name="Marks">Under the bars, from left to right.</param>
internal sealed record Chart(string Field, string Title, string Span, TimeSpan Each, string Column, IReadOnlyList<string> Marks)
{
    public static readonly Chart Minutes = new(
        "minutes", "Commands per minute", "Last hour", TimeSpan.FromMinutes(1), "Minute (UTC)", ["60 min ago", "30 min", "now"]);

    public static readonly Chart Hours = new(
        "hours", "Commands per hour", "Last 24 hours", TimeSpan.FromHours(1), "Hour (UTC)", ["24 h ago", "12 h", "now"]);

    public static readonly Chart Days = new(
        "days", "Commands per day", "Last 30 days", TimeSpan.FromDays(1), "Day (UTC)", ["30 days ago", "15 days", "today"]);

    /// <summary>When bar <paramref name="index"/> of <paramref name="count"/> began, in words. UTC, as the counts are.</summary>
    public string Label(int index, int count, DateTimeOffset now)
    {
        var running = now.UtcDateTime.Ticks / Each.Ticks * Each.Ticks;
        var start = new DateTime(running, DateTimeKind.Utc) - (Each * (count - 1 - index));
        return Each >= TimeSpan.FromDays(1) ? start.ToString("yyyy-MM-dd", null) : start.ToString("HH:mm", null);
    }
}
