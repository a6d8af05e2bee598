using System.Text.Json;

namespace Bronx.Sandbox.Limits;

/// <summary>
/// Which rule a request falls under. The numbers are what libraries observe, or like those where nobody tells any, not what Discord promises;
/// a bot must learn them from the headers.
/// </summary>
internal static class LimitTable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Old = TimeSpan.FromDays(14);

    private static readonly LimitRule DeleteFresh = new("message-delete-fresh", 5, TimeSpan.FromSeconds(1));
    private static readonly LimitRule Delete = new("message-delete", 3, TimeSpan.FromSeconds(0.33));
    private static readonly LimitRule DeleteOld = new("message-delete-old", 30, TimeSpan.FromSeconds(4));
    private static readonly LimitRule Reactions = new("reactions", 1, TimeSpan.FromSeconds(0.25)) { ShownWindow = TimeSpan.FromSeconds(1) };
    private static readonly LimitRule ChannelEdit = new("channel-edit", 5, TimeSpan.FromSeconds(15));
    private static readonly LimitRule ChannelRename = ChannelEdit with { Hidden = new LimitRule("channel-rename", 2, TimeSpan.FromMinutes(10)) };
    private static readonly LimitRule Channels = new("guild-channel-edit", 20, TimeSpan.FromSeconds(10));
    private static readonly LimitRule Bans = new("guild-bans", 10, TimeSpan.FromSeconds(10));
    private static readonly LimitRule Pins = new("message-pins", 10, TimeSpan.FromSeconds(10));
    private static readonly LimitRule ThreadStart = new("thread-create", 10, TimeSpan.FromSeconds(10));
    private static readonly LimitRule Members = new("guild-member-edit", 10, TimeSpan.FromSeconds(10));
    private static readonly LimitRule Webhook = new("webhook-token", 5, TimeSpan.FromSeconds(2));

    private static readonly Dictionary<string, LimitRule> ByRoute = new(StringComparer.Ordinal)
    {
        ["POST /channels/{channel_id}/messages"] = new LimitRule("message-create", 5, TimeSpan.FromSeconds(5)),
        ["PATCH /channels/{channel_id}/messages/{message_id}"] = new LimitRule("message-edit", 5, TimeSpan.FromSeconds(5)),
        ["GET /channels/{channel_id}/messages"] = new LimitRule("message-list", 5, TimeSpan.FromSeconds(1)),
        ["GET /channels/{channel_id}/messages/{message_id}"] = new LimitRule("message-get", 5, TimeSpan.FromSeconds(1)),
        ["POST /channels/{channel_id}/messages/bulk-delete"] = new LimitRule("message-bulk-delete", 1, TimeSpan.FromSeconds(1)),
        ["POST /channels/{channel_id}/typing"] = new LimitRule("typing", 5, TimeSpan.FromSeconds(5)),
        ["PUT /channels/{channel_id}/messages/pins/{message_id}"] = Pins,
        ["DELETE /channels/{channel_id}/messages/pins/{message_id}"] = Pins,
        ["POST /channels/{channel_id}/threads"] = ThreadStart,
        ["POST /channels/{channel_id}/messages/{message_id}/threads"] = ThreadStart,
        ["DELETE /channels/{channel_id}"] = new LimitRule("channel-delete", 5, TimeSpan.FromSeconds(15)),
        ["PUT /channels/{channel_id}/permissions/{overwrite_id}"] = new LimitRule("channel-overwrites", 10, TimeSpan.FromSeconds(15)),
        ["POST /guilds/{guild_id}/channels"] = Channels,
        ["PUT /guilds/{guild_id}/bans/{user_id}"] = Bans,
        ["DELETE /guilds/{guild_id}/bans/{user_id}"] = Bans,
        ["DELETE /guilds/{guild_id}/members/{user_id}"] = new LimitRule("guild-kick", 10, TimeSpan.FromSeconds(10)),
        ["PATCH /guilds/{guild_id}/members/{user_id}"] = Members,
        ["PATCH /guilds/{guild_id}/members/@me"] = Members,
        ["PUT /guilds/{guild_id}/members/{user_id}/roles/{role_id}"] = Members,
        ["DELETE /guilds/{guild_id}/members/{user_id}/roles/{role_id}"] = Members,
        ["POST /webhooks/{webhook_id}/{webhook_token}"] = Webhook,
        ["GET /webhooks/{webhook_id}/{webhook_token}/messages/@original"] = Webhook,
        ["PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original"] = Webhook,
        ["DELETE /webhooks/{webhook_id}/{webhook_token}/messages/@original"] = Webhook,
        ["GET /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"] = Webhook,
        ["PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"] = Webhook,
        ["DELETE /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"] = Webhook,
        ["PUT /applications/{application_id}/commands"] = new LimitRule("commands-overwrite", 2, TimeSpan.FromSeconds(60)),
        ["PUT /applications/{application_id}/guilds/{guild_id}/commands"] = new LimitRule("guild-commands-overwrite", 2, TimeSpan.FromSeconds(60)),
        ["GET /applications/{application_id}/commands"] = new LimitRule("commands-list", 10, TimeSpan.FromSeconds(10)),
        ["GET /applications/@me"] = new LimitRule("application-me", 30, TimeSpan.FromSeconds(30)),
        ["POST /users/@me/channels"] = new LimitRule("open-dm", 10, TimeSpan.FromSeconds(10)),
        ["GET /guilds/{guild_id}/members"] = new LimitRule("member-list", 10, TimeSpan.FromSeconds(10)),
        ["GET /guilds/{guild_id}/members/search"] = new LimitRule("member-search", 10, TimeSpan.FromSeconds(10)),
        ["GET /guilds/{guild_id}/members/{user_id}"] = new LimitRule("member-get", 5, TimeSpan.FromSeconds(1)),
        ["GET /users/{user_id}"] = new LimitRule("user-get", 30, TimeSpan.FromSeconds(30)),
        ["GET /users/@me"] = new LimitRule("user-me", 30, TimeSpan.FromSeconds(30)),
        ["GET /gateway/bot"] = new LimitRule("gateway-bot", 2, TimeSpan.FromSeconds(5)),
    };

    /// <summary>The rule of a request, or null where Discord shows no limit: interaction callbacks, and what is not in the table.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="template">The route's template.</param>
    /// <param name="message">The message id of the path, if it has one.</param>
    /// <param name="body">The JSON body, for channel edits.</param>
    /// <param name="now">The clock, for the age of a message.</param>
    public static LimitRule? Find(string method, string template, Snowflake? message, JsonElement body, DateTimeOffset now)
    {
        if (template.Contains("/reactions", StringComparison.Ordinal) && method != "GET")
        {
            return Reactions;
        }

        if (method == "DELETE" && template == "/channels/{channel_id}/messages/{message_id}" && message is { } id)
        {
            var age = now - id.CreatedAt;
            return age < Fresh ? DeleteFresh : age < Old ? Delete : DeleteOld;
        }

        if (method == "PATCH" && template == "/channels/{channel_id}")
        {
            return body.ValueKind == JsonValueKind.Object && (body.TryGetProperty("name", out _) || body.TryGetProperty("topic", out _)) ? ChannelRename : ChannelEdit;
        }

        return ByRoute.GetValueOrDefault($"{method} {template}");
    }

    /// <summary>Interaction callbacks and webhooks by token are not counted against the global limit.</summary>
    public static bool CountsGlobally(string template) =>
        !template.StartsWith("/interactions/", StringComparison.Ordinal) && !template.StartsWith("/webhooks/{webhook_id}/{webhook_token}", StringComparison.Ordinal);
}
