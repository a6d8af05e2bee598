using System.Text.Json.Nodes;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Gateway;

/// <summary>GUILD_CREATE: the guild with what only the gateway tells. Which members come depends on the session's intents.</summary>
internal static class GuildCreateShape
{
    private const int PresenceLimit = 75_000;

    public static JsonObject Of(Guild guild, World world, GatewaySession session)
    {
        var shape = GuildShape.Of(guild);
        var self = guild.FindMember(world.Bot.Id)!;
        shape["joined_at"] = Json.Instant(self.JoinedAt);
        shape["large"] = guild.Members.Count > session.LargeThreshold;
        shape["unavailable"] = false;
        shape["member_count"] = guild.Members.Count;
        shape["voice_states"] = new JsonArray();
        shape["members"] = Json.List(Members(guild, self, session), UserShape.Of);
        shape["channels"] = Json.List(guild.Channels, channel => Channel(channel, world));
        shape["threads"] = Json.List(guild.Threads.Where(thread => !thread.Thread!.Archived && world.CanSee(world.Bot, thread)), thread => ThreadShape.ForBot(thread, world));
        shape["presences"] = session.Intents.HasFlag(Intents.GuildPresences)
            ? Json.List(guild.Members.Where(member => member.Online), Presence)
            : new JsonArray();
        shape["stage_instances"] = new JsonArray();
        shape["guild_scheduled_events"] = new JsonArray();
        shape["soundboard_sounds"] = new JsonArray();
        return shape;
    }

    /// <summary>A channel as the bot sees it on the gateway; one that is closed to it is obfuscated.</summary>
    public static JsonObject Channel(Channel channel, World world) =>
        world.CanSee(world.Bot, channel) ? ChannelShape.Of(channel) : ChannelShape.Hidden(channel);

    private static IEnumerable<Member> Members(Guild guild, Member self, GatewaySession session)
    {
        if (!session.Intents.HasFlag(Intents.GuildPresences) || guild.Members.Count > PresenceLimit)
        {
            return [self];
        }

        return guild.Members.Count <= session.LargeThreshold
            ? guild.Members
            : guild.Members.Where(member => member.Online || member.Roles.Count > 0 || member.Nick is not null);
    }

    /// <summary>Offline is said only when it changes; the first list has those who are there.</summary>
    public static JsonObject Presence(Member member) => new()
    {
        ["user"] = new JsonObject { ["id"] = Json.Id(member.User.Id) },
        ["status"] = member.Online ? "online" : "offline",
        ["activities"] = new JsonArray(),
        ["client_status"] = member.Online ? new JsonObject { ["desktop"] = "online" } : [],
    };
}
