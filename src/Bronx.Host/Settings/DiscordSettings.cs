using Bronx.Discord;
using Bronx.Platform.Configuration;

namespace Bronx.Host.Settings;

/// <summary>Which Discord, and as whom.</summary>
public sealed record DiscordSettings
{
    [Setting("The bot's token from Discord's developer portal. Without one the built-in sandbox is used.", Example = "MTk4NjIyNDgz.Cl2FMQ.ZnCjm1XVW7", Variable = "DISCORD_TOKEN", MaxLength = 200)]
    public Secret? Token { get; init; }

    [Setting("The application's OAuth2 client secret from Discord's developer portal. With it people can sign in on the dashboard; add the dashboard's address with /sign-in/callback to the portal's redirects.", Example = "p8rTnY3cLwQ1vX7uK0sHdG5mZbE2aJ9f", Variable = "DISCORD_CLIENT_SECRET", MaxLength = 200)]
    public Secret? ClientSecret { get; init; }

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
