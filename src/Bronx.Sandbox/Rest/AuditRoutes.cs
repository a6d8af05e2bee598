using System.Text.Json.Nodes;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Rest;

/// <summary>The audit log of a guild.</summary>
internal sealed class AuditRoutes(World world)
{
    public void AddTo(RouteTable routes) => routes.Add("GET", "/guilds/{guild_id}/audit-logs", List);

    private RestAnswer List(RestCall call)
    {
        var guild = call.Guild();
        call.NeedInGuild(guild, Permission.ViewAuditLog);
        var limit = call.Query.Whole("limit", 1, 100, 50);
        var action = call.Query.Has("action_type") ? call.Query.Whole("action_type", 0, int.MaxValue, 0) : (int?)null;
        Snowflake? actor = call.Query.Id("user_id"), target = call.Query.Id("target_id"), before = call.Query.Id("before"), after = call.Query.Id("after");
        var fitting = guild.Audit.NewestFirst.Where(entry => (action is null || (int)entry.Action == action) && (actor is null || entry.Actor.Id == actor)
            && (target is null || entry.TargetId == target) && (before is null || entry.Id < before.Value) && (after is null || entry.Id > after.Value));
        var found = (after is null ? fitting : fitting.Reverse()).Take(limit).ToList();
        var people = found.Select(entry => entry.Actor).Concat(found.Select(entry => entry.TargetId is { } id ? world.FindUser(id) : null).OfType<User>()).DistinctBy(user => user.Id);
        return RestAnswer.Ok(new JsonObject
        {
            ["audit_log_entries"] = Json.List(found, AuditShape.Of),
            ["users"] = Json.List(people, UserShape.Of),
            ["integrations"] = new JsonArray(),
            ["webhooks"] = new JsonArray(),
            ["guild_scheduled_events"] = new JsonArray(),
            ["threads"] = new JsonArray(),
            ["application_commands"] = new JsonArray(),
            ["auto_moderation_rules"] = new JsonArray(),
        });
    }
}
