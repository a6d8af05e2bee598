namespace Bronx.Dashboard.Health;

/// <summary>One thing the bot needs to do its work.</summary>
/// <param name="Name">Shown to anyone who asks: "database", "gateway". No addresses, no versions.</param>
/// <param name="CheckAsync">Answers within two seconds or counts as not ready; so does one that throws.</param>
public sealed record HealthProbe(string Name, Func<CancellationToken, Task<ProbeResult>> CheckAsync);
