using System.Globalization;
using System.Text.Json.Nodes;
using Bronx.Sandbox.Shapes;

namespace Bronx.Sandbox.Worlds;

/// <summary>A world as one JSON object and back. What the seed gives anew (people, their ids) is overlaid with what has changed.</summary>
internal static class WorldSnapshot
{
    private const int Version = 1;

    public static JsonObject Take(World world) => new()
    {
        ["version"] = Version,
        ["last_id"] = Json.Id(world.Ids.Last),
        ["people"] = Json.List(world.Arrivals, user => new JsonObject { ["id"] = Json.Id(user.Id), ["username"] = user.Username, ["name"] = user.DisplayName }),
        ["closed"] = Json.Ids(world.People.Where(user => user.ClosedDirectMessages).Select(user => user.Id)),
        ["guilds"] = Json.List(world.TouchedGuilds, Take),
        ["directs"] = Json.List(world.DirectChannels, channel => new JsonObject
        {
            ["user"] = Json.Id(channel.Recipient!.Id),
            ["messages"] = Messages(channel),
        }),
        ["webhooks"] = Json.List(world.Webhooks.Values, hook => new JsonObject
        {
            ["id"] = Json.Id(hook.Id),
            ["token"] = hook.Token,
            ["channel"] = Json.Id(hook.Channel.Id),
            ["name"] = hook.Name,
        }),
        ["commands"] = Json.List(world.Commands.Scopes.SelectMany(scope => scope.Commands), command => new JsonObject
        {
            ["id"] = Json.Id(command.Id),
            ["version"] = Json.Id(command.Version),
            ["guild"] = Json.Id(command.GuildId),
            ["definition"] = command.Definition.DeepClone(),
        }),
    };

    public static void Restore(World world, JsonObject snapshot)
    {
        if ((int?)snapshot["version"] != Version)
        {
            throw new FormatException("Another version of the sandbox wrote this world.");
        }

        world.Ids.ContinueAfter(Id(snapshot["last_id"]));
        foreach (var kept in Optional(snapshot["people"]))
        {
            var user = new User(Id(kept["id"]), (string)kept["username"]!, (string)kept["name"]!);
            world.Add(user);
            world.Arrivals.Add(user);
        }

        foreach (var closed in (snapshot["closed"] as JsonArray ?? []).Select(Id))
        {
            if (world.FindUser(closed) is { } user)
            {
                user.ClosedDirectMessages = true;
            }
        }

        foreach (var kept in Objects(snapshot["guilds"]))
        {
            // Another seed gives another guild; then its history belongs to nobody here.
            if (world.FindGuild(Id(kept["id"])) is { } guild)
            {
                Restore(world, guild, kept);
            }
        }

        foreach (var kept in Optional(snapshot["webhooks"]))
        {
            if (world.FindChannel(Id(kept["channel"])) is { } channel)
            {
                world.Webhooks[Id(kept["id"])] = new Webhook(Id(kept["id"]), (string)kept["token"]!, channel, world.Bot) { Name = (string)kept["name"]! };
            }
        }

        foreach (var kept in Objects(snapshot["directs"]))
        {
            if (world.FindUser(Id(kept["user"])) is { } user)
            {
                RestoreMessages(world, world.DirectWith(user), kept);
            }
        }

        foreach (var kept in Objects(snapshot["commands"]))
        {
            Snowflake? scope = kept["guild"] is null ? null : Id(kept["guild"]);
            world.Commands.In(scope).Add(new ApplicationCommand(Id(kept["id"]), Id(kept["version"]), scope, kept["definition"]!.DeepClone().AsObject()));
        }
    }

