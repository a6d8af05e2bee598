namespace Bronx.Discord.Gateway;

/// <summary>What GET /gateway/bot tells.</summary>
internal sealed record GatewayBody(string Url, int Shards, SessionStartLimit SessionStartLimit);

/// <summary>How often a bot may identify: <paramref name="Remaining"/> of <paramref name="Total"/> until <paramref name="ResetAfter"/> (ms) has passed, <paramref name="MaxConcurrency"/> at once per five seconds.</summary>
internal sealed record SessionStartLimit(int Total, int Remaining, long ResetAfter, int MaxConcurrency);
