using System.Runtime;
using System.Runtime.InteropServices;

namespace Bronx.Host.Roles;

/// <summary>
/// Gives memory back to the machine when the bot rests: what the compiler used and returned to the C library, which keeps it, and what objects
/// used that are gone. Both come in bursts, at the start and when much is asked for the first time, and would stay with the process for good.
/// A busy bot is left alone, and so is a large heap, which would stand still for too long.
/// </summary>
internal sealed class MemoryAtRest : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _over = new();
    private readonly Task _watching;

    private MemoryAtRest(TimeProvider clock) => _watching = WatchAsync(clock, _over.Token);

    /// <summary>Watches until disposed.</summary>
    public static MemoryAtRest Begin(TimeProvider clock) => new(clock);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _watching;
        _over.Dispose();
    }

    private static async Task WatchAsync(TimeProvider clock, CancellationToken ct)
    {
        var judge = new RestJudge(Glance());
        using var timer = new PeriodicTimer(Look, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                var rest = judge.Judge(Glance());
                if (rest != Rest.None)
                {
                    GiveBack(rest);
                    judge.GaveBack(rest, Glance());
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The bot stops.
        }
    }

    /// <summary>Gives back now what <paramref name="rest"/> allows, whatever the bot is doing.</summary>
    internal static void GiveBack(Rest rest)
    {
        if (rest == Rest.Heap)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }

        Native.GiveBack();
    }

    private static MemoryGlance Glance() => new(GC.GetTotalAllocatedBytes(), JitInfo.GetCompiledMethodCount(), GC.GetTotalMemory(forceFullCollection: false));

    /// <summary>What glibc offers and other C libraries do not need or have.</summary>
    private static class Native
    {
        private static bool _isMissing = !OperatingSystem.IsLinux();

        public static void GiveBack()
        {
            if (_isMissing)
            {
                return;
            }

            try
            {
                _ = malloc_trim(0);
            }
            catch (EntryPointNotFoundException)
            {
                // Alpine's.
                _isMissing = true;
            }
        }

        [DllImport("libc", ExactSpelling = true)]
        private static extern int malloc_trim(nuint keep);
    }
}
