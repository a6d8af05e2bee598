using System.Text.Json.Nodes;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Gateway;

/// <summary>What happened, in the gateway's words: event names, payloads, the intent each needs. What the bot may not see gives nothing.</summary>
internal static class EventTranslator
{
    public static IReadOnlyList<EventDispatch>? Translate(WorldEvent happening, World world) => happening switch
    {
        MessageCreated e => OfMessage("MESSAGE_CREATE", e.Message, world),
        MessageEdited e => OfMessage("MESSAGE_UPDATE", e.Message, world),
        MessageDeleted e => InChannel("MESSAGE_DELETE", e.Message.Channel, world, MessageIntent(e.Message), () => Place(e.Message)),
        MessagesDeleted e => InChannel("MESSAGE_DELETE_BULK", e.Channel, world, Intents.GuildMessages, () => new JsonObject
        {
            ["ids"] = Json.Ids(e.Ids),
            ["channel_id"] = Json.Id(e.Channel.Id),
            ["guild_id"] = Json.Id(e.Channel.Guild!.Id),
        }),
        ReactionAdded e => OfReaction("MESSAGE_REACTION_ADD", e.Message, world, () => ReactionBy(e.Message, e.Emoji, e.By, added: true)),
        ReactionRemoved e => OfReaction("MESSAGE_REACTION_REMOVE", e.Message, world, () => ReactionBy(e.Message, e.Emoji, e.By, added: false)),
        ReactionsCleared e => OfReaction("MESSAGE_REACTION_REMOVE_ALL", e.Message, world, () => ReactionPlace(e.Message)),
        ReactionEmojiCleared e => OfReaction("MESSAGE_REACTION_REMOVE_EMOJI", e.Message, world, () =>
        {
            var shape = ReactionPlace(e.Message);
            shape["emoji"] = MessageShape.Of(e.Emoji);
            return shape;
        }),
        TypingStarted e => InChannel("TYPING_START", e.Channel, world, e.Channel.Guild is null ? Intents.DirectMessageTyping : Intents.GuildMessageTyping, () => Typing(e, world)),
        PinsChanged e => InChannel("CHANNEL_PINS_UPDATE", e.Channel, world, e.Channel.Guild is null ? Intents.DirectMessages : Intents.Guilds, () => Pins(e.Channel)),
        MemberJoined e => One("GUILD_MEMBER_ADD", e.Guild, Intents.GuildMembers, () => InGuild(UserShape.Of(e.Member), e.Guild)),
        MemberChanged e => One("GUILD_MEMBER_UPDATE", e.Guild, e.Member.User == world.Bot ? Intents.None : Intents.GuildMembers, () => InGuild(UserShape.Of(e.Member), e.Guild)),
        MemberLeft e => One("GUILD_MEMBER_REMOVE", e.Guild, Intents.GuildMembers, () => InGuild(new JsonObject { ["user"] = UserShape.Of(e.User) }, e.Guild)),
        PresenceChanged e => One("PRESENCE_UPDATE", e.Guild, Intents.GuildPresences, () => InGuild(GuildCreateShape.Presence(e.Member), e.Guild)),
        AuditRecorded e => Audited(e, world),
        BanAdded e => Banned("GUILD_BAN_ADD", e.Guild, e.User, world),
        BanRemoved e => Banned("GUILD_BAN_REMOVE", e.Guild, e.User, world),
        RoleCreated e => One("GUILD_ROLE_CREATE", e.Guild, Intents.Guilds, () => InGuild(new JsonObject { ["role"] = GuildShape.Of(e.Role) }, e.Guild)),
        RoleChanged e => One("GUILD_ROLE_UPDATE", e.Guild, Intents.Guilds, () => InGuild(new JsonObject { ["role"] = GuildShape.Of(e.Role) }, e.Guild)),
        RoleDeleted e => One("GUILD_ROLE_DELETE", e.Guild, Intents.Guilds, () => InGuild(new JsonObject { ["role_id"] = Json.Id(e.RoleId) }, e.Guild)),
        ChannelCreated e => One("CHANNEL_CREATE", e.Channel.Guild, Intents.Guilds, () => GuildCreateShape.Channel(e.Channel, world)),
        ChannelChanged e => One("CHANNEL_UPDATE", e.Channel.Guild, Intents.Guilds, () => GuildCreateShape.Channel(e.Channel, world)),
        ChannelDeleted e => One("CHANNEL_DELETE", e.Channel.Guild, Intents.Guilds, () => ChannelShape.Of(e.Channel)),
        ThreadCreated e => InThread("THREAD_CREATE", e.Thread, world, () =>
        {
            var shape = ThreadShape.ForBot(e.Thread, world);
            shape["newly_created"] = true;
            return shape;
        }),
        ThreadChanged e => InThread("THREAD_UPDATE", e.Thread, world, () => ThreadShape.Of(e.Thread)),
        ThreadDeleted e => InThread("THREAD_DELETE", e.Thread, world, () => ThreadShape.Deleted(e.Thread)),
        ThreadMembersChanged e => ThreadMembers(e, world),
        WebhooksChanged e => One("WEBHOOKS_UPDATE", e.Channel.Guild, Intents.GuildWebhooks, () => InGuild(new JsonObject { ["channel_id"] = Json.Id(e.Channel.Id) }, e.Channel.Guild!)),
        InviteCreated e => OfInvite("INVITE_CREATE", e.Guild, e.Invite, world),
        InviteDeleted e => OfInvite("INVITE_DELETE", e.Guild, e.Invite, world),
        EmojisChanged e => One("GUILD_EMOJIS_UPDATE", e.Guild, Intents.GuildExpressions, () => InGuild(new JsonObject { ["emojis"] = Json.List(e.Guild.Emojis.Values, GuildShape.Of) }, e.Guild)),
        GuildChanged e => One("GUILD_UPDATE", e.Guild, Intents.Guilds, () => GuildShape.Of(e.Guild)),
        GuildWentAway e => One("GUILD_DELETE", e.Guild, Intents.Guilds, () =>
            e.Outage ? GuildShape.Unavailable(e.Guild.Id) : new JsonObject { ["id"] = Json.Id(e.Guild.Id) }),
        GuildCameBack e => [new EventDispatch("GUILD_CREATE", e.Guild.Id, Intents.Guilds, () => [])
        {
            PerSession = session => GuildCreateShape.Of(e.Guild, world, session),
        }],
        InteractionRaised e => [new EventDispatch("INTERACTION_CREATE", e.Guild?.Id, Intents.None, () => e.Payload.DeepClone().AsObject())],
        _ => null,
    };