    private static JsonObject Take(Guild guild) => new()
    {
        ["id"] = Json.Id(guild.Id),
        ["name"] = guild.Name,
        ["screening"] = guild.Screening,
        ["roles"] = Json.List(guild.Roles, role => new JsonObject
        {
            ["id"] = Json.Id(role.Id),
            ["name"] = role.Name,
            ["permissions"] = Json.Bits(role.Permissions),
            ["position"] = role.Position,
            ["color"] = role.Color,
            ["hoist"] = role.Hoist,
            ["mentionable"] = role.Mentionable,
            ["bot"] = Json.Id(role.BotId),
        }),
        ["members"] = Json.List(guild.Members, member => new JsonObject
        {
            ["id"] = Json.Id(member.User.Id),
            ["nick"] = member.Nick,
            ["roles"] = Json.Ids(member.Roles),
            ["joined"] = Json.Instant(member.JoinedAt),
            ["timed_out_until"] = Json.Instant(member.TimedOutUntil),
            ["pending"] = member.Pending,
        }),
        ["bans"] = Json.List(guild.Bans, ban => new JsonObject { ["id"] = Json.Id(ban.Key), ["reason"] = ban.Value }),
        ["channels"] = Json.List(guild.Channels, channel => new JsonObject
        {
            ["id"] = Json.Id(channel.Id),
            ["kind"] = (int)channel.Kind,
            ["name"] = channel.Name,
            ["topic"] = channel.Topic,
            ["position"] = channel.Position,
            ["parent"] = Json.Id(channel.ParentId),
            ["nsfw"] = channel.Nsfw,
            ["slowmode"] = channel.Slowmode,
            ["last_pin"] = Json.Instant(channel.LastPin),
            ["overwrites"] = Json.List(channel.Overwrites, ChannelShape.Of),
            ["messages"] = Messages(channel),
        }),
        ["emojis"] = Json.List(guild.Emojis.Values, emoji => new JsonObject
        {
            ["id"] = Json.Id(emoji.Id),
            ["name"] = emoji.Name,
            ["roles"] = Json.Ids(emoji.Roles),
            ["animated"] = emoji.Animated,
        }),
        ["invites"] = Json.List(guild.Invites.Values, invite => new JsonObject
        {
            ["code"] = invite.Code,
            ["channel"] = Json.Id(invite.Channel.Id),
            ["created"] = Json.Instant(invite.CreatedAt),
            ["max_age"] = (int)invite.MaxAge.TotalSeconds,
            ["max_uses"] = invite.MaxUses,
            ["uses"] = invite.Uses,
            ["temporary"] = invite.Temporary,
        }),
        ["threads"] = Json.List(guild.Threads, thread => new JsonObject
        {
            ["id"] = Json.Id(thread.Id),
            ["kind"] = (int)thread.Kind,
            ["name"] = thread.Name,
            ["parent"] = Json.Id(thread.ParentId),
            ["slowmode"] = thread.Slowmode,
            ["owner"] = Json.Id(thread.Thread!.Owner.Id),
            ["created"] = Json.Instant(thread.Thread.CreatedAt),
            ["quiet"] = thread.Thread.AutoArchiveMinutes,
            ["archived"] = thread.Thread.Archived,
            ["archive_changed"] = Json.Instant(thread.Thread.ArchiveChangedAt),
            ["locked"] = thread.Thread.Locked,
            ["invitable"] = thread.Thread.Invitable,
            ["total"] = thread.Thread.TotalSent,
            ["members"] = Json.List(thread.Thread.Members, member => new JsonObject { ["id"] = Json.Id(member.Key), ["since"] = Json.Instant(member.Value) }),
            ["messages"] = Messages(thread),
        }),
    };

    private static JsonArray Messages(Channel channel) => Json.List(channel.History.All, message => new JsonObject
    {
        ["id"] = Json.Id(message.Id),
        ["author"] = Json.Id(message.Author.Id),
        ["webhook"] = message.WebhookId is null ? null : message.Author.DisplayName,
        ["kind"] = (int)message.Kind,
        ["content"] = message.Content,
        ["embeds"] = message.Embeds.DeepClone(),
        ["components"] = message.Components.DeepClone(),
        ["flags"] = (int)message.Flags,
        ["tts"] = message.Tts,
        ["pinned"] = message.Pinned,
        ["edited"] = Json.Instant(message.EditedAt),
        ["reply_to"] = Json.Id(message.ReplyTo),
        ["metadata"] = message.InteractionMetadata?.DeepClone(),
        ["application"] = Json.Id(message.ApplicationId),
        ["ephemeral_for"] = Json.Id(message.EphemeralFor),
        ["everyone"] = message.Mentions.Everyone,
        ["users"] = Json.Ids(message.Mentions.Users),
        ["roles"] = Json.Ids(message.Mentions.Roles),
        ["reactions"] = Json.List(message.Reactions, reaction => new JsonObject
        {
            ["emoji"] = reaction.Emoji.PathText,
            ["users"] = Json.Ids(reaction.Users),
        }),
    });

