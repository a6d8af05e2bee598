using System.Text.Json.Nodes;

namespace Bronx.Sandbox.Worlds;

/// <summary>
/// What happened in the world. Raised under the world's lock in the order it happened; whoever listens renders at once and
/// does not wait.
/// </summary>
internal abstract record WorldEvent;

internal sealed record MessageCreated(Message Message) : WorldEvent;

internal sealed record MessageEdited(Message Message) : WorldEvent;

internal sealed record MessageDeleted(Message Message) : WorldEvent;

internal sealed record MessagesDeleted(Channel Channel, IReadOnlyList<Snowflake> Ids) : WorldEvent;

internal sealed record ReactionAdded(Message Message, Emoji Emoji, User By) : WorldEvent;

internal sealed record ReactionRemoved(Message Message, Emoji Emoji, User By) : WorldEvent;

internal sealed record ReactionsCleared(Message Message) : WorldEvent;

internal sealed record ReactionEmojiCleared(Message Message, Emoji Emoji) : WorldEvent;

internal sealed record TypingStarted(Channel Channel, User By) : WorldEvent;

internal sealed record PinsChanged(Channel Channel) : WorldEvent;

internal sealed record MemberJoined(Guild Guild, Member Member) : WorldEvent;

internal sealed record MemberChanged(Guild Guild, Member Member) : WorldEvent;

internal sealed record MemberLeft(Guild Guild, User User) : WorldEvent;

internal sealed record PresenceChanged(Guild Guild, Member Member) : WorldEvent;

internal sealed record AuditRecorded(Guild Guild, AuditEntry Entry) : WorldEvent;

internal sealed record BanAdded(Guild Guild, User User) : WorldEvent;

internal sealed record BanRemoved(Guild Guild, User User) : WorldEvent;

internal sealed record RoleCreated(Guild Guild, Role Role) : WorldEvent;

internal sealed record RoleChanged(Guild Guild, Role Role) : WorldEvent;

internal sealed record RoleDeleted(Guild Guild, Snowflake RoleId) : WorldEvent;

internal sealed record ChannelCreated(Channel Channel) : WorldEvent;

internal sealed record ChannelChanged(Channel Channel) : WorldEvent;

internal sealed record ChannelDeleted(Channel Channel) : WorldEvent;

internal sealed record ThreadCreated(Channel Thread) : WorldEvent;

internal sealed record ThreadChanged(Channel Thread) : WorldEvent;

internal sealed record ThreadDeleted(Channel Thread) : WorldEvent;

internal sealed record ThreadMembersChanged(Channel Thread, User User, bool Came) : WorldEvent;

internal sealed record WebhooksChanged(Channel Channel) : WorldEvent;

internal sealed record InviteCreated(Guild Guild, Invite Invite) : WorldEvent;

internal sealed record InviteDeleted(Guild Guild, Invite Invite) : WorldEvent;

internal sealed record EmojisChanged(Guild Guild) : WorldEvent;

internal sealed record GuildChanged(Guild Guild) : WorldEvent;

internal sealed record GuildWentAway(Guild Guild, bool Outage) : WorldEvent;

internal sealed record GuildCameBack(Guild Guild) : WorldEvent;

internal sealed record CommandsChanged : WorldEvent;

internal sealed record BotStatusChanged(bool Online) : WorldEvent;

internal sealed record InteractionRaised(Snowflake Id, Guild? Guild, JsonObject Payload) : WorldEvent;

internal sealed record InteractionAnswered(Snowflake Id, Snowflake UserId, string Kind) : WorldEvent;

internal sealed record ModalOpened(Snowflake Id, Snowflake UserId, JsonObject Modal) : WorldEvent;

internal sealed record InteractionFailed(Snowflake Id, Snowflake UserId, string Why) : WorldEvent;

/// <summary>Somebody who hears every event of the world.</summary>
internal interface IWorldListener
{
    void Heard(WorldEvent happening);
}