    private static EventDispatch[]? OfMessage(string name, Message message, World world)
    {
        if (!world.CanSee(world.Bot, message.Channel))
        {
            return null;
        }

        var open = MessageShape.IsOpenTo(world.Bot, message);
        return
        [
            new EventDispatch(name, message.IsEphemeral ? null : message.Channel.Guild?.Id, MessageIntent(message), () => Whole(name, message, world))
            {
                Strip = open ? null : MessageShape.Strip,
                Octets = name == "MESSAGE_CREATE" ? () => MessageOctets.ForGateway(message, world) : null,
            },
        ];
    }

    private static JsonObject Whole(string name, Message message, World world)
    {
        var shape = MessageShape.ForGateway(message, world);
        if (name == "MESSAGE_UPDATE")
        {
            // An edit reads nothing aloud again, whatever the message was.
            shape["tts"] = false;
        }

        return shape;
    }

    private static Intents MessageIntent(Message message) =>
        message.Channel.Guild is null || message.IsEphemeral ? Intents.DirectMessages : Intents.GuildMessages;

    private static EventDispatch[]? OfReaction(string name, Message message, World world, Func<JsonObject> data) =>
        InChannel(name, message.Channel, world, message.Channel.Guild is null ? Intents.DirectMessageReactions : Intents.GuildMessageReactions, data);

    private static EventDispatch[]? InChannel(string name, Channel channel, World world, Intents needs, Func<JsonObject> data) =>
        world.CanSee(world.Bot, channel) ? [new EventDispatch(name, channel.Guild?.Id, needs, data)] : null;

    private static EventDispatch[] One(string name, Guild? guild, Intents needs, Func<JsonObject> data) => [new EventDispatch(name, guild?.Id, needs, data)];

    private static EventDispatch[]? Banned(string name, Guild guild, User user, World world) =>
        guild.FindMember(world.Bot.Id) is { } self && PermissionMath.Base(guild, self, world.Now).HasFlag(Permission.BanMembers)
            ? One(name, guild, Intents.GuildModeration, () => InGuild(new JsonObject { ["user"] = UserShape.Of(user) }, guild))
            : null;

    private static EventDispatch[]? Audited(AuditRecorded recorded, World world) =>
        recorded.Guild.FindMember(world.Bot.Id) is { } self && PermissionMath.Base(recorded.Guild, self, world.Now).HasFlag(Permission.ViewAuditLog)
            ? One("GUILD_AUDIT_LOG_ENTRY_CREATE", recorded.Guild, Intents.GuildModeration, () => InGuild(AuditShape.Of(recorded.Entry), recorded.Guild))
            : null;

