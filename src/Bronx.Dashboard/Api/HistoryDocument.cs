namespace Bronx.Dashboard.Api;

/// <summary>What <c>GET /api/stats/history</c> answers.</summary>
/// <param name="Range">hour, day or month.</param>
/// <param name="Command">Whose runs were counted; null for all.</param>
/// <param name="EachSeconds">What one point spans.</param>
/// <param name="Points">Oldest first; the last is the running minute, hour or day (UTC).</param>
internal sealed record HistoryDocument(int Version, DateTimeOffset At, string Range, string? Command, int EachSeconds, IReadOnlyList<HistoryPoint> Points)
{
    public const int CurrentVersion = 1;
}

/// <param name="From">When it began.</param>
/// <param name="Commands">That ran in it.</param>
internal sealed record HistoryPoint(DateTimeOffset From, long Commands);
