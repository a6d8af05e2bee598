using Bronx.Discord.Rest;

namespace Bronx.Discord.RequestQueue;

/// <summary>The least that an answer of each route took lately: what is above it is delay on the way there or back.</summary>
internal sealed class RoundTrips
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(2);

    private readonly Dictionary<RouteTemplate, Least> _least = [];

    /// <summary>Notes one and gives the least of the last minutes, this one included.</summary>
    public TimeSpan Note(RouteTemplate template, TimeSpan took, TimeSpan now)
    {
        var least = _least.GetValueOrDefault(template, new Least(took, took, now));
        if (now - least.Since > Memory)
        {
            least = new Least(took, least.Current, now);
        }

        least = least with { Current = took < least.Current ? took : least.Current };
        _least[template] = least;
        return least.Current < least.Before ? least.Current : least.Before;
    }

    private readonly record struct Least(TimeSpan Current, TimeSpan Before, TimeSpan Since);
}
