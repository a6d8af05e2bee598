namespace Bronx.Platform.Storage;

/// <summary>How busy the connections are.</summary>
/// <param name="Min">Kept open.</param>
/// <param name="InUse">At work now.</param>
/// <param name="Peak">Most at work at once since the process started.</param>
/// <param name="Waiting">Callers that wait for one now.</param>
/// <param name="Rented">Times one was taken since the process started.</param>
/// <param name="LongestWait">For one, since the process started.</param>
public sealed record PoolUsage(int Min, int Max, int InUse, int Peak, int Waiting, long Rented, TimeSpan LongestWait);
