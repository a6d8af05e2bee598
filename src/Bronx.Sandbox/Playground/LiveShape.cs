using System.Text.Json.Nodes;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Playground;

/// <summary>Events in the page's words, as one person sees them; null for what that person does not see.</summary>
internal static class LiveShape
{
    public static JsonObject? Of(WorldEvent happening, World world, User person) => happening switch
    {
        MessageCreated e when world.CanSee(person, e.Message) => Event("MESSAGE_CREATE", MessageShape.ForPerson(e.Message, world, person)),
        MessageEdited e when world.CanSee(person, e.Message) => Event("MESSAGE_UPDATE", MessageShape.ForPerson(e.Message, world, person)),
        MessageDeleted e when world.CanSee(person, e.Message) => Event("MESSAGE_DELETE", Place(e.Message)),
        MessagesDeleted e when world.CanSee(person, e.Channel) => Event("MESSAGE_DELETE_BULK", new JsonObject
        {
            ["ids"] = Json.Ids(e.Ids),
            ["channel_id"] = Json.Id(e.Channel.Id),
        }),
        ReactionAdded e when world.CanSee(person, e.Message) => Event("MESSAGE_REACTION_ADD", Reaction(e.Message, e.Emoji, e.By)),
        ReactionRemoved e when world.CanSee(person, e.Message) => Event("MESSAGE_REACTION_REMOVE", Reaction(e.Message, e.Emoji, e.By)),
        ReactionsCleared e when world.CanSee(person, e.Message) => Event("MESSAGE_REACTION_REMOVE_ALL", Reaction(e.Message, null, null)),
        ReactionEmojiCleared e when world.CanSee(person, e.Message) => Event("MESSAGE_UPDATE", MessageShape.ForPerson(e.Message, world, person)),
        TypingStarted e when world.CanSee(person, e.Channel) => Event("TYPING_START", new JsonObject
        {
            ["channel_id"] = Json.Id(e.Channel.Id),
            ["user_id"] = Json.Id(e.By.Id),
        }),
        ModalOpened e when e.UserId == person.Id => Event("MODAL_OPEN", Modal(e)),
        InteractionAnswered e when e.UserId == person.Id => Event("INTERACTION_ACK", new JsonObject { ["interaction_id"] = Json.Id(e.Id), ["kind"] = e.Kind }),
        InteractionFailed e when e.UserId == person.Id => Event("INTERACTION_FAILED", new JsonObject { ["interaction_id"] = Json.Id(e.Id), ["message"] = e.Why }),
        BotStatusChanged e => Event("BOT_STATUS", new JsonObject { ["online"] = e.Online }),
        CommandsChanged => Event("COMMANDS_UPDATE", []),
        MemberJoined or MemberChanged or MemberLeft or PresenceChanged or BanAdded or BanRemoved or RoleCreated or RoleChanged or RoleDeleted
            or ChannelCreated or ChannelChanged or ChannelDeleted or ThreadCreated or ThreadChanged or ThreadDeleted or ThreadMembersChanged or GuildChanged or GuildWentAway or GuildCameBack => Event("WORLD_UPDATE", []),
        _ => null,
    };

    private static JsonObject Event(string name, JsonObject data) => new() { ["t"] = name, ["d"] = data };

    private static JsonObject Place(Message message) => new() { ["id"] = Json.Id(message.Id), ["channel_id"] = Json.Id(message.Channel.Id) };

    private static JsonObject Reaction(Message message, Emoji? emoji, User? by)
    {
        var shape = new JsonObject { ["message_id"] = Json.Id(message.Id), ["channel_id"] = Json.Id(message.Channel.Id) };
        if (emoji is not null && by is not null)
        {
            shape["user_id"] = Json.Id(by.Id);
            shape["emoji"] = MessageShape.Of(emoji);
        }

        return shape;
    }

    private static JsonObject Modal(ModalOpened opened)
    {
        var shape = opened.Modal.DeepClone().AsObject();
        shape["interaction_id"] = Json.Id(opened.Id);
        return shape;
    }
}
