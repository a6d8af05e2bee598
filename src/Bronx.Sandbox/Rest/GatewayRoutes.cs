using System.Text.Json.Nodes;
using Bronx.Sandbox.Gateway;

namespace Bronx.Sandbox.Rest;

/// <summary>Where the gateway is, and how many sessions may begin.</summary>
internal sealed class GatewayRoutes(GatewayHub hub, SandboxOptions options, Func<Uri> gateway)
{
    public void AddTo(RouteTable routes)
    {
        routes.Add("GET", "/gateway", _ => RestAnswer.Ok(new JsonObject { ["url"] = gateway().AbsoluteUri }), needsToken: false);
        routes.Add("GET", "/gateway/bot", _ => RestAnswer.Ok(new JsonObject
        {
            ["url"] = gateway().AbsoluteUri,
            ["shards"] = options.ShardAdvice,
            ["session_start_limit"] = new JsonObject
            {
                ["total"] = hub.Gate.Total,
                ["remaining"] = hub.Gate.Remaining,
                ["reset_after"] = (long)hub.Gate.ResetAfter.TotalMilliseconds,
                ["max_concurrency"] = hub.Gate.MaxConcurrency,
            },
        }));
    }
}
