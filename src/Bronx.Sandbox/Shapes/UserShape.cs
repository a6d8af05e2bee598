using System.Text.Json.Nodes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Shapes;

/// <summary>Users and members as Discord sends them.</summary>
internal static class UserShape
{
    public static JsonObject Of(User user)
    {
        var shape = new JsonObject
        {
            ["id"] = Json.Id(user.Id),
            ["username"] = user.Username,
            ["avatar"] = null,
            ["discriminator"] = user.IsBot ? "0001" : "0",
            ["public_flags"] = 0,
            ["flags"] = 0,
            ["global_name"] = user.IsBot ? null : user.DisplayName,
            ["primary_guild"] = null,
        };
        if (user.IsBot)
        {
            shape["bot"] = true;
        }

        return shape;
    }

    /// <summary>The bot's own account, as <c>GET /users/@me</c> and READY show it.</summary>
    public static JsonObject Own(User bot)
    {
        var shape = Of(bot);
        shape["mfa_enabled"] = true;
        shape["locale"] = "en-US";
        shape["premium_type"] = 0;
        shape["email"] = null;
        shape["verified"] = true;
        return shape;
    }

    public static JsonObject Of(Member member)
    {
        var shape = WithoutUser(member);
        shape["user"] = Of(member.User);
        return shape;
    }

    /// <summary>As it stands beside a message, where the user is the author.</summary>
    public static JsonObject WithoutUser(Member member) => new()
    {
        ["avatar"] = null,
        ["banner"] = null,
        ["communication_disabled_until"] = Json.Instant(member.TimedOutUntil),
        ["flags"] = 0,
        ["joined_at"] = Json.Instant(member.JoinedAt),
        ["nick"] = member.Nick,
        ["pending"] = member.Pending,
        ["premium_since"] = null,
        ["roles"] = Json.Ids(member.Roles),
        ["mute"] = false,
        ["deaf"] = false,
    };

    /// <summary>As it stands in an interaction: with the permissions the person has in that channel.</summary>
    public static JsonObject InInteraction(Member member, Permission permissions)
    {
        var shape = Of(member);
        shape["permissions"] = Json.Bits(permissions);
        return shape;
    }
}
