namespace Bronx.Sandbox.Worlds;

/// <summary>
/// Servers beside the demo server, for bots to be measured with: ten roles, ten channels, the owner, the bot and the people asked for. They come into
/// being when somebody asks for one of their ids, and the ids tell which server they belong to, so a world of any size costs nothing
/// until it is used.
/// </summary>
/// <param name="world">The world whose owner and bot are their members.</param>
/// <param name="count">How many, 0 or more.</param>
/// <param name="people">How many people each has beside its owner.</param>
internal sealed class FurtherGuilds(World world, int count, int people)
{
    private const int TextChannels = 8;
    private const int ChannelsAt = 1;
    private const int RolesAt = 100;
    private const int FurtherRoles = 8;
    private const int PeopleAt = 1000;

    // A millisecond of the year 2023 for each server: before everything that is seeded, and spread evenly over shards.
    private static readonly DateTimeOffset Start = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ulong First = Snowflake.At(Start).Value >> 22;

    private const Permission Everyone = Permission.ViewChannel | Permission.SendMessages | Permission.ReadMessageHistory | Permission.AddReactions
        | Permission.EmbedLinks | Permission.AttachFiles | Permission.UseApplicationCommands | Permission.ChangeNickname | Permission.Connect | Permission.Speak;

    private const Permission Bot = Permission.ManageMessages | Permission.ManageRoles | Permission.ManageChannels | Permission.ModerateMembers;

    public int Count => count;

    public IEnumerable<Snowflake> Ids => Enumerable.Range(0, count).Select(number => IdOf(number, 0));

    /// <summary>The id of the server that a server's, channel's or role's id belongs to, or null if it is none of these.</summary>
    public Snowflake? GuildOf(Snowflake id)
    {
        var number = (id.Value >> 22) - First;
        return id.Value >> 22 >= First && number < (ulong)count ? IdOf((int)number, 0) : null;
    }

    /// <summary>Makes the server of an id that is one of <see cref="Ids"/>; each time the same, and each time anew.</summary>
    public Guild Make(Snowflake id)
    {
        var number = (int)((id.Value >> 22) - First);
        var guild = new Guild(id, $"Corner Store No. {number + 2}") { OwnerId = world.Personas[0].UserId };
        var position = 0;
        guild.Add(new Role(guild.Id, "@everyone") { Permissions = Everyone, Position = position++ });
        for (var role = 0; role < FurtherRoles; role++)
        {
            guild.Add(new Role(IdOf(number, RolesAt + role), $"Aisle {role + 1}") { Position = position++, Color = 0x3BA55D });
        }

        var own = IdOf(number, RolesAt + FurtherRoles);
        guild.Add(new Role(own, world.Bot.DisplayName) { Permissions = Bot, Position = position, BotId = world.Bot.Id });
        guild.Add(new Member(world.FindUser(guild.OwnerId)!, Start));
        guild.Add(new Member(world.Bot, Start) { Roles = [own], Online = false });

        for (var person = 0; person < people; person++)
        {
            var shopper = new User(IdOf(number, PeopleAt + person), $"shopper.{number + 2}.{person + 1}", $"Shopper {person + 1}");
            guild.Add(new Member(shopper, Start.AddDays(1)) { Online = person % 3 == 0 });
        }

        var category = AddChannel(guild, IdOf(number, ChannelsAt), ChannelKind.Category, "Shop front", null);
        for (var channel = 1; channel <= TextChannels; channel++)
        {
            AddChannel(guild, IdOf(number, ChannelsAt + channel), ChannelKind.Text, $"aisle-{channel}", category.Id);
        }

        AddChannel(guild, IdOf(number, ChannelsAt + TextChannels + 1), ChannelKind.Voice, "Back porch", category.Id);
        return guild;
    }

    private Channel AddChannel(Guild guild, Snowflake id, ChannelKind kind, string name, Snowflake? parent)
    {
        var channel = new Channel(id, kind, world.HistoryLimit) { Guild = guild, Name = name, ParentId = parent, Position = guild.Channels.Count };
        guild.Add(channel);
        return channel;
    }

    private static Snowflake IdOf(int number, int part) => new(((First + (ulong)number) << 22) + (ulong)part);
}
