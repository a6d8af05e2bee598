using System.Text.Json.Nodes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Shapes;

/// <summary>Guilds and roles as Discord sends them.</summary>
internal static class GuildShape
{
    public static JsonObject Of(Guild guild) => new()
    {
        ["id"] = Json.Id(guild.Id),
        ["name"] = guild.Name,
        ["icon"] = null,
        ["description"] = null,
        ["home_header"] = null,
        ["splash"] = null,
        ["discovery_splash"] = null,
        ["features"] = guild.Screening ? new JsonArray("MEMBER_VERIFICATION_GATE_ENABLED") : new JsonArray(),
        ["banner"] = null,
        ["owner_id"] = Json.Id(guild.OwnerId),
        ["application_id"] = null,
        ["region"] = "us-east",
        ["afk_channel_id"] = null,
        ["afk_timeout"] = 300,
        ["system_channel_id"] = Json.Id(guild.SystemChannelId),
        ["system_channel_flags"] = 0,
        ["widget_enabled"] = false,
        ["widget_channel_id"] = null,
        ["verification_level"] = 1,
        ["roles"] = Json.List(guild.Roles, Of),
        ["default_message_notifications"] = 1,
        ["mfa_level"] = 0,
        ["explicit_content_filter"] = 2,
        ["max_presences"] = null,
        ["max_members"] = 500_000,
        ["max_stage_video_channel_users"] = 50,
        ["max_video_channel_users"] = 25,
        ["vanity_url_code"] = null,
        ["premium_tier"] = 0,
        ["premium_subscription_count"] = 0,
        ["preferred_locale"] = "en-US",
        ["rules_channel_id"] = null,
        ["safety_alerts_channel_id"] = null,
        ["public_updates_channel_id"] = null,
        ["premium_progress_bar_enabled"] = false,
        ["nsfw"] = false,
        ["nsfw_level"] = 0,
        ["emojis"] = Json.List(guild.Emojis.Values, Of),
        ["stickers"] = new JsonArray(),
        ["incidents_data"] = null,
    };

    public static JsonObject Of(GuildEmoji emoji) => new()
    {
        ["id"] = Json.Id(emoji.Id),
        ["name"] = emoji.Name,
        ["roles"] = Json.Ids(emoji.Roles),
        ["user"] = UserShape.Of(emoji.Creator),
        ["require_colons"] = true,
        ["managed"] = false,
        ["animated"] = emoji.Animated,
        ["available"] = true,
    };

    public static JsonObject Unavailable(Snowflake id) => new() { ["id"] = Json.Id(id), ["unavailable"] = true };

    public static JsonObject Of(Role role)
    {
        var shape = new JsonObject
        {
            ["id"] = Json.Id(role.Id),
            ["name"] = role.Name,
            ["permissions"] = Json.Bits(role.Permissions),
            ["position"] = role.Position,
            ["color"] = role.Color,
            ["colors"] = new JsonObject { ["primary_color"] = role.Color, ["secondary_color"] = null, ["tertiary_color"] = null },
            ["hoist"] = role.Hoist,
            ["managed"] = role.Managed,
            ["mentionable"] = role.Mentionable,
            ["icon"] = null,
            ["unicode_emoji"] = null,
            ["flags"] = 0,
        };
        if (role.BotId is { } bot)
        {
            shape["tags"] = new JsonObject { ["bot_id"] = Json.Id(bot) };
        }

        return shape;
    }
}
