using Bronx.Discord.Gateway;

namespace Bronx.Discord;

/// <summary>How to reach Discord, or a stand-in.</summary>
public sealed record DiscordOptions
{
    /// <summary>Discord's own REST address, version 10.</summary>
    public static readonly Uri DiscordApi = new("https://discord.com/api/v10/");

    /// <summary>The bot's token. Never logged.</summary>
    public required string Token { get; init; }

    /// <summary>Base of every REST call; a trailing slash is added when missing. The gateway's address is asked of it.</summary>
    public Uri ApiBaseAddress { get; init; } = DiscordApi;

    public GatewayIntents Intents { get; init; } =
        GatewayIntents.Guilds | GatewayIntents.GuildMembers | GatewayIntents.GuildMessages | GatewayIntents.MessageContent | GatewayIntents.DirectMessages;

    /// <summary>Total shards; null asks Discord for its advice.</summary>
    public int? ShardCount { get; init; }

    /// <summary>Which shards this process runs; null for all.</summary>
    public IReadOnlyList<int>? Shards { get; init; }

    /// <summary>
    /// Where sessions rest between two runs of the program; null ends them with the program. With one, the bot shows as online for some
    /// minutes after it stopped, because Discord waits for it to come back.
    /// </summary>
    public ISessionStore? Sessions { get; init; }

    /// <summary>Whether frames are compressed with zlib-stream.</summary>
    public bool Compress { get; init; } = true;

    /// <summary>How many members, over all servers, are remembered at most; those not seen for longest go first. 0–1,000,000.</summary>
    public int MemberCacheSize { get; init; } = 10_000;

    /// <summary>Requests per second over all routes but interactions; Discord allows 50.</summary>
    public int GlobalRequestsPerSecond { get; init; } = 50;

    /// <summary>What the bot calls itself; Discord wants "DiscordBot (address, version)" and blocks others.</summary>
    public string UserAgent { get; init; } = $"DiscordBot (https://bronxbot.example, {typeof(DiscordOptions).Assembly.GetName().Version?.ToString(3)})";

    /// <summary>
    /// How many answers of 401, 403 or 429 within ten minutes stop all requests; Discord bans the address at 10,000. 1–9,000.
    /// </summary>
    public int InvalidRequestsToStopAt { get; init; } = 2_000;

    /// <summary>How many requests may wait before new ones are refused. 100–1,000,000.</summary>
    public int QueueCapacity { get; init; } = 100_000;
}
