namespace Bronx.Sandbox.Limits;

/// <summary>So many requests per window, counted for each major resource apart.</summary>
/// <param name="Name">Names the bucket; the opaque hash is derived from it.</param>
/// <param name="Limit">Requests per window.</param>
/// <param name="Window">Begins with the first request after the last one ended.</param>
internal sealed record LimitRule(string Name, int Limit, TimeSpan Window)
{
    /// <summary>What the headers show when that is not what is counted (reactions: 1 per 1 s instead of 1 per 0.25 s).</summary>
    public TimeSpan? ShownWindow { get; init; }

    /// <summary>A second, silent counter on the same resource that the headers do not show: channel name and topic.</summary>
    public LimitRule? Hidden { get; init; }

    public string Hash { get; } = HashOf(Name);

    private static string HashOf(string name) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)))[..32];
}
