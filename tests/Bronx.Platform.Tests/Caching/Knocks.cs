using Bronx.Testing;

namespace Bronx.Platform.Tests.Caching;

/// <summary>
/// Waiting for Redis on a clock that stands still: only the pause between two knocks passes, so a machine that is too slow to connect at the
/// first knock connects at a later one, and no answer ever comes too late.
/// </summary>
internal static class Knocks
{
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    /// <param name="clock">Of one cache only: nothing else may wait for it, or its pauses are not known from others.</param>
    public static Task PassUntilAsync(HeldClock clock, Func<bool> holds) => UntilAsync(() =>
    {
        if (!holds() && clock.LastDue - clock.GetUtcNow() == Pace)
        {
            clock.Advance(Pace);
        }

        return holds();
    });

    public static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }
    }
}