    private static void Restore(World world, Guild guild, JsonObject kept)
    {
        guild.Name = (string)kept["name"]!;
        guild.Screening = (bool?)kept["screening"] ?? false;
        foreach (var gone in guild.Roles.Select(role => role.Id).Except(Objects(kept["roles"]).Select(role => Id(role["id"]))).ToList())
        {
            guild.RemoveRole(gone);
        }

        foreach (var role in Objects(kept["roles"]))
        {
            guild.Add(new Role(Id(role["id"]), (string)role["name"]!)
            {
                Permissions = (Permission)ulong.Parse((string)role["permissions"]!, CultureInfo.InvariantCulture),
                Position = (int)role["position"]!,
                Color = (int)role["color"]!,
                Hoist = (bool)role["hoist"]!,
                Mentionable = (bool)role["mentionable"]!,
                BotId = role["bot"] is null ? null : Id(role["bot"]),
            });
        }

        RestoreMembers(world, guild, kept);
        RestoreChannels(world, guild, kept);
        RestoreThreads(world, guild, kept);
        RestoreExtras(world, guild, kept);
    }

    private static void RestoreMembers(World world, Guild guild, JsonObject kept)
    {
        foreach (var gone in guild.Members.Select(member => member.User.Id).Except(Objects(kept["members"]).Select(member => Id(member["id"]))).ToList())
        {
            guild.RemoveMember(gone);
        }

        foreach (var member in Objects(kept["members"]))
        {
            if (world.FindUser(Id(member["id"])) is { } user)
            {
                guild.Add(new Member(user, Instant(member["joined"])!.Value)
                {
                    Nick = (string?)member["nick"],
                    Roles = [.. Ids(member["roles"])],
                    TimedOutUntil = Instant(member["timed_out_until"]),
                    Pending = (bool?)member["pending"] ?? false,
                    Online = guild.FindMember(user.Id)?.Online ?? true,
                });
            }
        }

        foreach (var ban in Objects(kept["bans"]))
        {
            guild.Bans[Id(ban["id"])] = (string?)ban["reason"];
        }
    }

    private static void RestoreChannels(World world, Guild guild, JsonObject kept)
    {
        foreach (var gone in guild.Channels.Where(channel => !Objects(kept["channels"]).Any(other => Id(other["id"]) == channel.Id)).ToList())
        {
            world.Remove(gone);
        }

        foreach (var shape in Objects(kept["channels"]))
        {
            var channel = guild.FindChannel(Id(shape["id"]));
            if (channel is null)
            {
                channel = new Channel(Id(shape["id"]), (ChannelKind)(int)shape["kind"]!, world.HistoryLimit) { Guild = guild };
                world.Add(channel);
            }

            channel.Name = (string)shape["name"]!;
            channel.Topic = (string?)shape["topic"];
            channel.Position = (int)shape["position"]!;
            channel.ParentId = shape["parent"] is null ? null : Id(shape["parent"]);
            channel.Nsfw = (bool)shape["nsfw"]!;
            channel.Slowmode = (int)shape["slowmode"]!;
            channel.LastPin = Instant(shape["last_pin"]);
            channel.Overwrites.Clear();
            channel.Overwrites.AddRange(Objects(shape["overwrites"]).Select(overwrite => new Overwrite(
                Id(overwrite["id"]),
                (int)overwrite["type"]! == 1,
                (Permission)ulong.Parse((string)overwrite["allow"]!, CultureInfo.InvariantCulture),
                (Permission)ulong.Parse((string)overwrite["deny"]!, CultureInfo.InvariantCulture))));
            RestoreMessages(world, channel, shape);
        }
    }

