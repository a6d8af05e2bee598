using Bronx.Platform.Telemetry;

namespace Bronx.Dashboard.Api;

/// <summary>A stretch of time that can be asked for, in the address as <c>?range=key</c>.</summary>
/// <param name="Each">What one count spans.</param>
internal sealed record TimeRange(string Key, TimeSpan Each)
{
    public static readonly TimeRange Hour = new("hour", TimeSpan.FromMinutes(1));

    public static readonly TimeRange Day = new("day", TimeSpan.FromHours(1));

    public static readonly TimeRange Month = new("month", TimeSpan.FromDays(1));

    public static readonly IReadOnlyList<TimeRange> All = [Hour, Day, Month];

    /// <returns>Null for a key that nobody knows.</returns>
    public static TimeRange? Parse(string? key) => All.FirstOrDefault(range => range.Key == key);

    public IReadOnlyList<long> Of(UsageSnapshot usage) => this == Hour ? usage.Minutes : this == Day ? usage.Hours : usage.Days;

    /// <summary>When count <paramref name="index"/> of <paramref name="count"/> began.</summary>
    public DateTimeOffset Start(int index, int count, DateTimeOffset now) =>
        new DateTimeOffset(now.UtcTicks / Each.Ticks * Each.Ticks, TimeSpan.Zero) - (Each * (count - 1 - index));
}
