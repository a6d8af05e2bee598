namespace Bronx.Discord;

/// <summary>Refuses settings that cannot work, naming the one that is wrong.</summary>
internal static class OptionsCheck
{
    public static void ThrowIfInvalid(DiscordOptions options)
    {
        Require(!string.IsNullOrWhiteSpace(options.Token), "Discord:Token is empty; set the bot's token.");
        Require(!options.Token.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c > 126), "Discord:Token contains a space or a character no token has; copy it again.");
        Require(options.ApiBaseAddress.IsAbsoluteUri && options.ApiBaseAddress.Scheme is "http" or "https", $"Discord:ApiBaseAddress must be an http or https address such as {DiscordOptions.DiscordApi}.");
        Require(options.GlobalRequestsPerSecond is >= 1 and <= 10_000, "Discord:GlobalRequestsPerSecond must lie between 1 and 10000; Discord allows 50 unless it granted more.");
        Require(options.QueueCapacity is >= 100 and <= 1_000_000, "Discord:QueueCapacity must lie between 100 and 1000000.");
        Require(options.MemberCacheSize is >= 0 and <= 1_000_000, "MemberCacheSize must lie between 0 and 1000000.");
        Require(options.InvalidRequestsToStopAt is >= 1 and <= 9_000, "Discord:InvalidRequestsToStopAt must lie between 1 and 9000.");
        Require(options.ShardCount is null or (>= 1 and <= 100_000), "Discord:ShardCount must be at least 1.");
        Require(options.Shards is null || (options.ShardCount is { } count && options.Shards.Count > 0 && options.Shards.All(shard => shard >= 0 && shard < count)), "Discord:Shards must name shards below Discord:ShardCount, which must be set too.");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ArgumentException(otherwise);
        }
    }
}
