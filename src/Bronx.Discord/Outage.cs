namespace Bronx.Discord;

/// <summary>
/// Tells a log what is worth saying about something that fails over and over: the first time, then at growing intervals, and once when
/// it is over. Not safe for use from several threads.
/// </summary>
internal sealed class Outage(TimeProvider clock)
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private long _began;
    private long _told;
    private TimeSpan _interval = First;

    /// <summary>Failures since it began; 0 while all is well.</summary>
    public int Failures { get; private set; }

    /// <summary>Notes a failure; true when it should be told.</summary>
    public bool Failed()
    {
        if (Failures++ == 0)
        {
            _began = _told = clock.GetTimestamp();
            _interval = First;
            return true;
        }

        if (clock.GetElapsedTime(_told) < _interval)
        {
            return false;
        }

        _told = clock.GetTimestamp();
        _interval = _interval * 2 < Longest ? _interval * 2 : Longest;
        return true;
    }

    /// <summary>Notes that it works; gives how long it did not and how often that was noticed, null when there is nothing to tell.</summary>
    public (TimeSpan Lasted, int Failures)? Ended()
    {
        if (Failures == 0)
        {
            return null;
        }

        var ended = (clock.GetElapsedTime(_began), Failures);
        Failures = 0;
        return ended;
    }
}
