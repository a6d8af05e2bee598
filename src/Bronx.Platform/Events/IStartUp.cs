namespace Bronx.Platform.Events;

/// <summary>
/// What a slice does once when the process starts: after the store is open, before the first command is taken. Requests to Discord
/// wait in the queue until it can be reached, so they must not be awaited here.
/// </summary>
public interface IStartUp
{
    /// <summary>Short: the bot answers nobody before it ends. An exception stops the start.</summary>
    Task StartAsync(CancellationToken ct);
}
