using System.Net.WebSockets;

namespace Bronx.Discord.Gateway;

/// <summary>
/// Shows one shard's bot as it wants to be seen, no oftener than Discord takes it. The newest wish wins: one that was overtaken while it waited is
/// never sent. What the line lost is shown when the session goes on.
/// </summary>
internal sealed class PresenceKeeper(TimeProvider clock, Func<Presence?> wanted)
{
    private readonly SendLimit _limit = SendLimit.OfPresences(clock);
    private Presence? _shown;
    private int _busy;

    /// <summary>A session begins; its identify carries what it is to show.</summary>
    public Presence? Begin()
    {
        var presence = wanted();
        Volatile.Write(ref _shown, presence);
        return presence;
    }

    /// <summary>Completes when the wish is shown or the line is gone; at once when another call is at it, which will show the newest.</summary>
    public async Task ShowAsync(Func<byte[], CancellationToken, Task> send, CancellationToken ct)
    {
        // Looked at again after letting go: a wish may have come meanwhile from somebody who saw us at it.
        while (IsDue() && Interlocked.Exchange(ref _busy, 1) == 0)
        {
            try
            {
                await ShowNewestAsync(send, ct);
            }
            catch (Exception lost) when (lost is InvalidOperationException or WebSocketException or IOException)
            {
                // The line is gone: the next session carries it, or it is shown when this one goes on.
                return;
            }
            finally
            {
                Interlocked.Exchange(ref _busy, 0);
            }
        }
    }

    private bool IsDue() => wanted() is { } presence && presence != Volatile.Read(ref _shown);

    private async Task ShowNewestAsync(Func<byte[], CancellationToken, Task> send, CancellationToken ct)
    {
        while (_limit.Wait() is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, ct);
        }

        if (wanted() is { } presence)
        {
            _limit.Count();
            await send(Payloads.PresenceUpdate(presence), ct);
            Volatile.Write(ref _shown, presence);
        }
    }
}
