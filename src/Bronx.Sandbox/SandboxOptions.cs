namespace Bronx.Sandbox;

/// <summary>How a sandbox behaves. <see cref="SandboxServer.StartAsync"/> checks every value and names the one that is wrong.</summary>
public sealed record SandboxOptions
{
    /// <summary>TCP port on loopback, 0 to 65535. Default 0: any free one.</summary>
    public int Port { get; init; }

    /// <summary>What <c>Authorization: Bot …</c> and IDENTIFY must carry. Default <c>sandbox</c>; not empty, no spaces.</summary>
    public string BotToken { get; init; } = "sandbox";

    /// <summary>The application's secret for signing people in; its client id is <see cref="Worlds.World.BotId"/>. Default <c>sandbox-secret</c>; not empty, no spaces.</summary>
    public string ClientSecret { get; init; } = "sandbox-secret";

    /// <summary>
    /// Addresses that <c>/oauth2/authorize</c> sends people back to, compared letter by letter. Default none: every http address of
    /// localhost will do.
    /// </summary>
    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    /// <summary>Every id of the demo server and every chance in the sandbox comes from it. Default 1, any value.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Privileged intents that are switched on; a subset of <see cref="Intents.Privileged"/>. Default: all three.</summary>
    public Intents PrivilegedIntents { get; init; } = Intents.Privileged;

    /// <summary>IDENTIFYs allowed per 5 s and rate-limit key, 1 to 1024. Default 1.</summary>
    public int MaxConcurrency { get; init; } = 1;

    /// <summary>IDENTIFYs allowed per 24 h over all shards, 1 to 1,000,000. Default 1000.</summary>
    public int SessionStartLimit { get; init; } = 1000;

    /// <summary>The interval that HELLO asks for, 10 ms to 7 days. Default 41.25 s. A client silent for two intervals is disconnected.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(41.25);

    /// <summary>How long a session without a socket can be resumed, 1 s to 1 day. Default 5 min.</summary>
    public TimeSpan SessionKeep { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Dispatches kept per session for RESUME, 1 to 1,000,000. Default 5000. A client further behind gets op 9 (false).</summary>
    public int ReplayLimit { get; init; } = 5000;

    /// <summary>Messages kept per channel, 10 to 100,000. Default 1000; the oldest go first.</summary>
    public int HistoryLimit { get; init; } = 1000;

    /// <summary>
    /// Servers the bot is in, 1 to 1,000,000. Default 1: the demo server alone. Each further one has ten channels and ten roles and comes into
    /// being when it is asked for. More than 2500 need shards.
    /// </summary>
    public int Guilds { get; init; } = 1;

    /// <summary>People in each of the further servers beside its owner and the bot, 0 to 10,000. Default 0.</summary>
    public int PeoplePerGuild { get; init; }

    /// <summary>Shards that <c>GET /gateway/bot</c> recommends, 0 to 10,000. Default 0: one for each thousand servers, as Discord advises.</summary>
    public int RecommendedShards { get; init; }

    /// <summary>Requests per second over all routes, 1 to 1,000,000. Default 50.</summary>
    public int GlobalLimit { get; init; } = 50;

    /// <summary>Answers of 401, 403 and 429 per 10 min that lead to a ban, 1 to 1,000,000. Default 10,000.</summary>
    public int InvalidRequestLimit { get; init; } = 10_000;

    /// <summary>Direct conversations that the bot may begin within 10 min before it gets 40003, 1 to 1,000,000. Default 200; Discord tells no number.</summary>
    public int ConversationLimit { get; init; } = 200;

    /// <summary>Called once for every REST exchange the bot makes, after the answer is known and before it is sent. Must not block.</summary>
    public Action<WireExchange>? Tap { get; init; }

    /// <summary>Where the world is kept over a restart; null keeps it in memory only. Written whole beside it, then renamed.</summary>
    public string? WorldFile { get; init; }

    internal int ShardAdvice => RecommendedShards > 0 ? RecommendedShards : (Guilds + 999) / 1000;

    internal void Validate()
    {
        Within(Port, 0, 65535, nameof(Port), "0 for any free port, or for example 5001");
        Within(MaxConcurrency, 1, 1024, nameof(MaxConcurrency), "for example 1");
        Within(SessionStartLimit, 1, 1_000_000, nameof(SessionStartLimit), "for example 1000");
        Within(ReplayLimit, 1, 1_000_000, nameof(ReplayLimit), "for example 5000");
        Within(HistoryLimit, 10, 100_000, nameof(HistoryLimit), "for example 1000");
        Within(Guilds, 1, 1_000_000, nameof(Guilds), "for example 1000");
        Within(PeoplePerGuild, 0, 10_000, nameof(PeoplePerGuild), "for example 20");
        Within(RecommendedShards, 0, 10_000, nameof(RecommendedShards), "0 for as many as the servers need, or for example 1");
        Within(GlobalLimit, 1, 1_000_000, nameof(GlobalLimit), "for example 50");
        Within(InvalidRequestLimit, 1, 1_000_000, nameof(InvalidRequestLimit), "for example 10000");
        Within(ConversationLimit, 1, 1_000_000, nameof(ConversationLimit), "for example 200");
        Within(HeartbeatInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromDays(7), nameof(HeartbeatInterval), "for example 00:00:41.250");
        Within(SessionKeep, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), nameof(SessionKeep), "for example 00:05:00");
        if (string.IsNullOrWhiteSpace(BotToken) || BotToken.Any(char.IsWhiteSpace))
        {
            throw new SandboxStartException($"{nameof(BotToken)} of the sandbox must be a word without spaces, for example sandbox.");
        }

        if (string.IsNullOrWhiteSpace(ClientSecret) || ClientSecret.Any(char.IsWhiteSpace))
        {
            throw new SandboxStartException($"{nameof(ClientSecret)} of the sandbox must be a word without spaces, for example sandbox-secret.");
        }

        if ((PrivilegedIntents & ~Intents.Privileged) != Intents.None)
        {
            throw new SandboxStartException($"{nameof(PrivilegedIntents)} of the sandbox takes GuildMembers, GuildPresences and MessageContent only.");
        }
    }

    private static void Within<T>(T value, T low, T high, string name, string example)
        where T : IComparable<T>
    {
        if (value.CompareTo(low) < 0 || value.CompareTo(high) > 0)
        {
            throw new SandboxStartException($"{name} of the sandbox is {value}; it must lie between {low} and {high}: {example}.");
        }
    }
}
