using System.Text.Json.Nodes;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.SignIn;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Rest;

/// <summary>What an application may ask with the access token of a person who has signed in.</summary>
internal sealed class PersonRoutes(World world)
{
    public void AddTo(RouteTable routes)
    {
        routes.AddForPerson("GET", "/users/@me", Scopes.Identify, (_, grant) => RestAnswer.Ok(Own(grant.Person)));
        routes.AddForPerson("GET", "/users/@me/guilds", Scopes.Guilds, (call, grant) => UserRoutes.Guilds(call, grant.Person));
        routes.AddForPerson("GET", "/users/@me/guilds/{guild_id}/member", Scopes.MembersRead, Member);
        routes.AddForPerson("GET", "/oauth2/@me", scope: null, Authorization);
    }

    /// <summary>Without the address of mail, which is a scope of its own.</summary>
    private static JsonObject Own(User person)
    {
        var shape = UserShape.Own(person);
        shape.Remove("email");
        shape.Remove("verified");
        return shape;
    }

    private RestAnswer Member(RestCall call, Grant grant)
    {
        var guild = call.Guild();
        return guild.FindMember(grant.Person.Id) is { } member ? RestAnswer.Ok(UserShape.Of(member)) : throw ApiError.UnknownGuild;
    }

    private RestAnswer Authorization(RestCall call, Grant grant)
    {
        var shape = new JsonObject
        {
            ["application"] = new JsonObject
            {
                ["id"] = Json.Id(world.Bot.Id),
                ["name"] = world.Bot.DisplayName,
                ["icon"] = null,
                ["description"] = "",
                ["type"] = null,
                ["bot_public"] = true,
                ["bot_require_code_grant"] = false,
                ["verify_key"] = new string('0', 64),
                ["flags"] = 1 << 19,
                ["flags_new"] = "524288",
            },
            ["scopes"] = new JsonArray([.. grant.Scopes.Select(scope => (JsonNode)JsonValue.Create(scope))]),
            ["expires"] = Json.Instant(grant.ExpiresAt),
        };
        if (grant.Allows(Scopes.Identify))
        {
            shape["user"] = UserShape.Of(grant.Person);
        }

        return RestAnswer.Ok(shape);
    }
}
