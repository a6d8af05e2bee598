namespace Bronx.Platform.Storage;

/// <summary>One look at the store.</summary>
/// <param name="Version">Of the engine, in its own words; null when it did not answer.</param>
/// <param name="Latency">Of one trivial read, waiting for a connection included.</param>
/// <param name="SizeBytes">On disk: for SQLite file and write-ahead log.</param>
/// <param name="Connections">Connections open now; null when the engine does not say.</param>
/// <param name="Problem">Null when all is well, else one line.</param>
public sealed record DatabaseHealth(
    DatabaseEngine Engine, string? Version, TimeSpan Latency, long? SizeBytes, int? Connections, int MaxConnections, string? Problem)
{
    public bool IsHealthy => Problem is null;
}
