using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Bronx.Host.Roles;

/// <summary>What runs, so that it is stopped in the reverse order of its start, all within a deadline.</summary>
internal sealed partial class ShutdownOrder(ILogger log)
{
    private readonly ConcurrentStack<(string Part, TimeSpan Share, Func<CancellationToken, Task> Stop)> _running = new();

    /// <summary>Parts that start side by side may be added at the same time.</summary>
    /// <param name="part">As the log calls it when it does not stop.</param>
    /// <param name="share">How long it may take before it is told to hurry.</param>
    public void Add(string part, TimeSpan share, Func<CancellationToken, Task> stop) => _running.Push((part, share, stop));

    /// <returns>False when a part failed to stop in order; it is in the log.</returns>
    public async Task<bool> StopAsync(TimeSpan within)
    {
        var clean = true;
        using var everything = new CancellationTokenSource(within, TimeProvider.System);
        while (_running.TryPop(out var part))
        {
            // Nobody's delay eats the time of those who still have to save.
            using var share = new CancellationTokenSource(part.Share, TimeProvider.System);
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(share.Token, everything.Token);
            try
            {
                await part.Stop(deadline.Token).WaitAsync(everything.Token);
            }
            catch (Exception fault)
            {
                // One part that fails to stop must not keep the next from saving its data.
                clean = false;
                Log.StopFailed(log, part.Part, fault);
            }
        }

        return clean;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Part} did not stop cleanly")]
        public static partial void StopFailed(ILogger logger, string part, Exception fault);
    }
}
