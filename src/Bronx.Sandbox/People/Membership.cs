using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.People;

/// <summary>Coming and going: joining a server and its screening, leaving it, being online or not. Under the world's lock.</summary>
internal sealed class Membership(World world)
{
    private const int PeopleLimit = 100_000;

    /// <summary>Somebody new to Discord, in no server yet.</summary>
    public User NewPerson(string name)
    {
        var plain = name.Trim();
        var username = string.Concat(plain.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_'));
        if (plain.Length is 0 or > 32 || username.Length < 2)
        {
            throw new SandboxRefusal("A person's name has 2 to 32 characters, with two letters or digits among them.");
        }

        if (world.FindPersonByName(plain) is not null || world.FindPersonByName(username) is not null)
        {
            throw new SandboxRefusal($"There is somebody named {plain} already.");
        }

        if (world.Arrivals.Count >= PeopleLimit)
        {
            throw new SandboxRefusal("The world is full.");
        }

        var user = new User(world.Ids.Next(), username, plain);
        world.Add(user);
        world.Arrivals.Add(user);
        world.Changed = true;
        return user;
    }

    public void Join(User person, Guild guild, Invite? invite)
    {
        if (guild.FindMember(person.Id) is not null)
        {
            throw new SandboxRefusal($"You are in {guild.Name} already.");
        }

        if (guild.Bans.ContainsKey(person.Id))
        {
            throw new SandboxRefusal($"You are banned from {guild.Name}.");
        }

        if (invite is not null)
        {
            Use(guild, invite);
        }

        var member = new Member(person, world.Now) { Pending = guild.Screening };
        guild.Add(member);
        world.Emit(new MemberJoined(guild, member));
        if (guild.SystemChannelId is { } id && guild.FindChannel(id) is { } welcome)
        {
            var notice = new Message(world.Ids.Next(), welcome, person) { Kind = MessageKind.Join };
            welcome.History.Add(notice);
            world.Emit(new MessageCreated(notice));
        }
    }

    public void Leave(User person, Guild guild)
    {
        if (guild.OwnerId == person.Id)
        {
            throw new SandboxRefusal("The owner cannot leave the server.");
        }

        if (!guild.RemoveMember(person.Id))
        {
            throw new SandboxRefusal($"You are not in {guild.Name}.");
        }

        world.Emit(new MemberLeft(guild, person));
    }

    /// <summary>The newcomer agrees to the server's rules and may take part from now on.</summary>
    public void FinishScreening(User person, Guild guild)
    {
        if (guild.FindMember(person.Id) is not { Pending: true } member)
        {
            throw new SandboxRefusal("There are no rules to agree to.");
        }

        member.Pending = false;
        world.Emit(new MemberChanged(guild, member));
    }

    /// <summary>Turns screening on or off; for who manages the server.</summary>
    public void SwitchScreening(User person, Guild guild)
    {
        if (guild.FindMember(person.Id) is not { } member || !PermissionMath.Base(guild, member, world.Now).HasFlag(Permission.ManageGuild))
        {
            throw new SandboxRefusal("You may not change the server's rules.");
        }

        guild.Screening = !guild.Screening;
        world.Emit(new GuildChanged(guild));
    }

    /// <summary>Comes online or goes away, in every server that has been touched.</summary>
    public void SetOnline(User person, bool online)
    {
        foreach (var guild in world.TouchedGuilds)
        {
            if (guild.FindMember(person.Id) is { } member && member.Online != online)
            {
                member.Online = online;
                world.Emit(new PresenceChanged(guild, member));
            }
        }
    }

    private void Use(Guild guild, Invite invite)
    {
        invite.Uses++;
        if (invite.MaxUses > 0 && invite.Uses >= invite.MaxUses)
        {
            guild.Invites.Remove(invite.Code);
        }

        world.Changed = true;
    }
}
