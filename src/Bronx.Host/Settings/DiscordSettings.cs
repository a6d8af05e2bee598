using Bronx.Discord;
using Bronx.Platform.Configuration;

namespace Bronx.Host.Settings;

/// <summary>Which Discord, and as whom.</summary>
public sealed record DiscordSettings
{
    [Setting("The bot's token from Discord's developer portal. Without one the built-in sandbox is used.", Example = "MTk4NjIyNDgz.Cl2FMQ.ZnCjm1XVW7", Variable = "DISCORD_TOKEN", MaxLength = 200)]
    public Secret? Token { get; init; }

    [Setting("Base address of Discord's REST API, or of a stand-in; the gateway's address is asked of it.", Example = "http://127.0.0.1:5001/api/v10/")]
    public Uri ApiBaseAddress { get; init; } = DiscordOptions.DiscordApi;

    [Setting("Whether gateway traffic is compressed (zlib-stream).", Example = "true")]
    public bool Compress { get; init; } = true;

    [Setting("How many shards in all; 0 takes Discord's advice.", Example = "1", Min = 0, Max = 10_000)]
    public int ShardCount { get; init; }

    [Setting("Your bot's home page: Discord's rules ask every bot to name one with each request.", Example = "https://example.org/my-bot")]
    public Uri HomePage { get; init; } = new("https://bronxbot.example/");

    [Setting("Requests to Discord that may wait; further ones are refused.", Example = "100000", Min = 100, Max = 1_000_000)]
    public int QueueCapacity { get; init; } = 100_000;
}
