using Bronx.Platform.Configuration.Live;

namespace Bronx.Platform.Alerts;

/// <summary>What owners can set while the bot runs.</summary>
internal static class AlertSettings
{
    public static readonly LiveSetting Channel = new("alerts.channel", "The channel that hears of alerts.", "", 0, 0, long.MaxValue) { IsChannel = true };
    public static readonly LiveSetting Latency = new("alerts.latency", "Alert when the 95th percentile of command latency over five minutes is above.", "ms", 1_000, 10, 60_000);
    public static readonly LiveSetting Errors = new("alerts.errors", "Alert when more commands than this fail over five minutes.", "%", 5, 1, 100);
    public static readonly LiveSetting RateLimits = new("alerts.rate-limits", "Alert when Discord turned away more requests than this in five minutes.", "hits", 10, 1, 10_000);
    public static readonly LiveSetting CacheHits = new("alerts.cache-hits", "Alert when fewer lookups than this are answered by the cache over five minutes.", "%", 40, 0, 100);
    public static readonly LiveSetting Memory = new("alerts.memory", "Alert when the process takes more memory.", "MB", 512, 64, 1_000_000);
    public static readonly LiveSetting Queue = new("alerts.queue", "Alert when more requests to Discord wait.", "requests", 1_000, 10, 1_000_000);
    public static readonly LiveSetting Database = new("alerts.database", "Alert when the database takes longer to answer, or does not answer.", "ms", 250, 1, 60_000);
    public static readonly LiveSetting JobLateness = new("alerts.job-lateness", "Count a job as late when it begins later than it should by more.", "ms", 5_000, 100, 600_000);

    public static IReadOnlyList<LiveSetting> All { get; } = [Channel, Latency, Errors, RateLimits, CacheHits, Memory, Queue, Database, JobLateness];
}
