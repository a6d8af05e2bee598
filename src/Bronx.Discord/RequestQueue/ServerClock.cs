namespace Bronx.Discord.RequestQueue;

/// <summary>
/// Discord's clock as seen from here. Ours may be wrong by minutes; an answer that tells both when a window ends and how long that
/// will take tells what time it is over there.
/// </summary>
internal sealed class ServerClock(DateTimeOffset begin)
{
    private static readonly TimeSpan Absurd = TimeSpan.FromDays(1);

    private TimeSpan _skew;
    private bool _known;

    /// <summary>What Discord's clock shows at an instant of the queue's clock.</summary>
    public DateTimeOffset At(TimeSpan now) => begin + now + _skew;

    /// <summary>Takes what an answer, received now, told of the time there.</summary>
    public void Learn(DateTimeOffset told, TimeSpan now)
    {
        var skew = told - (begin + now);
        if (skew.Duration() > Absurd)
        {
            return;
        }

        // Answers take different times to arrive: later ones correct only a little.
        _skew = _known && (skew - _skew).Duration() < Ageing.Doubt ? _skew + ((skew - _skew) / 8) : skew;
        _known = true;
    }
}
