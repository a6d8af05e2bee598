using Bronx.Discord.Rest;

namespace Bronx.Discord.RequestQueue;

/// <summary>
/// A request whose bucket changes with the age of what it is about, as a deletion's does with the message's age.
/// </summary>
/// <param name="Born">When the message was made, on Discord's clock.</param>
/// <param name="Limits">The ages at which the bucket changes, ascending.</param>
/// <param name="At">The address at an instant of Discord's clock.</param>
internal sealed record Ageing(DateTimeOffset Born, IReadOnlyList<TimeSpan> Limits, Func<DateTimeOffset, Route> At)
{
    /// <summary>
    /// So close before a limit nobody can tell whether a request will be counted on this side or beyond: the way there takes time, and two
    /// clocks never agree. It waits until it certainly belongs beyond.
    /// </summary>
    public static readonly TimeSpan Doubt = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait for certainty; null when there is no doubt at this instant.</summary>
    public TimeSpan? WaitAt(DateTimeOffset instant)
    {
        var age = instant - Born;
        foreach (var limit in Limits)
        {
            if (age < limit && age + Doubt >= limit)
            {
                return limit - age + (Doubt / 4);
            }
        }

        return null;
    }
}
