using System.Text.Json.Nodes;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.People;

/// <summary>The <c>resolved</c> part of an interaction: the objects behind the ids that a person chose.</summary>
internal sealed class Resolved(World world, Channel channel)
{
    private readonly JsonObject _shape = [];

    public JsonObject? Shape => _shape.Count > 0 ? _shape : null;

    public bool AddUser(Snowflake id)
    {
        if (world.FindUser(id) is not { } user)
        {
            return false;
        }

        Part("users")[id.ToString()] = UserShape.Of(user);
        if (channel.Guild?.FindMember(id) is { } member)
        {
            var shape = UserShape.WithoutUser(member);
            shape.Remove("mute");
            shape.Remove("deaf");
            shape["permissions"] = Json.Bits(world.PermissionsOf(user, channel));
            Part("members")[id.ToString()] = shape;
        }

        return true;
    }

    public bool AddRole(Snowflake id)
    {
        if (channel.Guild?.FindRole(id) is not { } role)
        {
            return false;
        }

        Part("roles")[id.ToString()] = GuildShape.Of(role);
        return true;
    }

    public bool AddChannel(Snowflake id, User person)
    {
        if (channel.Guild?.FindChannel(id) is not { } chosen)
        {
            return false;
        }

        Part("channels")[id.ToString()] = new JsonObject
        {
            ["id"] = Json.Id(chosen.Id),
            ["name"] = chosen.Name,
            ["type"] = (int)chosen.Kind,
            ["parent_id"] = Json.Id(chosen.ParentId),
            ["permissions"] = Json.Bits(world.PermissionsOf(person, chosen)),
        };
        return true;
    }

    public void AddMessage(Message message) => Part("messages")[message.Id.ToString()] = MessageShape.Of(message, world, world.Bot);

    private JsonObject Part(string name)
    {
        if (_shape[name] is not JsonObject part)
        {
            _shape[name] = part = [];
        }

        return part;
    }
}
