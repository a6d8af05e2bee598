namespace Bronx.Sandbox.Worlds;

/// <summary>
/// The server everybody meets first: a neighbourhood shop with eight text channels, a voice channel, eight roles and a dozen regulars.
/// All ids come from the seed.
/// </summary>
internal static class DemoWorld
{
    private const Permission Member = Permission.ViewChannel | Permission.SendMessages | Permission.ReadMessageHistory | Permission.AddReactions
        | Permission.EmbedLinks | Permission.AttachFiles | Permission.UseExternalEmojis | Permission.UseApplicationCommands
        | Permission.ChangeNickname | Permission.Connect | Permission.Speak | Permission.UseVad | Permission.CreateInstantInvite
        | Permission.SendPolls | Permission.CreatePublicThreads | Permission.SendMessagesInThreads;

    private const Permission Moderation = Permission.ManageMessages | Permission.KickMembers | Permission.BanMembers | Permission.ModerateMembers
        | Permission.ManageNicknames | Permission.ViewAuditLog | Permission.MuteMembers | Permission.MoveMembers | Permission.PinMessages
        | Permission.BypassSlowmode;

    private const Permission Bot = Moderation | Permission.ManageRoles | Permission.ManageChannels | Permission.MentionEveryone
        | Permission.ManageGuild | Permission.ManageWebhooks | Permission.ManageThreads | Permission.CreatePrivateThreads
        | Permission.CreateGuildExpressions | Permission.ManageGuildExpressions;

    private static readonly (string Username, string Name, string? Persona, string[] Roles, bool Online)[] People =
    [
        ("rosa.delgado", "Rosa", "owner", ["Shopkeeper", "Regular"], true),
        ("theo.banks", "Theo", "moderator", ["Counter Crew", "Regular"], true),
        ("mika", "Mika", "member", ["Regular"], true),
        ("junie", "Junie", "newcomer", [], true),
        ("odell", "Odell", null, ["Manager", "Regular"], true),
        ("priya.n", "Priya", null, ["High Roller", "Regular"], true),
        ("sol", "Sol", null, ["Regular"], false),
        ("tamsin", "Tamsin", null, ["Night Owl", "Regular"], true),
        ("bruno.k", "Bruno", null, ["Regular"], false),
        ("wren", "Wren", null, ["Night Owl"], true),
        ("ezra", "Ezra", null, ["High Roller"], false),
        ("lotte", "Lotte", null, [], true),
    ];

    public static World Create(TimeProvider clock, int seed, int historyLimit, Intents privileged = Intents.Privileged, int furtherGuilds = 0, int peoplePerGuild = 0)
    {
        var world = new World(clock, seed, historyLimit, furtherGuilds, peoplePerGuild)
        {
            BotReadsContent = privileged.HasFlag(Intents.MessageContent),
            BotListsMembers = privileged.HasFlag(Intents.GuildMembers),
        };
        var ids = world.Seeded;
        var guild = new Guild(ids.Of("guild"), "The Corner Store");
        AddRoles(world, guild);
        AddPeople(world, guild);
        AddChannels(world, guild);
        world.Add(guild);
        return world;
    }

    private static void AddRoles(World world, Guild guild)
    {
        var position = 0;
        guild.Add(new Role(guild.Id, "@everyone") { Permissions = Member, Position = position++ });
        Add("Night Owl", 0x5865A0, Permission.None, mentionable: true);
        Add("Regular", 0x3BA55D, Permission.None);
        Add("High Roller", 0xE6A23C, Permission.None, hoist: true, mentionable: true);
        Add("BronxBot", 0x8A4FFF, Bot, bot: world.Bot.Id, hoist: true);
        Add("Counter Crew", 0x3498DB, Moderation, hoist: true, mentionable: true);
        Add("Manager", 0xC0392B, Moderation | Permission.ManageRoles | Permission.ManageChannels | Permission.ManageGuild, hoist: true);
        Add("Shopkeeper", 0xD35400, Permission.Administrator, hoist: true);

        void Add(string name, int color, Permission permissions, Snowflake? bot = null, bool hoist = false, bool mentionable = false) =>
            guild.Add(new Role(world.Seeded.Of($"role/{name}"), name)
            {
                Color = color,
                Permissions = permissions,
                Position = position++,
                BotId = bot,
                Hoist = hoist,
                Mentionable = mentionable,
            });
    }

