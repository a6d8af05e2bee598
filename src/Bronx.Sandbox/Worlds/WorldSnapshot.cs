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
        ["guilds"] = Json.List(world.TouchedGuilds, Take),
        ["directs"] = Json.List(world.DirectChannels, channel => new JsonObject
        {
            ["user"] = Json.Id(channel.Recipient!.Id),
            ["messages"] = Messages(channel),
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
        foreach (var kept in Objects(snapshot["guilds"]))
        {
            // Another seed gives another guild; then its history belongs to nobody here.
            if (world.FindGuild(Id(kept["id"])) is { } guild)
            {
                Restore(world, guild, kept);
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
    };

    private static JsonArray Messages(Channel channel) => Json.List(channel.History.All, message => new JsonObject
    {
        ["id"] = Json.Id(message.Id),
        ["author"] = Json.Id(message.Author.Id),
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

    private static void RestoreMessages(World world, Channel channel, JsonObject kept)
    {
        foreach (var shape in Objects(kept["messages"]))
        {
            if (world.FindUser(Id(shape["author"])) is not { } author)
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

    private static IEnumerable<Snowflake> Ids(JsonNode? list) => list!.AsArray().Select(Id);

    private static Snowflake Id(JsonNode? text) => new(ulong.Parse((string)text!, CultureInfo.InvariantCulture));

    private static DateTimeOffset? Instant(JsonNode? text) =>
        text is null ? null : DateTimeOffset.Parse((string)text!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