    private static void RestoreExtras(World world, Guild guild, JsonObject kept)
    {
        foreach (var emoji in Optional(kept["emojis"]))
        {
            guild.Emojis[Id(emoji["id"])] = new GuildEmoji(Id(emoji["id"]), (string)emoji["name"]!, world.Bot) { Roles = [.. Ids(emoji["roles"])], Animated = (bool)emoji["animated"]! };
        }

        foreach (var shape in Optional(kept["invites"]))
        {
            if (guild.FindChannel(Id(shape["channel"])) is { } channel)
            {
                var invite = new Invite((string)shape["code"]!, channel, world.Bot, Instant(shape["created"])!.Value, TimeSpan.FromSeconds((int)shape["max_age"]!), (int)shape["max_uses"]!, (bool)shape["temporary"]!) { Uses = (int)shape["uses"]! };
                guild.Invites[invite.Code] = invite;
            }
        }
    }

    private static void RestoreThreads(World world, Guild guild, JsonObject kept)
    {
        foreach (var shape in Optional(kept["threads"]))
        {
            if (world.FindUser(Id(shape["owner"])) is not { } owner)
            {
                continue;
            }

            var thread = new Channel(Id(shape["id"]), (ChannelKind)(int)shape["kind"]!, world.HistoryLimit)
            {
                Guild = guild,
                Name = (string)shape["name"]!,
                ParentId = Id(shape["parent"]),
                Slowmode = (int)shape["slowmode"]!,
                Thread = new ThreadPart(owner, Instant(shape["created"])!.Value)
                {
                    AutoArchiveMinutes = (int)shape["quiet"]!,
                    Archived = (bool)shape["archived"]!,
                    ArchiveChangedAt = Instant(shape["archive_changed"])!.Value,
                    Locked = (bool)shape["locked"]!,
                    Invitable = (bool)shape["invitable"]!,
                    TotalSent = (int)shape["total"]!,
                },
            };
            foreach (var member in Objects(shape["members"]))
            {
                thread.Thread.Members[Id(member["id"])] = Instant(member["since"])!.Value;
            }

            world.Add(thread);
            RestoreMessages(world, thread, shape);
        }
    }

    private static void RestoreMessages(World world, Channel channel, JsonObject kept)
    {
        foreach (var shape in Objects(kept["messages"]))
        {
            var hook = (string?)shape["webhook"];
            if ((hook is null ? world.FindUser(Id(shape["author"])) : new User(Id(shape["author"]), hook, hook) { IsBot = true }) is not { } author)
            {
                continue;
            }

            var message = new Message(Id(shape["id"]), channel, author)
            {
                Kind = (MessageKind)(int)shape["kind"]!,
                Content = (string)shape["content"]!,
                Embeds = shape["embeds"]!.DeepClone().AsArray(),
                Components = shape["components"]!.DeepClone().AsArray(),
                Flags = (MessageFlags)(int)shape["flags"]!,
                Tts = (bool)shape["tts"]!,
                Pinned = (bool)shape["pinned"]!,
                EditedAt = Instant(shape["edited"]),
                ReplyTo = shape["reply_to"] is null ? null : Id(shape["reply_to"]),
                InteractionMetadata = shape["metadata"]?.DeepClone().AsObject(),
                ApplicationId = shape["application"] is null ? null : Id(shape["application"]),
                WebhookId = hook is null ? null : author.Id,
                EphemeralFor = shape["ephemeral_for"] is null ? null : Id(shape["ephemeral_for"]),
                Mentions = new Mentions((bool)shape["everyone"]!, [.. Ids(shape["users"])], [.. Ids(shape["roles"])]),
            };
            foreach (var reaction in Objects(shape["reactions"]))
            {
                if (Emoji.TryParse((string)reaction["emoji"]!, out var emoji))
                {
                    message.Reactions.Add(new Reaction(emoji, [.. Ids(reaction["users"])]));
                }
            }

            channel.History.Add(message);
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => list!.AsArray().OfType<JsonObject>();

    /// <summary>What an older world does not have yet.</summary>
    private static IEnumerable<JsonObject> Optional(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();

    private static IEnumerable<Snowflake> Ids(JsonNode? list) => list!.AsArray().Select(Id);

    private static Snowflake Id(JsonNode? text) => new(ulong.Parse((string)text!, CultureInfo.InvariantCulture));

    private static DateTimeOffset? Instant(JsonNode? text) =>
        text is null ? null : DateTimeOffset.Parse((string)text!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
