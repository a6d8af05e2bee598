using System.Globalization;
using System.Text.Json.Nodes;
using Bronx.Sandbox.Gateway;
using Bronx.Sandbox.People;
using Bronx.Sandbox.Rest;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;
using Microsoft.AspNetCore.Http;

namespace Bronx.Sandbox.Playground;

/// <summary>The world as one person sees it on the page.</summary>
internal sealed class PlaygroundWorld(World world, PersonActions actions, GatewayHub hub)
{
    private const int PageLimit = 100;

    public JsonObject Show(User person)
    {
        // The page shows one server: the first that the person is in.
        var guild = world.Guilds.FirstOrDefault(candidate => candidate.FindMember(person.Id) is not null);
        return new JsonObject
        {
            ["guild"] = guild is null ? null : Show(guild),
            ["channels"] = guild is null ? [] : Json.List(Channels(guild, person), channel => Show(channel, person)),
            ["dashboard_url"] = world.Dashboard?.AbsoluteUri,
            ["dms"] = Json.List(world.DirectChannels.Where(channel => channel.Recipient == person), channel => Show(channel, person)),
            ["people"] = People(),
            ["bot"] = new JsonObject { ["user"] = UserShape.Of(world.Bot), ["online"] = hub.BotOnline },
            ["commands"] = Json.List(actions.Offered(person, guild), command => CommandRoutes.Shape(command, world)),
        };
    }

    public JsonArray Messages(User person, Channel channel, IQueryCollection query)
    {
        if (!world.CanSee(person, channel))
        {
            throw new SandboxRefusal("You cannot see that channel.");
        }

        var limit = int.TryParse(query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? Math.Clamp(wanted, 1, PageLimit) : 50;
        var history = channel.History;
        var index = (Snowflake.TryParse(query["before"], out var before) ? history.IndexAtOrAfter(before) : history.All.Count) - 1;
        List<Message> found = [];
        for (; index >= 0 && found.Count < limit; index--)
        {
            if (world.CanSee(person, history.All[index]))
            {
                found.Add(history.All[index]);
            }
        }

        found.Reverse();
        return Json.List(found, message => MessageShape.ForPerson(message, world, person));
    }

    private static JsonObject Show(Guild guild) => new()
    {
        ["id"] = Json.Id(guild.Id),
        ["name"] = guild.Name,
        ["owner_id"] = Json.Id(guild.OwnerId),
        ["screening"] = guild.Screening,
        ["roles"] = Json.List(guild.Roles.OrderByDescending(PermissionMath.RankOf), GuildShape.Of),
        ["members"] = Json.List(guild.Members, member =>
        {
            var shape = UserShape.Of(member);
            shape["online"] = member.Online;
            return shape;
        }),
    };

    private IEnumerable<Channel> Channels(Guild guild, User person)
    {
        var seen = guild.Channels.Where(channel => channel.Kind != ChannelKind.Category && world.CanSee(person, channel)).ToList();
        return guild.Channels
            .Where(channel => channel.Kind == ChannelKind.Category ? seen.Exists(child => child.ParentId == channel.Id) : seen.Contains(channel))
            .OrderBy(channel => channel.Position).ThenBy(channel => channel.Id)
            .Concat(guild.Threads.Where(thread => !thread.Thread!.Archived && world.CanSee(person, thread)).OrderBy(thread => thread.Id));
    }

    public JsonObject Show(Channel channel, User person)
    {
        var permissions = world.PermissionsOf(person, channel);
        var locked = channel.Thread is { Locked: true } && !permissions.HasFlag(Permission.ManageThreads);
        var pending = channel.Guild?.FindMember(person.Id) is { Pending: true };
        var shape = ChannelShape.Of(channel);
        shape["can_send"] = channel.HoldsMessages && !locked && !pending && permissions.HasFlag(Permission.SendMessages);
        shape["can_thread"] = channel.Kind is ChannelKind.Text or ChannelKind.Announcement && !pending && permissions.HasFlag(Permission.CreatePublicThreads);
        shape["can_react"] = channel.HoldsMessages && !pending && permissions.HasFlag(Permission.AddReactions) && permissions.HasFlag(Permission.ReadMessageHistory);
        return shape;
    }

    private JsonArray People()
    {
        var first = world.Personas.Select(persona => (User: world.FindUser(persona.UserId)!, persona.Name));
        var rest = world.Guilds.Take(1).SelectMany(guild => guild.Members)
            .Where(member => !member.User.IsBot && !world.Personas.Any(persona => persona.UserId == member.User.Id))
            .Select(member => member.User).Concat(world.Arrivals).Distinct().Select(user => (User: user, Name: "member"));
        return Json.List(first.Concat(rest), person => new JsonObject
        {
            ["id"] = Json.Id(person.User.Id),
            ["name"] = person.User.DisplayName,
            ["persona"] = person.Name,
        });
    }
}
