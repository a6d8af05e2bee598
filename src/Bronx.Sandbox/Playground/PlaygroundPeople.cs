using System.Text.Json.Nodes;
using Bronx.Sandbox.People;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Playground;

/// <summary>Coming and going from the page. Under the world's lock.</summary>
internal sealed class PlaygroundPeople(World world, PersonActions actions)
{
    private static readonly string[] Names = ["Ada", "Basil", "Carmen", "Dmitri", "Esra", "Farah", "Gus", "Hana", "Ivo", "June", "Kofi", "Lena", "Milo", "Nadia", "Otis", "Pia", "Quinn", "Rafa", "Selma", "Tove"];

    /// <summary>Somebody new, who has just joined the server.</summary>
    public JsonObject Arrive()
    {
        var user = actions.Membership.NewPerson(FreeName());
        actions.Membership.Join(user, Server, invite: null);
        return new JsonObject { ["id"] = Json.Id(user.Id), ["name"] = user.DisplayName };
    }

    /// <summary>Whether the deed is one of join, leave, rules and screening.</summary>
    public bool TryDo(string deed, User person)
    {
        switch (deed)
        {
            case "join":
                actions.Membership.Join(person, Server, invite: null);
                return true;
            case "leave":
                actions.Membership.Leave(person, Server);
                return true;
            case "rules":
                actions.Membership.FinishScreening(person, Server);
                return true;
            case "screening":
                actions.Membership.SwitchScreening(person, Server);
                return true;
            default:
                return false;
        }
    }

    private Guild Server => world.TouchedGuilds.First();

    private string FreeName()
    {
        for (var round = 1; ; round++)
        {
            foreach (var name in Names)
            {
                var wanted = round == 1 ? name : $"{name} {round}";
                if (world.FindPersonByName(wanted) is null && world.FindPersonByName(wanted.Replace(" ", "", StringComparison.Ordinal)) is null)
                {
                    return wanted;
                }
            }
        }
    }
}
