using System.Text.Json.Nodes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Shapes;

/// <summary>Channels as Discord sends them.</summary>
internal static class ChannelShape
{
    private const int Obfuscated = 1 << 17;

    public static JsonObject Of(Channel channel)
    {
        if (channel.Thread is not null)
        {
            return ThreadShape.Of(channel);
        }

        if (channel.Guild is not { } guild)
        {
            return new JsonObject
            {
                ["id"] = Json.Id(channel.Id),
                ["type"] = (int)channel.Kind,
                ["flags"] = 0,
                ["last_message_id"] = LastMessage(channel),
                ["recipients"] = new JsonArray(UserShape.Of(channel.Recipient!)),
            };
        }

        var shape = new JsonObject
        {
            ["id"] = Json.Id(channel.Id),
            ["type"] = (int)channel.Kind,
            ["flags"] = 0,
            ["guild_id"] = Json.Id(guild.Id),
            ["name"] = channel.Name,
            ["position"] = channel.Position,
            ["parent_id"] = Json.Id(channel.ParentId),
            ["permission_overwrites"] = Json.List(channel.Overwrites, Of),
            ["nsfw"] = channel.Nsfw,
        };
        if (channel.HoldsMessages)
        {
            shape["last_message_id"] = LastMessage(channel);
            shape["rate_limit_per_user"] = channel.Slowmode;
        }

        if (channel.Kind is ChannelKind.Text or ChannelKind.Announcement)
        {
            shape["topic"] = channel.Topic;
            shape["last_pin_timestamp"] = Json.Instant(channel.LastPin);
        }
        else if (channel.Kind == ChannelKind.Voice)
        {
            shape["bitrate"] = channel.Bitrate;
            shape["user_limit"] = channel.UserLimit;
            shape["rtc_region"] = null;
        }

        return shape;
    }

    /// <summary>What the gateway shows of a channel that the bot may not view.</summary>
    public static JsonObject Hidden(Channel channel) => new()
    {
        ["id"] = Json.Id(channel.Id),
        ["type"] = (int)channel.Kind,
        ["flags"] = Obfuscated,
        ["guild_id"] = Json.Id(channel.Guild!.Id),
        ["name"] = "___hidden___",
        ["position"] = channel.Position,
        ["parent_id"] = Json.Id(channel.ParentId),
        ["permission_overwrites"] = new JsonArray(Of(new Overwrite(channel.Guild.Id, IsMember: false, Permission.None, Permission.ViewChannel))),
        ["topic"] = null,
        ["last_message_id"] = null,
        ["nsfw"] = false,
    };

    public static JsonObject Of(Overwrite overwrite) => new()
    {
        ["id"] = Json.Id(overwrite.Id),
        ["type"] = overwrite.IsMember ? 1 : 0,
        ["allow"] = Json.Bits(overwrite.Allow),
        ["deny"] = Json.Bits(overwrite.Deny),
    };

    public static JsonNode? LastMessage(Channel channel)
    {
        for (var i = channel.History.All.Count - 1; i >= 0; i--)
        {
            if (!channel.History.All[i].IsEphemeral)
            {
                return Json.Id(channel.History.All[i].Id);
            }
        }

        return null;
    }
}
