using Bronx.Platform.Caching.Redis;
using Bronx.Platform.Configuration;
using Bronx.Platform.Text;

namespace Bronx.Platform.Caching;

/// <summary>Settings of the section <c>Cache</c>.</summary>
public sealed record CacheOptions : ICheckedOptions
{
    [Setting("Address of a Redis server that processes share; without one each process remembers for itself.", Example = "redis://:secret@localhost:6379/0", Variable = "REDIS_URL", MaxLength = 500)]
    public Secret? RedisUrl { get; init; }

    [Setting("How long values of a category are remembered, as name=time with commas between; the others keep their own time. See 'cache stats' for the names.", Example = "names=10m,leaderboards=15s", MaxLength = 500)]
    public string Lifetimes { get; init; } = "";

    public IEnumerable<OptionProblem> Problems()
    {
        if (RedisUrl is { } url && RedisAddress.Problem(url.Reveal()) is { } wrong)
        {
            yield return new(nameof(RedisUrl), wrong);
        }

        foreach (var part in Parts())
        {
            if (part.Split('=', 2) is not [{ Length: > 0 }, var time] || !DurationText.TryParse(time, out var span, out _) || span > TimeSpan.FromDays(1))
            {
                yield return new(nameof(Lifetimes), $"has a part that is not a name, '=' and a time of 1s to 1d: '{part}'");
            }
        }
    }

    /// <summary>What was set for a category, else its own.</summary>
    internal TimeSpan LifetimeOf(string category, TimeSpan own) =>
        Parts().Select(part => part.Split('=', 2)).LastOrDefault(part => part[0].Trim() == category) is [_, var time] && DurationText.TryParse(time, out var span, out _) ? span : own;

    private string[] Parts() => Lifetimes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
