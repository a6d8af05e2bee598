using System.Text.Json.Nodes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Shapes;

/// <summary>Messages as Discord sends them, over REST, over the gateway, and to a person on the playground.</summary>
internal static class MessageShape
{
    /// <summary>The REST form. <c>me</c> of each reaction is seen from <paramref name="viewer"/>.</summary>
    public static JsonObject Of(Message message, World world, User viewer, bool withReply = true)
    {
        var shape = new JsonObject
        {
            ["id"] = Json.Id(message.Id),
            ["type"] = (int)message.Kind,
            ["content"] = message.Content,
            ["channel_id"] = Json.Id(message.Channel.Id),
            ["author"] = UserShape.Of(message.Author),
            ["timestamp"] = Json.Instant(message.SentAt),
            ["edited_timestamp"] = Json.Instant(message.EditedAt),
            ["tts"] = message.Tts,
            ["pinned"] = message.Pinned,
            ["mention_everyone"] = message.Mentions.Everyone,
            ["mentions"] = Json.List(message.Mentions.Users.Select(world.FindUser).OfType<User>(), UserShape.Of),
            ["mention_roles"] = Json.Ids(message.Mentions.Roles),
            ["attachments"] = Attachments(message),
            ["embeds"] = message.Flags.HasFlag(MessageFlags.SuppressEmbeds) ? new JsonArray() : message.Embeds.DeepClone(),
            ["components"] = message.Components.DeepClone(),
            ["flags"] = (int)message.Flags,
        };
        foreach (var (name, value) in Rare(message, world, viewer, withReply))
        {
            shape[name] = value;
        }

        return shape;
    }

    /// <summary>What only some messages have, in the order in which Discord sends it.</summary>
    public static IReadOnlyList<(string Name, JsonNode? Value)> Rare(Message message, World world, User viewer, bool withReply)
    {
        List<(string, JsonNode?)> rare = [];
        if (message.Flags.HasFlag(MessageFlags.HasThread) && message.Channel.Guild?.FindChannel(message.Id) is { Thread: not null } thread)
        {
            rare.Add(("thread", ThreadShape.Of(thread)));
        }

        if (message.Reactions.Count > 0)
        {
            rare.Add(("reactions", Json.List(message.Reactions, reaction => Of(reaction, viewer))));
        }

        if (message.Nonce is { } nonce)
        {
            rare.Add(("nonce", nonce.DeepClone()));
        }

        if (message.ApplicationId is { } application)
        {
            rare.Add(("application_id", Json.Id(application)));
        }

        if (message.InteractionMetadata is { } metadata)
        {
            rare.Add(("interaction_metadata", metadata.DeepClone()));
            rare.Add(("webhook_id", Json.Id(message.ApplicationId)));
        }

        if (message.WebhookId is { } hook)
        {
            rare.Add(("webhook_id", Json.Id(hook)));
        }

        if (message.ReplyTo is { } target)
        {
            rare.Add(("message_reference", Reference(message, target)));
            if (withReply && message.Kind == MessageKind.Reply)
            {
                var referenced = message.Channel.History.Find(target);
                rare.Add(("referenced_message", referenced is null ? null : Of(referenced, world, viewer, withReply: false)));
            }
        }

        return rare;
    }

    public static JsonArray Attachments(Message message) => Json.List(message.Attachments, attachment => Of(attachment, message.IsEphemeral));

    /// <summary>The gateway form: with guild and member, and with the members of those mentioned. Ephemeral ones carry neither.</summary>
    public static JsonObject ForGateway(Message message, World world)
    {
        var shape = Of(message, world, world.Bot);
        if (message.Channel.Guild is { } guild && !message.IsEphemeral)
        {
            shape["guild_id"] = Json.Id(guild.Id);
            if (message.ApplicationId is null && guild.FindMember(message.Author.Id) is { } member)
            {
                shape["member"] = UserShape.WithoutUser(member);
            }

            foreach (var mention in shape["mentions"]!.AsArray())
            {
                if (Snowflake.TryParse((string?)mention!["id"], out var id) && guild.FindMember(id) is { } mentioned)
                {
                    mention["member"] = UserShape.WithoutUser(mentioned);
                }
            }
        }

        return shape;
    }

    /// <summary>Whether a bot without MESSAGE_CONTENT may read a message all the same: its own, one to it alone, one that mentions it.</summary>
    public static bool IsOpenTo(User bot, Message message) =>
        message.Author == bot || message.Channel.Guild is null || message.Mentions.Users.Contains(bot.Id);

    /// <summary>What the API shows the bot; without the MESSAGE_CONTENT toggle others' words are empty there too.</summary>
    public static JsonObject ForBot(Message message, World world)
    {
        var shape = Of(message, world, world.Bot);
        if (!world.BotReadsContent && !IsOpenTo(world.Bot, message))
        {
            Strip(shape);
        }

        return shape;
    }

    /// <summary>The form for who lacks MESSAGE_CONTENT: the five fields that the intent guards are empty.</summary>
    public static void Strip(JsonObject shape)
    {
        shape["content"] = "";
        shape["embeds"] = new JsonArray();
        shape["attachments"] = new JsonArray();
        shape["components"] = new JsonArray();
        shape.Remove("poll");
    }

    /// <summary>What a person sees on the playground: the REST form plus who reacted.</summary>
    public static JsonObject ForPerson(Message message, World world, User person)
    {
        var shape = Of(message, world, person);
        if (shape["reactions"] is JsonArray reactions)
        {
            for (var i = 0; i < reactions.Count; i++)
            {
                reactions[i]!["users"] = Json.Ids(message.Reactions[i].Users);
            }
        }

        if (message.Channel.Guild is { } guild && guild.FindMember(message.Author.Id) is { } member)
        {
            shape["member"] = UserShape.WithoutUser(member);
        }

        return shape;
    }

    public static JsonObject Of(Emoji emoji) => new() { ["id"] = Json.Id(emoji.Id), ["name"] = emoji.Name };

    private static JsonObject Of(Reaction reaction, User viewer) => new()
    {
        ["emoji"] = Of(reaction.Emoji),
        ["count"] = reaction.Users.Count,
        ["count_details"] = new JsonObject { ["burst"] = 0, ["normal"] = reaction.Users.Count },
        ["burst_colors"] = new JsonArray(),
        ["me_burst"] = false,
        ["me"] = reaction.Users.Contains(viewer.Id),
    };

    private static JsonObject Of(Attachment attachment, bool ephemeral)
    {
        var shape = new JsonObject
        {
            ["id"] = Json.Id(attachment.Id),
            ["filename"] = attachment.FileName,
            ["size"] = attachment.Size,
            ["url"] = attachment.Url,
            ["proxy_url"] = attachment.Url,
            ["content_type"] = attachment.ContentType,
        };
        if (attachment.Description is { } description)
        {
            shape["description"] = description;
        }

        if (ephemeral)
        {
            shape["ephemeral"] = true;
        }

        return shape;
    }

    private static JsonObject Reference(Message message, Snowflake target)
    {
        var reference = new JsonObject
        {
            ["type"] = 0,
            ["channel_id"] = Json.Id(message.Channel.Id),
            ["message_id"] = Json.Id(target),
        };
        if (message.Channel.Guild is { } guild)
        {
            reference["guild_id"] = Json.Id(guild.Id);
        }

        return reference;
    }
}
