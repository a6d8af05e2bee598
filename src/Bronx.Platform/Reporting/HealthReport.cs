namespace Bronx.Platform.Reporting;

/// <summary>How the bot's parts are. Null is "not known": the part is not there, or did not answer. It carries no id of a server or a person.</summary>
/// <param name="Shards">By number.</param>
/// <param name="Jobs">By name.</param>
/// <param name="Alerts">Every rule, in order of importance.</param>
/// <param name="AlertHistory">Newest first.</param>
public sealed record HealthReport(
    ProcessHealth? Process,
    IReadOnlyList<ShardHealth>? Shards,
    QueueHealth? Queue,
    CacheHealth? Cache,
    StoreHealth? Database,
    IReadOnlyList<JobHealth>? Jobs,
    IReadOnlyList<AlertHealth>? Alerts,
    IReadOnlyList<PastAlert>? AlertHistory)
{
    public static readonly HealthReport Unknown = new(null, null, null, null, null, null, null, null);
}

/// <param name="MemoryBytes">Physical memory in use.</param>
/// <param name="HeapBytes">Of this, managed objects at the last collection.</param>
/// <param name="PauseShare">Share of the time that collections stopped everything, 0 to 1.</param>
/// <param name="ProcessorSeconds">Of all cores together, since the start.</param>
/// <param name="PoolThreads">Threads of the pool.</param>
/// <param name="PoolWaiting">Work that waits for one.</param>
public sealed record ProcessHealth(
    string Release, DateTimeOffset StartedAt, long MemoryBytes, long HeapBytes, double PauseShare, double ProcessorSeconds, int PoolThreads, long PoolWaiting);

/// <param name="State">As the gateway names it: "Ready", "Connecting" …</param>
public sealed record ShardHealth(int Shard, string State, bool IsReady, double? LatencyMs, int Reconnects, string? Reason);

/// <param name="Buckets">Limits known and in use.</param>
/// <param name="InvalidRequests">Within the last ten minutes.</param>
/// <param name="InvalidAllowed">How many Discord allows in that time.</param>
/// <param name="GlobalWaitMs">How long the global limit still holds everything back; zero when it does not.</param>
/// <param name="StopWaitMs">How long nothing is sent at all.</param>
public sealed record QueueHealth(
    int Waiting,
    int InFlight,
    int Buckets,
    int InvalidRequests,
    int InvalidAllowed,
    double GlobalWaitMs,
    double StopWaitMs,
    bool TokenRejected,
    IReadOnlyList<RouteHealth> Routes);

/// <param name="Route">Method and template, without ids.</param>
public sealed record RouteHealth(
    string Route, int Waiting, double LongestWaitMs, long Sent, long RateLimited, long SharedLimited, long Retried, long Conflated);

/// <param name="Redis">not used, connected or away.</param>
public sealed record CacheHealth(string Redis, IReadOnlyList<CacheCategoryHealth> Categories);

/// <param name="Hits">Answered from memory or Redis.</param>
/// <param name="HitRate">0 to 1; null before the first lookup.</param>
public sealed record CacheCategoryHealth(
    string Name, double LifetimeSeconds, int Entries, int Capacity, long Hits, long Misses, long Loads, long Failures, long Stale, double? HitRate);

/// <param name="Engine">SQLite or PostgreSQL.</param>
/// <param name="InUse">Connections at work now.</param>
/// <param name="Peak">Most at work at once since the start.</param>
/// <param name="Waiting">Callers that wait for one.</param>
public sealed record StoreHealth(
    string Engine,
    string? Version,
    bool IsHealthy,
    double LatencyMs,
    long? SizeBytes,
    int? Connections,
    int PoolMin,
    int PoolMax,
    int InUse,
    int Peak,
    int Waiting,
    double LongestWaitMs);

/// <param name="Phase">stopped, waiting, running, backing off or stuck.</param>
/// <param name="LastEnd">succeeded, failed, hung, cancelled or done elsewhere; null before the first end.</param>
/// <param name="Uptime">0 to 1.</param>
/// <param name="OnTime">Share of runs begun within 100 ms, 0 to 1; null before the first.</param>
public sealed record JobHealth(
    string Name,
    string Purpose,
    string Schedule,
    string Phase,
    DateTimeOffset? Next,
    DateTimeOffset? LastStart,
    double? LastMs,
    string? LastEnd,
    long Runs,
    long Failures,
    long Hung,
    long Overlaps,
    double Uptime,
    double? OnTime);

/// <param name="Phase">unknown, quiet, pending or firing.</param>
/// <param name="IsUpper">True when too much is bad, false when too little is.</param>
public sealed record AlertHealth(
    string Rule, string Title, string Phase, double? Value, string Unit, double Threshold, bool IsUpper, string? Detail, DateTimeOffset Since);

/// <param name="Ended">Null while it goes on.</param>
public sealed record PastAlert(
    string Rule, string Title, string Unit, double Threshold, double Worst, string? Detail, DateTimeOffset Began, DateTimeOffset? Ended);
