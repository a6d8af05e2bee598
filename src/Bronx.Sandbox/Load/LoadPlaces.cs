using Bronx.Sandbox.Interactions;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Load;

/// <summary>Finds where the people of a plan act, and who they are: server after server, so that no channel is asked twice in a row.</summary>
internal sealed class LoadPlaces(World world)
{
    private const int ChannelsPerServer = 8;

    /// <exception cref="SandboxRefusal">Nobody can write in any of the servers.</exception>
    public IReadOnlyList<LoadPlace> Find(LoadPlan plan)
    {
        var guilds = world.GuildIds;
        var chosen = guilds.Count > 1 ? guilds.Skip(1).Take(plan.Servers) : guilds;
        List<List<LoadPlace>> byServer = [];
        foreach (var id in chosen)
        {
            // One server at a time: a large world comes into being without keeping everybody waiting.
            lock (world.Gate)
            {
                if (world.FindGuild(id) is { Available: true } guild && In(guild, plan.People) is { Count: > 0 } places)
                {
                    byServer.Add(places);
                }
            }
        }

        var rounds = byServer.Count == 0 ? throw new SandboxRefusal("Nobody can write in any of these servers.") : byServer.Max(places => places.Count);
        return [.. Enumerable.Range(0, rounds).SelectMany(round => byServer.Select(places => places[round % places.Count]))];
    }

    private List<LoadPlace> In(Guild guild, int people)
    {
        const Permission Needed = Permission.ViewChannel | Permission.SendMessages | Permission.UseApplicationCommands;
        List<LoadPlace> places = [];

        // The owner of all further servers is one and the same person, who would be everywhere at once: only where nobody else is.
        foreach (var member in guild.Members.Where(member => !member.User.IsBot).OrderBy(member => member.User.Id == guild.OwnerId).Take(people))
        {
            var open = guild.Channels.Where(channel => channel.Kind == ChannelKind.Text && world.PermissionsOf(member.User, channel).HasFlag(Needed)).Take(ChannelsPerServer);
            places.AddRange(open.Select(channel => new LoadPlace(channel, member.User)));
        }

        return places;
    }
}

/// <summary>A person in a channel.</summary>
internal sealed class LoadPlace(Channel channel, User person)
{
    public Channel Channel { get; } = channel;

    public User Person { get; } = person;

    /// <summary>The command whose answer carries the buttons.</summary>
    public Interaction? Opener { get; set; }
}
