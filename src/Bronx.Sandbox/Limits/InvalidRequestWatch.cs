namespace Bronx.Sandbox.Limits;

/// <summary>
/// Counts answers of 401, 403 and 429 (not those of shared scope). Too many in ten minutes, and the address is shut out for a while,
/// with an HTML page and without rate-limit headers, as an edge in front of the API does it.
/// </summary>
internal sealed class InvalidRequestWatch(TimeProvider clock, int limit)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan BanTime = TimeSpan.FromHours(1);

    private DateTimeOffset _windowEnds;
    private DateTimeOffset _bannedUntil;

    /// <summary>Invalid requests in the running window.</summary>
    public int Count { get; private set; }

    public TimeSpan? BanLeft => _bannedUntil - clock.GetUtcNow() is var left && left > TimeSpan.Zero ? left : null;

    public void Saw(int status, bool sharedScope)
    {
        if (status is not (401 or 403 or 429) || sharedScope)
        {
            return;
        }

        var now = clock.GetUtcNow();
        if (now >= _windowEnds)
        {
            _windowEnds = now + Window;
            Count = 0;
        }

        if (++Count >= limit)
        {
            _bannedUntil = now + BanTime;
            Count = 0;
        }
    }
}
