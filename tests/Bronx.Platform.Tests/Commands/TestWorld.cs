using Bronx.Discord.Models;
using Bronx.Platform.Guilds;

namespace Bronx.Platform.Tests.Commands;

/// <summary>A small server: who is there, and what they may do.</summary>
internal sealed class TestWorld : IGuildDirectory
{
    public static readonly GuildId Guild = new(100_000_000_000_000_001);
    public static readonly ChannelId Channel = new(100_000_000_000_000_002);
    public static readonly User Bot = new() { Id = new(100_000_000_000_000_003), Username = "bronx", Bot = true };
    public static readonly User Ada = new() { Id = new(100_000_000_000_000_011), Username = "ada", GlobalName = "Ada" };
    public static readonly User Ben = new() { Id = new(100_000_000_000_000_012), Username = "ben" };

    public const Permissions Ordinary = Permissions.ViewChannel | Permissions.SendMessages | Permissions.EmbedLinks | Permissions.ReadMessageHistory;

    public Permissions? Own { get; set; } = Ordinary;

    public Dictionary<UserId, Permissions> Allowed { get; } = [];

    public List<Member> Members { get; } =
    [
        new() { User = Ada },
        new() { User = Ben, Nick = "Benny B" },
        new() { User = new() { Id = new(100_000_000_000_000_013), Username = "alex_one", GlobalName = "Alex" } },
        new() { User = new() { Id = new(100_000_000_000_000_014), Username = "alex_two", GlobalName = "Alexa" } },
        new() { User = new() { Id = new(100_000_000_000_000_015), Username = "alex_three" } },
        new() { User = new() { Id = new(100_000_000_000_000_016), Username = "alex_four" } },
    ];

    public List<Role> AllRoles { get; } =
    [
        new() { Id = new(100_000_000_000_000_021), Name = "Regulars" },
        new() { Id = new(100_000_000_000_000_022), Name = "Regular guests" },
    ];

    public List<Channel> AllChannels { get; } =
    [
        new() { Id = Channel, Name = "general", GuildId = Guild },
        new() { Id = new(100_000_000_000_000_031), Name = "secret", GuildId = Guild },
        new() { Id = new(100_000_000_000_000_032), Name = "voice", GuildId = Guild, Type = ChannelType.GuildVoice },
    ];

    public List<RoleId> OwnRoles { get; } = [];

    public HashSet<ChannelId> HiddenFromPeople { get; } = [new(100_000_000_000_000_031)];

    public GuildSummary? Find(GuildId guild) => guild == Guild ? new(Guild, "Test", Ada.Id, Members.Count, OwnRoles, Own ?? Permissions.None) : null;

    public Permissions? PermissionsOf(GuildId guild, UserId user, Member member) => Allowed.GetValueOrDefault(user, Ordinary);

    public Permissions? PermissionsOf(GuildId guild, ChannelId channel, UserId user, Member member) =>
        HiddenFromPeople.Contains(channel) ? Permissions.None : Allowed.GetValueOrDefault(user, Ordinary);

    public Permissions? OwnPermissions(GuildId guild, ChannelId channel) => Own;

    public IReadOnlyList<Role> Roles(GuildId guild) => AllRoles;

    public IReadOnlyList<Channel> Channels(GuildId guild) => AllChannels;

    public ValueTask<Member?> FindMemberAsync(GuildId guild, UserId user, CancellationToken ct) =>
        ValueTask.FromResult(Members.FirstOrDefault(member => member.User!.Id == user));

    public ValueTask<User?> FindUserAsync(UserId user, CancellationToken ct) => ValueTask.FromResult(Members.FirstOrDefault(member => member.User!.Id == user)?.User);

    public ValueTask<IReadOnlyList<Member>> SearchMembersAsync(GuildId guild, string name, int limit, CancellationToken ct) =>
        ValueTask.FromResult<IReadOnlyList<Member>>([.. Members.Where(member => Begins(member, name)).Take(limit)]);

    private static bool Begins(Member member, string name) =>
        member.User!.Username.StartsWith(name, StringComparison.OrdinalIgnoreCase) || member.Nick?.StartsWith(name, StringComparison.OrdinalIgnoreCase) == true;
}
