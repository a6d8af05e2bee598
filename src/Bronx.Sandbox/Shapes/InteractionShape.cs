using System.Text.Json.Nodes;
using Bronx.Sandbox.Interactions;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Shapes;

/// <summary>Interactions as the gateway brings them, and as the messages that answer them mention them.</summary>
internal static class InteractionShape
{
    private const int AttachmentLimit = 20 * 1024 * 1024;

    public static JsonObject Of(Interaction interaction, World world, JsonObject data)
    {
        var channel = interaction.Channel;
        var shape = new JsonObject
        {
            ["id"] = Json.Id(interaction.Id),
            ["application_id"] = Json.Id(world.Bot.Id),
            ["type"] = (int)interaction.Kind,
            ["token"] = interaction.Token,
            ["version"] = 1,
            ["data"] = data,
            ["channel_id"] = Json.Id(channel.Id),
            ["channel"] = ChannelShape.Of(channel),
            ["app_permissions"] = Json.Bits(world.PermissionsOf(world.Bot, channel)),
            ["locale"] = "en-US",
            ["entitlements"] = new JsonArray(),
            ["entitlement_sku_ids"] = new JsonArray(),
            ["attachment_size_limit"] = AttachmentLimit,
            ["authorizing_integration_owners"] = Owners(interaction),
            ["context"] = channel.Guild is null ? 1 : 0,
        };
        if (channel.Guild is { } guild && guild.FindMember(interaction.Person.Id) is { } member)
        {
            var permissions = world.PermissionsOf(interaction.Person, channel);
            shape["guild_id"] = Json.Id(guild.Id);
            shape["guild"] = new JsonObject { ["id"] = Json.Id(guild.Id), ["locale"] = "en-US", ["features"] = new JsonArray() };
            shape["guild_locale"] = "en-US";
            shape["member"] = UserShape.InInteraction(member, permissions);
            shape["channel"]!["permissions"] = Json.Bits(permissions);
        }
        else
        {
            shape["user"] = UserShape.Of(interaction.Person);
        }

        if (interaction.Source is { } source)
        {
            shape["message"] = MessageShape.Of(source, world, world.Bot);
        }

        return shape;
    }

    public static JsonObject Metadata(Interaction interaction)
    {
        var metadata = new JsonObject
        {
            ["id"] = Json.Id(interaction.Id),
            ["type"] = (int)interaction.Kind,
            ["user"] = UserShape.Of(interaction.Person),
            ["authorizing_integration_owners"] = Owners(interaction),
        };
        if (interaction.Kind == InteractionKind.Command)
        {
            metadata["name"] = interaction.Command?.Name;
            metadata["command_type"] = interaction.Command?.Type;
        }
        else if (interaction.Kind == InteractionKind.Component)
        {
            metadata["interacted_message_id"] = Json.Id(interaction.Source!.Id);
        }
        else if (interaction.Kind == InteractionKind.ModalSubmit)
        {
            metadata["triggering_interaction_metadata"] = interaction.Opener!.Metadata!.DeepClone();
        }

        return metadata;
    }

    private static JsonObject Owners(Interaction interaction) =>
        new() { ["0"] = interaction.Channel.Guild is { } guild ? Json.Id(guild.Id) : JsonValue.Create("0") };
}
