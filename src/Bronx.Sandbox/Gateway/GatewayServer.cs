using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bronx.Sandbox.Gateway;

/// <summary>The gateway's side of one WebSocket after another: HELLO, then whatever the client sends, answered as documented.</summary>
internal sealed partial class GatewayServer(World world, GatewayHub hub, SandboxOptions options, ILogger<GatewayServer> logger)
{
    private const int PayloadLimit = 4096;
    private const int SendLimit = 120;
    private const int GuildsPerShard = 2500;
    private static readonly TimeSpan SendWindow = TimeSpan.FromSeconds(60);

    private readonly MemberRequests _members = new(world);

    /// <summary>Where a client that is told to resume shall connect; another path than <c>/gateway</c>, so that tests can tell.</summary>
    public Uri ResumeUrl { get; set; } = new("ws://127.0.0.1/gateway/resume");

    public async Task HandleAsync(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var query = http.Request.Query;
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        await using var connection = new GatewayConnection(socket, query["compress"] == "zlib-stream", world.Now);
        await using var stopping = http.RequestAborted.Register(connection.Abort);
        if (Refusal(query) is { } refusal)
        {
            connection.Close(refusal.Code, refusal.Reason);
        }
        else
        {
            Open(connection);
        }

        await ReadAsync(connection);
    }

    private static Closing? Refusal(IQueryCollection query)
    {
        if (query["v"].ToString() is not ("10" or "9"))
        {
            return Closing.InvalidVersion;
        }

        return query["encoding"].ToString() is "json" or "" ? null : Closing.Decode;
    }

