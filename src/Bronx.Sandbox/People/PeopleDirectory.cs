using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.People;

/// <summary>The persons that tests act as: each has one mailbox, which fills from the moment it is first asked for.</summary>
internal sealed class PeopleDirectory : IWorldListener
{
    private readonly World _world;
    private readonly PersonActions _actions;
    private readonly Dictionary<Snowflake, SandboxPerson> _people = [];

    public PeopleDirectory(World world, PersonActions actions)
    {
        _world = world;
        _actions = actions;
        world.Listen(this);
    }

    public SandboxPerson As(string name)
    {
        lock (_world.Gate)
        {
            var user = _world.FindPersonByName(name) ?? (Snowflake.TryParse(name, out var id) ? _world.FindUser(id) : null);
            if (user is null or { IsBot: true })
            {
                throw new SandboxRefusal($"There is nobody named {name}; try owner, moderator, member or newcomer.");
            }

            if (!_people.TryGetValue(user.Id, out var person))
            {
                _people[user.Id] = person = new SandboxPerson(user, _actions);
            }

            return person;
        }
    }

    public SandboxPerson NewPerson(string name)
    {
        lock (_world.Gate)
        {
            return As(_actions.Membership.NewPerson(name).Id.ToString());
        }
    }

    public void Heard(WorldEvent happening)
    {
        var (message, edited) = happening switch
        {
            MessageCreated created => (created.Message, false),
            MessageEdited changed => (changed.Message, true),
            _ => (null, false),
        };
        if (message is null)
        {
            return;
        }

        foreach (var person in _people.Values)
        {
            if (message.Author != person.User && _world.CanSee(person.User, message))
            {
                person.Deliver(SeenMessage.Of(message, _world, person.User, edited));
            }
        }
    }
}
