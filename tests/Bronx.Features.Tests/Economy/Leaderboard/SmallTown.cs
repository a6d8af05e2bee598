using Bronx.Discord.Models;
using Bronx.Platform.Guilds;

namespace Bronx.Features.Tests.Economy.Leaderboard;

/// <summary>A directory in which everybody with an id below 2000 is in the server, and everybody below 3000 exists.</summary>
internal sealed class SmallTown : IGuildDirectory
{
    public int Asked { get; private set; }

    public GuildSummary? Find(GuildId guild) => null;

    public Permissions? PermissionsOf(GuildId guild, UserId user, Member member) => null;

    public Permissions? PermissionsOf(GuildId guild, ChannelId channel, UserId user, Member member) => null;

    public Permissions? OwnPermissions(GuildId guild, ChannelId channel) => null;

    public IReadOnlyList<Role> Roles(GuildId guild) => [];

    public IReadOnlyList<Channel> Channels(GuildId guild) => [];

    public ValueTask<Member?> FindMemberAsync(GuildId guild, UserId user, CancellationToken ct)
    {
        Asked++;
        return ValueTask.FromResult(user.Value < 2_000 ? new Member { User = Calls.Person(user.Value, $"p{user}"), Nick = $"Nick {user}" } : null);
    }

    public ValueTask<User?> FindUserAsync(UserId user, CancellationToken ct)
    {
        Asked++;
        return ValueTask.FromResult(user.Value < 3_000 ? Calls.Person(user.Value, $"p{user}") : null);
    }

    public ValueTask<IReadOnlyList<Member>> SearchMembersAsync(GuildId guild, string name, int limit, CancellationToken ct) =>
        ValueTask.FromResult<IReadOnlyList<Member>>([]);
}
