using System.Text.Json.Nodes;
using Bronx.Sandbox.Limits;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Gateway;

/// <summary>All sessions of the bot: begins, resumes and ends them, and hands every event of the world to those who asked for it.</summary>
internal sealed class GatewayHub : IWorldListener
{
    private readonly World _world;
    private readonly SandboxOptions _options;
    private readonly Dictionary<string, GatewaySession> _sessions = new(StringComparer.Ordinal);
    private readonly HashSet<GatewayConnection> _connections = [];

    public GatewayHub(World world, SandboxOptions options)
    {
        _world = world;
        _options = options;
        Gate = new IdentifyGate(world.Clock, options.SessionStartLimit, options.MaxConcurrency);
        world.Listen(this);
    }

    public IdentifyGate Gate { get; }

    public WireTally Tally { get; } = new();

    public bool BotOnline { get; private set; }

    /// <summary>The bot's presence as it last set it.</summary>
    public JsonObject? Presence { get; set; }

    public IReadOnlyCollection<GatewayConnection> Connections => _connections;

    public IReadOnlyCollection<GatewaySession> Sessions => _sessions.Values;

    /// <summary>Events that are to come twice, by name, and how many of them still.</summary>
    public Dictionary<string, int> Repeats { get; } = new(StringComparer.Ordinal);

    public void Opened(GatewayConnection connection) => _connections.Add(connection);

    /// <summary>A new session takes its connection and gets READY and its guilds.</summary>
    public GatewaySession Begin(GatewayConnection connection, Intents intents, int shard, int shards, bool sharded, int largeThreshold, JsonNode resumeUrl)
    {
        Prune();
        Span<byte> random = stackalloc byte[8];
        _world.Chance.NextBytes(random);
        var session = new GatewaySession($"{_world.Ids.Next().Value:x16}{Convert.ToHexStringLower(random)}", intents, shard, shards, _options.ReplayLimit)
        {
            LargeThreshold = largeThreshold,
            Connection = connection,
        };
        connection.Session = session;
        _sessions[session.Id] = session;
        var guilds = _world.Guilds.Where(guild => session.Carries(guild.Id)).ToList();
        var ready = new JsonObject
        {
            ["v"] = 10,
            ["user"] = UserShape.Own(_world.Bot),
            ["user_settings"] = new JsonObject(),
            ["relationships"] = new JsonArray(),
            ["private_channels"] = new JsonArray(),
            ["guilds"] = Json.List(guilds, guild => GuildShape.Unavailable(guild.Id)),
            ["session_id"] = session.Id,
            ["session_type"] = "normal",
            ["resume_gateway_url"] = resumeUrl,
            ["application"] = new JsonObject { ["id"] = Json.Id(_world.Bot.Id), ["flags"] = 1 << 19 },
        };
        if (sharded)
        {
            ready["shard"] = new JsonArray(shard, shards);
        }

        session.Dispatch("READY", Json.Octets(ready));
        foreach (var guild in guilds)
        {
            var (name, shape) = guild.Available
                ? ("GUILD_CREATE", GuildCreateShape.Of(guild, _world, session))
                : ("GUILD_DELETE", GuildShape.Unavailable(guild.Id));
            session.Dispatch(name, Json.Octets(shape));
        }

        ReviewStatus();
        return session;
    }

    /// <summary>A kept session by its id, or null if it is unknown or too long without a socket.</summary>
    public GatewaySession? Find(string id)
    {
        Prune();
        return _sessions.GetValueOrDefault(id);
    }

    public void Resume(GatewaySession session, GatewayConnection connection, int sequence)
    {
        if (session.Connection is { } old && old != connection)
        {
            old.Session = null;
            old.Abort();
        }

        session.Connection = connection;
        connection.Session = session;
        session.ReplayAfter(sequence);
        session.Dispatch("RESUMED", "{}"u8);
        ReviewStatus();
    }

    /// <summary>The socket is gone. A client that closed with 1000 or 1001 ended its session too.</summary>
    public void Closed(GatewayConnection connection, bool endsSession)
    {
        _connections.Remove(connection);
        connection.HeartbeatWatch?.Dispose();
        if (connection.Session is { } session && session.Connection == connection)
        {
            session.Connection = null;
            session.DetachedAt = _world.Now;
            if (endsSession)
            {
                _sessions.Remove(session.Id);
            }
        }

        ReviewStatus();
    }

    public void End(GatewaySession session)
    {
        _sessions.Remove(session.Id);
        if (session.Connection is { } connection)
        {
            connection.Session = null;
        }

        session.Connection = null;
        ReviewStatus();
    }

    public void Heard(WorldEvent happening)
    {
        if (_sessions.Count == 0 || EventTranslator.Translate(happening, _world) is not { } dispatches)
        {
            return;
        }

        foreach (var dispatch in dispatches)
        {
            for (var times = TakeRepeat(dispatch.Name) ? 2 : 1; times > 0; times--)
            {
                Send(dispatch);
            }
        }
    }

    private void Send(EventDispatch dispatch)
    {
        foreach (var session in _sessions.Values)
        {
            if (session.Carries(dispatch.Guild) && dispatch.For(session) is { } data)
            {
                session.Dispatch(dispatch.Name, data);
            }
        }
    }

    private bool TakeRepeat(string name)
    {
        if (!Repeats.TryGetValue(name, out var left))
        {
            return false;
        }

        if (left > 1)
        {
            Repeats[name] = left - 1;
        }
        else
        {
            Repeats.Remove(name);
        }

        return true;
    }

    private void ReviewStatus()
    {
        var online = _sessions.Values.Any(session => session.Connection is not null);
        if (online == BotOnline)
        {
            return;
        }

        BotOnline = online;
        foreach (var guild in _world.TouchedGuilds)
        {
            if (guild.FindMember(_world.Bot.Id) is { } self)
            {
                self.Online = online;
            }
        }

        _world.Emit(new BotStatusChanged(online));
    }

    private void Prune()
    {
        foreach (var session in _sessions.Values.Where(session => session.Connection is null && _world.Now - session.DetachedAt > _options.SessionKeep).ToList())
        {
            _sessions.Remove(session.Id);
        }
    }
}
