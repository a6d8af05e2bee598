namespace Bronx.Platform.Caching;

/// <summary>One kind of value that is worth remembering. Never money, and never what decides about permission.</summary>
/// <param name="Name">Lower case, as owners type it in <c>cache clear</c>: "names".</param>
/// <param name="Lifetime">How long a value is fresh, 1 s to 1 day. Shortened by up to a tenth, so that not all end at once.</param>
/// <param name="KeyText">A key in words, unique in the category: "1234/5678".</param>
public sealed record CacheCategory<TKey, TValue>(string Name, TimeSpan Lifetime, Func<TKey, string> KeyText)
    where TKey : notnull
{
    /// <summary>Values in memory at most, 1 or more.</summary>
    public int Capacity { get; init; } = 10_000;

    /// <summary>How long past its time a value may still answer while its source fails; zero: never.</summary>
    public TimeSpan UsableStale { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Raised when the shape of the value changes: what older programs left in Redis is then not read.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Whether other processes may use the value too.</summary>
    public bool Shared { get; init; } = true;
}
