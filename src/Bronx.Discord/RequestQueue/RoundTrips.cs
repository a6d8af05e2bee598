using Bronx.Discord.Rest;

namespace Bronx.Discord.RequestQueue;

/// <summary>
/// The least that an answer of each route took lately: what is above it is delay on the way there or back. The first answers wait for
/// connections and for code that is compiled, so they say nothing about the way: a route is believed once it was asked often enough.
/// </summary>
internal sealed class RoundTrips
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(2);

    private const int Few = 10;
    private static readonly TimeSpan Young = TimeSpan.FromSeconds(2);

    private readonly Dictionary<RouteTemplate, Least> _least = [];

    /// <summary>Notes one and gives the least of the last minutes, this one included; zero while too little is known.</summary>
    public TimeSpan Note(RouteTemplate template, TimeSpan took, TimeSpan now)
    {
        var least = _least.GetValueOrDefault(template, new Least(took, took, now, now, 0));
        if (now - least.Since > Memory)
        {
            least = least with { Current = took, Before = least.Current, Since = now };
        }

        least = least with { Current = took < least.Current ? took : least.Current, Seen = least.Seen + 1 };
        _least[template] = least;
        if (least.Seen < Few || now - least.First < Young)
        {
            return TimeSpan.Zero;
        }

        return least.Current < least.Before ? least.Current : least.Before;
    }

    private readonly record struct Least(TimeSpan Current, TimeSpan Before, TimeSpan Since, TimeSpan First, long Seen);
}
