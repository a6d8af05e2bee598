using System.Text.Json.Nodes;
using Bronx.Sandbox.Gateway;
using Bronx.Sandbox.Rest;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Faults;

/// <summary>
/// What goes wrong on demand: the gateway's accidents at once, the API's on the next requests that fit. A route is named by its
/// template, for example <c>/channels/{channel_id}/messages</c>, or by the end of it.
/// </summary>
public sealed class FaultSwitch : IDisposable
{
    private const int Limit = 10_000;

    private readonly World _world;
    private readonly GatewayHub _hub;
    private readonly List<RequestFault> _pending = [];
    private RandomFaults? _random;

    internal FaultSwitch(World world, GatewayHub hub)
    {
        _world = world;
        _hub = hub;
    }

    /// <summary>Faults scripted for requests that have not come yet.</summary>
    public int Pending
    {
        get
        {
            lock (_world.Gate) { return _pending.Count; }
        }
    }

    /// <summary>Cuts every gateway connection without a close frame; the sessions stay resumable.</summary>
    public void DropSockets() => ForEach(connection => connection.Abort());

    /// <summary>Sends op 7 (reconnect) to every gateway connection.</summary>
    public void AskReconnect() => ForEach(connection => connection.Send(7, null));

    /// <summary>Sends op 1: the client must answer with a heartbeat at once.</summary>
    public void AskHeartbeat() => ForEach(connection => connection.Send(1, null));

    /// <summary>Sends op 9. Not resumable means that the sessions are gone.</summary>
    public void InvalidateSessions(bool resumable)
    {
        lock (_world.Gate)
        {
            foreach (var connection in _hub.Connections.ToList())
            {
                if (!resumable && connection.Session is { } session)
                {
                    _hub.End(session);
                }

                connection.Send(9, JsonValue.Create(resumable));
            }
        }
    }

    /// <summary>Closes every gateway connection with a code, 1000 or 4000 to 4999; documented codes have their documented consequence.</summary>
    public void CloseSockets(int code)
    {
        if (code != 1000 && code != 1001 && code is < 4000 or > 4999)
        {
            throw new ArgumentOutOfRangeException(nameof(code), code, "A close code is 1000, 1001 or 4000 to 4999.");
        }

        var closing = Closing.Of(code);
        ForEach(connection =>
        {
            if (closing.EndsSession && connection.Session is { } session)
            {
                _hub.End(session);
            }

            connection.Close(closing.Code, closing.Reason);
        });
    }

    /// <summary>Half-open sockets: the connections stay, but nothing is heard or said on them any more, heartbeat acknowledgements included.</summary>
    public void SilenceSockets() => ForEach(connection => connection.Silent = true);

    /// <summary>Takes a guild into an outage, or brings it back.</summary>
    public void SetGuildAvailable(Snowflake guildId, bool available)
    {
        lock (_world.Gate)
        {
            var guild = _world.FindGuild(guildId) ?? throw new SandboxRefusal($"There is no guild {guildId}.");
            if (guild.Available != available)
            {
                guild.Available = available;
                _world.Emit(available ? new GuildCameBack(guild) : new GuildWentAway(guild, Outage: true));
            }
        }
    }

    /// <summary>Delivers the next dispatches of a name (<c>INTERACTION_CREATE</c>) twice, each time with its own sequence: delivery is not exactly once.</summary>
    public void RepeatNext(string eventName, int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (_world.Gate) { _hub.Repeats[eventName] = times; }
    }

    /// <summary>Answers the next fitting requests with 429.</summary>
    /// <param name="route">Template or its end; null for any.</param>
    /// <param name="scope"><c>user</c>, <c>global</c> or <c>shared</c>.</param>
    /// <param name="retryAfter">What the answer asks the bot to wait.</param>
    /// <param name="times">How many requests, 1 or more.</param>
    /// <param name="method">HTTP method; null for any.</param>
    public void RateLimitNext(string? route, string scope, TimeSpan retryAfter, int times = 1, string? method = null)
    {
        if (scope is not ("user" or "global" or "shared"))
        {
            throw new ArgumentOutOfRangeException(nameof(scope), scope, "A scope is user, global or shared.");
        }

        Script(times, new RequestFault { Method = method, Route = route, Answer = RestServer.TooMany(retryAfter, scope) });
    }

    /// <summary>Answers the next fitting requests with a status of 500 to 599, without running them.</summary>
    public void FailNext(string? route, int status = 502, int times = 1, string? method = null)
    {
        if (status is < 500 or > 599)
        {
            throw new ArgumentOutOfRangeException(nameof(status), status, "A server's failure is 500 to 599.");
        }

        var body = new JsonObject { ["message"] = $"{status}: Server Error", ["code"] = 0 };
        Script(times, new RequestFault { Method = method, Route = route, Answer = new RestAnswer(status, Json.Octets(body)) });
    }

    /// <summary>Runs the next fitting requests but loses the answer with the connection.</summary>
    public void DropNext(string? route, int times = 1, string? method = null) =>
        Script(times, new RequestFault { Method = method, Route = route, DropsConnection = true });

    /// <summary>Looks at the next fitting requests only after a while on the sandbox's clock.</summary>
    public void DelayNext(string? route, TimeSpan delay, int times = 1, string? method = null) =>
        Script(times, new RequestFault { Method = method, Route = route, Delay = delay });

    /// <summary>Looks at the next fitting request only when the test says so.</summary>
    public HeldRequest HoldNext(string? route, string? method = null)
    {
        var held = new HeldRequest();
        Script(1, new RequestFault { Method = method, Route = route, Hold = held.Released, Arrived = held.Arrive });
        return held;
    }

    /// <summary>Forgets what was scripted and has not happened, and ends the random mode.</summary>
    public void Clear()
    {
        lock (_world.Gate)
        {
            _pending.Clear();
            _hub.Repeats.Clear();
            _random?.Dispose();
            _random = null;
        }
    }

    /// <summary>
    /// Lets faults of all kinds happen by themselves from now on: gateway accidents at exponentially distributed intervals, and a share
    /// of the requests. The same seed gives the same sequence of choices.
    /// </summary>
    public void StartRandom(RandomFaultOptions options)
    {
        lock (_world.Gate)
        {
            _random?.Dispose();
            _random = new RandomFaults(this, options, _world.Clock);
        }
    }

    public void Dispose() => Clear();

    internal RequestFault? TakeRequestFault(string method, string? template, string path)
    {
        lock (_world.Gate)
        {
            var index = _pending.FindIndex(fault => fault.Matches(method, template, path));
            if (index < 0)
            {
                return _random?.TakeRequestFault();
            }

            var found = _pending[index];
            _pending.RemoveAt(index);
            found.Arrived?.Invoke();
            return found;
        }
    }

    private void Script(int times, RequestFault fault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (_world.Gate)
        {
            if (_pending.Count + times > Limit)
            {
                throw new InvalidOperationException($"No more than {Limit} faults can wait at a time.");
            }

            _pending.AddRange(Enumerable.Repeat(fault, times));
        }
    }

    private void ForEach(Action<GatewayConnection> act)
    {
        lock (_world.Gate)
        {
            foreach (var connection in _hub.Connections.ToList())
            {
                act(connection);
            }
        }
    }
}
