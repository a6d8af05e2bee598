using Bronx.Discord.Models;

namespace Bronx.Discord.Gateway;

/// <summary>Something Discord told the bot. Delivery is not exactly-once: handlers must bear repeats.</summary>
public abstract record GatewayEvent
{
    private protected GatewayEvent()
    {
    }
}

/// <summary>A new session began on a shard. Comes again after each identify; servers follow one by one.</summary>
public sealed record SessionStarted(int Shard, User Self, AppId ApplicationId, int GuildCount) : GatewayEvent;

/// <summary>A session went on after an interruption, nothing lost.</summary>
public sealed record SessionResumed(int Shard) : GatewayEvent;

/// <summary>A server is there: first load, back from an outage, or newly joined (<paramref name="Joined"/>).</summary>
public sealed record GuildAvailable(Guild Guild, bool Joined) : GatewayEvent;

/// <summary>An outage at Discord: the server is still ours.</summary>
public sealed record GuildUnavailable(GuildId GuildId) : GatewayEvent;

/// <summary>The bot left or was removed.</summary>
public sealed record GuildLeft(GuildId GuildId) : GatewayEvent;

/// <summary>Somebody wrote a message.</summary>
public sealed record MessageCreated(Message Message) : GatewayEvent;

/// <summary>A message changed.</summary>
public sealed record MessageUpdated(Message Message) : GatewayEvent;

/// <summary>A message is gone.</summary>
public sealed record MessageDeleted(MessageId MessageId, ChannelId ChannelId, GuildId? GuildId) : GatewayEvent;

/// <summary>Somebody used a slash command, pressed a component or submitted a modal.</summary>
public sealed record InteractionCreated(Interaction Interaction) : GatewayEvent;

/// <summary>Somebody joined a server (needs the GUILD_MEMBERS intent).</summary>
public sealed record MemberJoined(GuildId GuildId, Member Member) : GatewayEvent;

/// <summary>Somebody left a server or was removed (needs the GUILD_MEMBERS intent).</summary>
public sealed record MemberLeft(GuildId GuildId, User User) : GatewayEvent;

/// <summary>A member's roles, nickname or timeout changed.</summary>
public sealed record MemberUpdated(GuildId GuildId, Member Member) : GatewayEvent;

/// <summary>A reaction was added.</summary>
public sealed record ReactionAdded(UserId UserId, ChannelId ChannelId, MessageId MessageId, GuildId? GuildId, Emoji Emoji) : GatewayEvent;

/// <summary>A reaction was taken back.</summary>
public sealed record ReactionRemoved(UserId UserId, ChannelId ChannelId, MessageId MessageId, GuildId? GuildId, Emoji Emoji) : GatewayEvent;