    /// <summary>Only where the bot may manage the channel.</summary>
    private static EventDispatch[]? OfInvite(string name, Guild guild, Invite invite, World world)
    {
        if (!world.PermissionsOf(world.Bot, invite.Channel).HasFlag(Permission.ManageChannels))
        {
            return null;
        }

        return One(name, guild, Intents.GuildInvites, () =>
        {
            var shape = InGuild(new JsonObject { ["code"] = invite.Code, ["channel_id"] = Json.Id(invite.Channel.Id) }, guild);
            if (name == "INVITE_CREATE")
            {
                shape["created_at"] = Json.Instant(invite.CreatedAt);
                shape["expires_at"] = Json.Instant(invite.ExpiresAt);
                shape["inviter"] = UserShape.Of(invite.Inviter);
                shape["max_age"] = (int)invite.MaxAge.TotalSeconds;
                shape["max_uses"] = invite.MaxUses;
                shape["temporary"] = invite.Temporary;
                shape["uses"] = invite.Uses;
                shape["type"] = 0;
            }

            return shape;
        });
    }

    private static EventDispatch[]? InThread(string name, Channel thread, World world, Func<JsonObject> data) =>
        world.CanSee(world.Bot, thread) ? One(name, thread.Guild, Intents.Guilds, data) : null;

    /// <summary>
    /// Of itself the bot hears always, and of a thread that it comes into as if it were new; of others with the intent for members.
    /// </summary>
    private static EventDispatch[]? ThreadMembers(ThreadMembersChanged changed, World world)
    {
        var (thread, ofBot) = (changed.Thread, changed.User == world.Bot);
        if (!ofBot && !world.CanSee(world.Bot, thread))
        {
            return null;
        }

        var members = new EventDispatch("THREAD_MEMBERS_UPDATE", thread.Guild!.Id, ofBot ? Intents.Guilds : Intents.GuildMembers, () =>
        {
            var shape = new JsonObject
            {
                ["id"] = Json.Id(thread.Id),
                ["guild_id"] = Json.Id(thread.Guild!.Id),
                ["member_count"] = Math.Min(thread.Thread!.Members.Count, 50),
            };
            if (changed.Came)
            {
                var one = ThreadShape.Of(thread, changed.User.Id);
                if (thread.Guild.FindMember(changed.User.Id) is { } member)
                {
                    one["member"] = UserShape.Of(member);
                }

                shape["added_members"] = new JsonArray(one);
            }
            else
            {
                shape["removed_member_ids"] = new JsonArray(Json.Id(changed.User.Id));
            }

            return shape;
        });
        return ofBot && changed.Came && thread.Kind == ChannelKind.PrivateThread
            ? [new EventDispatch("THREAD_CREATE", thread.Guild.Id, Intents.Guilds, () => ThreadShape.ForBot(thread, world)), members]
            : [members];
    }

    private static JsonObject InGuild(JsonObject shape, Guild guild)
    {
        shape["guild_id"] = Json.Id(guild.Id);
        return shape;
    }

    private static JsonObject Place(Message message)
    {
        var shape = new JsonObject { ["id"] = Json.Id(message.Id), ["channel_id"] = Json.Id(message.Channel.Id) };
        if (message.Channel.Guild is { } guild && !message.IsEphemeral)
        {
            shape["guild_id"] = Json.Id(guild.Id);
        }

        return shape;
    }

    private static JsonObject ReactionPlace(Message message)
    {
        var shape = new JsonObject { ["message_id"] = Json.Id(message.Id), ["channel_id"] = Json.Id(message.Channel.Id) };
        if (message.Channel.Guild is { } guild)
        {
            shape["guild_id"] = Json.Id(guild.Id);
        }

        return shape;
    }

    private static JsonObject ReactionBy(Message message, Emoji emoji, User by, bool added)
    {
        var shape = ReactionPlace(message);
        shape["user_id"] = Json.Id(by.Id);
        shape["emoji"] = MessageShape.Of(emoji);
        shape["burst"] = false;
        shape["type"] = 0;
        if (added)
        {
            shape["message_author_id"] = Json.Id(message.Author.Id);
            if (message.Channel.Guild?.FindMember(by.Id) is { } member)
            {
                shape["member"] = UserShape.Of(member);
            }
        }

        return shape;
    }

    private static JsonObject Typing(TypingStarted typing, World world)
    {
        var shape = new JsonObject
        {
            ["channel_id"] = Json.Id(typing.Channel.Id),
            ["user_id"] = Json.Id(typing.By.Id),
            ["timestamp"] = world.Now.ToUnixTimeSeconds(),
        };
        if (typing.Channel.Guild is { } guild)
        {
            shape["guild_id"] = Json.Id(guild.Id);
            if (guild.FindMember(typing.By.Id) is { } member)
            {
                shape["member"] = UserShape.Of(member);
            }
        }

        return shape;
    }

    private static JsonObject Pins(Channel channel)
    {
        var shape = new JsonObject { ["channel_id"] = Json.Id(channel.Id), ["last_pin_timestamp"] = Json.Instant(channel.LastPin) };
        if (channel.Guild is { } guild)
        {
            shape["guild_id"] = Json.Id(guild.Id);
        }

        return shape;
    }
}