    private static void AddPeople(World world, Guild guild)
    {
        var joined = new DateTimeOffset(2025, 1, 10, 15, 0, 0, TimeSpan.Zero);
        List<Persona> personas = [];
        foreach (var (username, name, persona, roles, online) in People)
        {
            var user = new User(world.Seeded.Of($"person/{username}"), username, name);
            world.Add(user);
            guild.Add(new Member(user, joined) { Roles = [.. roles.Select(role => world.Seeded.Of($"role/{role}"))], Online = online });
            joined = joined.AddDays(9);
            if (persona is not null)
            {
                personas.Add(new Persona(persona, user.Id));
            }
        }

        guild.OwnerId = personas[0].UserId;
        guild.Add(new Member(world.Bot, joined) { Roles = [world.Seeded.Of("role/BronxBot")], Online = false });
        world.Personas = personas;
    }

    private static void AddChannels(World world, Guild guild)
    {
        var everyone = guild.Id;
        var crew = world.Seeded.Of("role/Counter Crew");
        var manager = world.Seeded.Of("role/Manager");
        var bot = world.Seeded.Of("role/BronxBot");
        var position = 0;

        var front = Category("Shop front");
        Text("announcements", front, "News from behind the counter.", new Overwrite(everyone, false, Permission.None, Permission.SendMessages),
            new Overwrite(manager, false, Permission.SendMessages, Permission.None), new Overwrite(bot, false, Permission.SendMessages, Permission.None));
        Text("welcome", front, "Come in, look around.");
        Text("general", front, "Talk of the town.");
        var aisles = Category("Aisles");
        Text("games", aisles, "Coins fly here.");
        Text("trading", aisles, "Swap what you have.");
        Text("music", aisles, "What is playing.");
        Text("old-notices", aisles, "Closed; kept for reading.", new Overwrite(everyone, false, Permission.None, Permission.SendMessages | Permission.AddReactions),
            new Overwrite(bot, false, Permission.None, Permission.SendMessages));
        Voice("Back porch", aisles);
        var staff = Category("Back office", new Overwrite(everyone, false, Permission.None, Permission.ViewChannel),
            new Overwrite(crew, false, Permission.ViewChannel, Permission.None), new Overwrite(manager, false, Permission.ViewChannel, Permission.None),
            new Overwrite(bot, false, Permission.ViewChannel, Permission.None));
        Text("staff-room", staff, "Crew only.", [.. staff.Overwrites]);
        Text("owners-desk", staff, "Nobody else reads this, the bot neither.", new Overwrite(everyone, false, Permission.None, Permission.ViewChannel),
            new Overwrite(manager, false, Permission.ViewChannel, Permission.None));
        guild.SystemChannelId = world.Seeded.Of("channel/welcome");

        Channel Category(string name, params Overwrite[] overwrites) => Add(name, ChannelKind.Category, null, null, overwrites);

        void Text(string name, Channel parent, string topic, params Overwrite[] overwrites) => Add(name, ChannelKind.Text, parent, topic, overwrites);

        void Voice(string name, Channel parent) => Add(name, ChannelKind.Voice, parent, null, []);

        Channel Add(string name, ChannelKind kind, Channel? parent, string? topic, Overwrite[] overwrites)
        {
            var channel = new Channel(world.Seeded.Of($"channel/{name}"), kind, world.HistoryLimit)
            {
                Guild = guild,
                Name = name,
                Topic = topic,
                ParentId = parent?.Id,
                Position = position++,
            };
            channel.Overwrites.AddRange(overwrites);
            guild.Add(channel);
            return channel;
        }
    }
}
