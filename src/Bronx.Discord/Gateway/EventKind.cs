using System.Text.Json;

namespace Bronx.Discord.Gateway;

/// <summary>The dispatches this library knows; everything else is <see cref="Unknown"/> and is dropped.</summary>
internal enum EventKind
{
    Unknown,
    Ready,
    Resumed,
    GuildCreate,
    GuildUpdate,
    GuildDelete,
    RoleCreate,
    RoleUpdate,
    RoleDelete,
    ChannelCreate,
    ChannelUpdate,
    ChannelDelete,
    ThreadCreate,
    ThreadUpdate,
    ThreadDelete,
    ThreadListSync,
    MemberAdd,
    MemberRemove,
    MemberUpdate,
    MembersChunk,
    MessageCreate,
    MessageUpdate,
    MessageDelete,
    MessageDeleteBulk,
    ReactionAdd,
    ReactionRemove,
    InteractionCreate,
    UserUpdate,
    RateLimited,
}

/// <summary>Dispatch names.</summary>
internal static class EventNames
{
    public const int Kinds = (int)EventKind.RateLimited + 1;

    /// <summary>What the reader stands on, without making a string of it.</summary>
    public static EventKind Match(ref Utf8JsonReader reader) => reader.ValueSpan.Length switch
    {
        5 => reader.ValueTextEquals("READY"u8) ? EventKind.Ready : EventKind.Unknown,
        7 => reader.ValueTextEquals("RESUMED"u8) ? EventKind.Resumed : EventKind.Unknown,
        11 => reader.ValueTextEquals("USER_UPDATE"u8) ? EventKind.UserUpdate : EventKind.Unknown,
        12 => reader.ValueTextEquals("GUILD_CREATE"u8) ? EventKind.GuildCreate
            : reader.ValueTextEquals("GUILD_UPDATE"u8) ? EventKind.GuildUpdate
            : reader.ValueTextEquals("GUILD_DELETE"u8) ? EventKind.GuildDelete
            : reader.ValueTextEquals("RATE_LIMITED"u8) ? EventKind.RateLimited : EventKind.Unknown,
        13 => reader.ValueTextEquals("THREAD_CREATE"u8) ? EventKind.ThreadCreate
            : reader.ValueTextEquals("THREAD_UPDATE"u8) ? EventKind.ThreadUpdate
            : reader.ValueTextEquals("THREAD_DELETE"u8) ? EventKind.ThreadDelete : EventKind.Unknown,
        14 => reader.ValueTextEquals("MESSAGE_CREATE"u8) ? EventKind.MessageCreate
            : reader.ValueTextEquals("MESSAGE_UPDATE"u8) ? EventKind.MessageUpdate
            : reader.ValueTextEquals("MESSAGE_DELETE"u8) ? EventKind.MessageDelete
            : reader.ValueTextEquals("CHANNEL_CREATE"u8) ? EventKind.ChannelCreate
            : reader.ValueTextEquals("CHANNEL_UPDATE"u8) ? EventKind.ChannelUpdate
            : reader.ValueTextEquals("CHANNEL_DELETE"u8) ? EventKind.ChannelDelete : EventKind.Unknown,
        16 => reader.ValueTextEquals("GUILD_MEMBER_ADD"u8) ? EventKind.MemberAdd
            : reader.ValueTextEquals("THREAD_LIST_SYNC"u8) ? EventKind.ThreadListSync : EventKind.Unknown,
        17 => reader.ValueTextEquals("GUILD_ROLE_CREATE"u8) ? EventKind.RoleCreate
            : reader.ValueTextEquals("GUILD_ROLE_UPDATE"u8) ? EventKind.RoleUpdate
            : reader.ValueTextEquals("GUILD_ROLE_DELETE"u8) ? EventKind.RoleDelete : EventKind.Unknown,
        18 => reader.ValueTextEquals("INTERACTION_CREATE"u8) ? EventKind.InteractionCreate : EventKind.Unknown,
        19 => reader.ValueTextEquals("GUILD_MEMBER_UPDATE"u8) ? EventKind.MemberUpdate
            : reader.ValueTextEquals("GUILD_MEMBER_REMOVE"u8) ? EventKind.MemberRemove
            : reader.ValueTextEquals("GUILD_MEMBERS_CHUNK"u8) ? EventKind.MembersChunk
            : reader.ValueTextEquals("MESSAGE_DELETE_BULK"u8) ? EventKind.MessageDeleteBulk : EventKind.Unknown,
        20 => reader.ValueTextEquals("MESSAGE_REACTION_ADD"u8) ? EventKind.ReactionAdd : EventKind.Unknown,
        23 => reader.ValueTextEquals("MESSAGE_REACTION_REMOVE"u8) ? EventKind.ReactionRemove : EventKind.Unknown,
        _ => EventKind.Unknown,
    };
}