    private void Open(GatewayConnection connection)
    {
        lock (world.Gate)
        {
            hub.Opened(connection);
            connection.Send(10, new JsonObject
            {
                ["heartbeat_interval"] = (long)options.HeartbeatInterval.TotalMilliseconds,
                ["_trace"] = new JsonArray("[\"sandbox\"]"),
            });
            connection.HeartbeatWatch = world.Clock.CreateTimer(_ => Quiet(connection), null, options.HeartbeatInterval * 2, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task ReadAsync(GatewayConnection connection)
    {
        while (true)
        {
            var input = await connection.ReceiveAsync(PayloadLimit);
            if (input.TooLarge)
            {
                connection.Close(Closing.Decode.Code, Closing.Decode.Reason);
            }
            else if (input.Text is { } text)
            {
                Take(connection, text);
                continue;
            }

            // Only the client's own 1000 or 1001 ends the session; an answer to our close frame does not.
            var ends = connection.CloseCode is null && input.CloseCode is 1000 or 1001;
            lock (world.Gate)
            {
                hub.Closed(connection, ends);
            }

            if (input.CloseCode is not null && connection.CloseCode is null)
            {
                connection.Close((int)WebSocketCloseStatus.NormalClosure, "");
            }

            Log.Gone(logger, connection.Session?.Id ?? "none", input.CloseCode);
            return;
        }
    }

    private void Take(GatewayConnection connection, ReadOnlyMemory<byte> text)
    {
        lock (world.Gate)
        {
            if (connection.Silent || connection.CloseCode is not null)
            {
                return;
            }

            if (Handle(connection, text) is { } closing)
            {
                Log.Closing(logger, closing.Code, closing.Reason);
                if (closing.EndsSession && connection.Session is { } session)
                {
                    hub.End(session);
                }

                connection.Close(closing.Code, closing.Reason);
            }
        }
    }

    private Closing? Handle(GatewayConnection connection, ReadOnlyMemory<byte> text)
    {
        if (TooMany(connection))
        {
            return Closing.RateLimited;
        }

        JsonElement payload;
        try
        {
            using var document = JsonDocument.Parse(text);
            payload = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return Closing.Decode;
        }

        if (payload.ValueKind != JsonValueKind.Object || !payload.TryGetProperty("op", out var op) || !op.TryGetInt32Safely(out var opcode))
        {
            return Closing.Decode;
        }

        payload.TryGetProperty("d", out var data);
        return opcode switch
        {
            1 => Heartbeat(connection),
            2 => connection.Session is null ? Identify(connection, data) : Closing.AlreadyAuthenticated,
            6 => connection.Session is null ? Resume(connection, data) : Closing.AlreadyAuthenticated,
            3 or 4 or 8 or 31 or 43 when connection.Session is null => Closing.NotAuthenticated,
            3 => Presence(data),
            4 or 31 or 43 => null,
            8 => _members.Answer(connection.Session!, data),
            _ => Closing.UnknownOpcode,
        };
    }

    private bool TooMany(GatewayConnection connection)
    {
        var now = world.Now;
        while (connection.Received.TryPeek(out var oldest) && now - oldest >= SendWindow)
        {
            connection.Received.Dequeue();
        }

        connection.Received.Enqueue(now);
        return connection.Received.Count > SendLimit;
    }

    private Closing? Heartbeat(GatewayConnection connection)
    {
        connection.HeartbeatWatch?.Change(options.HeartbeatInterval * 2, Timeout.InfiniteTimeSpan);
        connection.Send(11, null);
        return null;
    }

    private void Quiet(GatewayConnection connection)
    {
        lock (world.Gate)
        {
            // The client may resume: a missed heartbeat is a broken connection, not a broken session. A half-open one is not even closed.
            if (!connection.Silent)
            {
                connection.Close(Closing.Unknown.Code, "Heartbeat missed.");
            }

            hub.Closed(connection, endsSession: false);
        }
    }

    private Closing? Identify(GatewayConnection connection, JsonElement data)
    {
        if (IdentifyRequest.Read(data) is not { } request)
        {
            return Closing.Decode;
        }

        if (request.Token != options.BotToken && request.Token != $"Bot {options.BotToken}")
        {
            return Closing.AuthenticationFailed;
        }

        if ((request.Intents & ~(long)Intents.All) != 0)
        {
            return Closing.InvalidIntents;
        }

        var intents = (Intents)request.Intents;
        if ((intents & Intents.Privileged & ~options.PrivilegedIntents) != Intents.None)
        {
            return Closing.DisallowedIntents;
        }

        if (request.Shards < 1 || request.Shard < 0 || request.Shard >= request.Shards)
        {
            return Closing.InvalidShard;
        }

        if (world.GuildCount > (long)GuildsPerShard * request.Shards)
        {
            return Closing.ShardingRequired;
        }

        hub.Tally.Identified(world.Now);
        switch (hub.Gate.Take(request.Shard))
        {
            case IdentifyVerdict.TooFast:
                connection.Send(9, JsonValue.Create(false));
                return null;
            case IdentifyVerdict.BudgetSpent:
                EndEverything();
                return Closing.AuthenticationFailed;
            default:
                hub.Presence = request.Presence ?? hub.Presence;
                hub.Begin(connection, intents, request.Shard, request.Shards, request.Sharded, request.LargeThreshold, JsonValue.Create(ResumeUrl.AbsoluteUri.TrimEnd('/')));
                return null;
        }
    }

    /// <summary>The daily budget is spent: every session ends, as Discord ends them when it resets the token.</summary>
    private void EndEverything()
    {
        foreach (var session in hub.Sessions.ToList())
        {
            var socket = session.Connection;
            hub.End(session);
            socket?.Close(Closing.AuthenticationFailed.Code, Closing.AuthenticationFailed.Reason);
        }
    }

    private Closing? Resume(GatewayConnection connection, JsonElement data)
    {
        if (ResumeRequest.Read(data) is not { } request)
        {
            return Closing.Decode;
        }

        if (request.Token != options.BotToken && request.Token != $"Bot {options.BotToken}")
        {
            return Closing.AuthenticationFailed;
        }

        if (hub.Find(request.SessionId) is not { } session)
        {
            connection.Send(9, JsonValue.Create(false));
            return null;
        }

        if (request.Sequence > session.Sequence || request.Sequence < 0)
        {
            hub.End(session);
            return Closing.InvalidSequence;
        }

        if (!session.CanReplayAfter(request.Sequence))
        {
            hub.End(session);
            connection.Send(9, JsonValue.Create(false));
            return null;
        }

        hub.Resume(session, connection, request.Sequence);
        return null;
    }

    private Closing? Presence(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("status", out var status)
            || status.ValueKind != JsonValueKind.String || status.GetString() is not ("online" or "idle" or "dnd" or "invisible" or "offline"))
        {
            return Closing.UnknownOpcode;
        }

        hub.Presence = JsonNode.Parse(data.GetRawText())!.AsObject();
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "The sandbox's gateway closes with {Code}: {Reason}")]
        public static partial void Closing(ILogger logger, int code, string reason);

        [LoggerMessage(Level = LogLevel.Debug, Message = "A gateway socket of session {Session} is gone; the client's code was {Code}.")]
        public static partial void Gone(ILogger logger, string session, int? code);
    }
}
