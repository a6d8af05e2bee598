using System.Text.Json.Nodes;
using Bronx.Sandbox.Faults;

namespace Bronx.Sandbox.Playground;

/// <summary>The fault switch for somebody who wants to watch the bot recover.</summary>
internal sealed class PlaygroundFaults(FaultSwitch faults)
{
    private readonly (string Kind, string Label, Action Act)[] _kinds =
    [
        ("drop", "Cut the gateway connection", faults.DropSockets),
        ("op7", "Ask the bot to reconnect", faults.AskReconnect),
        ("op9", "End the session", () => faults.InvalidateSessions(resumable: false)),
        ("op9-resumable", "Interrupt the session", () => faults.InvalidateSessions(resumable: true)),
        ("silence", "Stop answering heartbeats", faults.SilenceSockets),
        ("heartbeat", "Ask for a heartbeat", faults.AskHeartbeat),
        ("close-4000", "Close with an unknown error", () => faults.CloseSockets(4000)),
        ("429", "Answer the next request with a rate limit", () => faults.RateLimitNext(null, "user", TimeSpan.FromSeconds(2))),
        ("429-global", "Answer the next request with the global rate limit", () => faults.RateLimitNext(null, "global", TimeSpan.FromSeconds(2))),
        ("502", "Answer the next request with 502", () => faults.FailNext(null)),
        ("slow", "Take 2 s for the next request", () => faults.DelayNext(null, TimeSpan.FromSeconds(2))),
        ("clear", "Stop making trouble", faults.Clear),
    ];

    public JsonObject List() => new()
    {
        ["kinds"] = new JsonArray([.. _kinds.Select(kind => (JsonNode)new JsonObject { ["kind"] = kind.Kind, ["label"] = kind.Label })]),
        ["pending"] = faults.Pending,
    };

    public JsonObject Act(JsonObject body)
    {
        var wanted = body["kind"]?.ToString();
        var (kind, _, act) = Array.Find(_kinds, candidate => candidate.Kind == wanted);
        if (kind is null)
        {
            throw new SandboxRefusal($"There is no fault \"{wanted}\"; there are {string.Join(", ", _kinds.Select(candidate => candidate.Kind))}.");
        }

        act();
        return List();
    }
}
