using System.Text.Json.Nodes;
using Bronx.Sandbox.Limits;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Rest;

/// <summary>The bot itself, other users, its application, and opening direct messages.</summary>
internal sealed class UserRoutes(World world, ConversationWatch conversations)
{
    public void AddTo(RouteTable routes)
    {
        routes.Add("GET", "/users/@me", _ => RestAnswer.Ok(UserShape.Own(world.Bot)));
        routes.Add("GET", "/users/@me/guilds", call => Guilds(call, world.Bot));
        routes.Add("POST", "/users/@me/channels", OpenDirect);
        routes.Add("GET", "/users/{user_id}", call => RestAnswer.Ok(UserShape.Of(world.FindUser(call.Id("user_id")) ?? throw ApiError.UnknownUser)));
        routes.Add("GET", "/applications/@me", _ => RestAnswer.Ok(Application()));
        routes.Add("GET", "/oauth2/applications/@me", _ => RestAnswer.Ok(Application()));
    }

    /// <summary>The guilds that somebody is in and the bot too, with that account's permissions there.</summary>
    public static RestAnswer Guilds(RestCall call, User account)
    {
        var world = call.World;
        var counts = call.Query.Flag("with_counts");
        var limit = call.Query.Whole("limit", 1, 200, 200);
        var after = call.Query.Id("after") ?? default;
        var before = call.Query.Id("before") ?? new Snowflake(ulong.MaxValue);
        var found = world.Guilds.Where(guild => guild.Id > after && guild.Id < before && guild.FindMember(account.Id) is not null).OrderBy(guild => guild.Id).Take(limit);
        return RestAnswer.Ok(Json.List(found, guild =>
        {
            var shape = new JsonObject
            {
                ["id"] = Json.Id(guild.Id),
                ["name"] = guild.Name,
                ["icon"] = null,
                ["banner"] = null,
                ["owner"] = guild.OwnerId == account.Id,
                ["permissions"] = Json.Bits(PermissionMath.Base(guild, guild.FindMember(account.Id)!, world.Now)),
                ["features"] = new JsonArray(),
            };
            if (counts)
            {
                shape["approximate_member_count"] = guild.Members.Count;
                shape["approximate_presence_count"] = guild.Members.Count(member => member.Online);
            }

            return shape;
        }));
    }

    private RestAnswer OpenDirect(RestCall call)
    {
        var form = call.Form();
        var recipient = form.Id("recipient_id", required: true);
        form.Errors.ThrowIfAny();
        var user = world.FindUser(recipient!.Value);
        if (user is null || user == world.Bot)
        {
            throw ApiError.InvalidRecipients;
        }

        if (!world.HasDirectWith(user) && !conversations.Take())
        {
            throw ApiError.OpeningTooFast;
        }

        return RestAnswer.Ok(ChannelShape.Of(world.DirectWith(user)));
    }

    private JsonObject Application() => new()
    {
        ["id"] = Json.Id(world.Bot.Id),
        ["name"] = world.Bot.DisplayName,
        ["icon"] = null,
        ["description"] = "",
        ["type"] = null,
        ["bot"] = UserShape.Of(world.Bot),
        ["bot_public"] = true,
        ["bot_require_code_grant"] = false,
        ["verify_key"] = new string('0', 64),
        ["flags"] = 1 << 19,
        ["flags_new"] = "524288",
        ["redirect_uris"] = new JsonArray(),
        ["interactions_endpoint_url"] = null,
        ["role_connections_verification_url"] = null,
        ["owner"] = UserShape.Of(Owner()),
        ["approximate_guild_count"] = world.GuildCount,
        ["approximate_user_install_count"] = 0,
        ["approximate_user_authorization_count"] = 0,
        ["explicit_content_filter"] = 0,
        ["team"] = null,
        ["eligible_oauth2_scopes"] = new JsonArray(),
    };

    /// <summary>Who made the bot: the owner of the demo server.</summary>
    private User Owner() => world.Personas.Count > 0 ? world.FindUser(world.Personas[0].UserId)! : world.Bot;
}
