using Bronx.Discord;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;

namespace Bronx.Platform.Guilds;

/// <summary>Servers as the connection's cache knows them; members by request, since they are too many to keep.</summary>
internal sealed class DiscordGuildDirectory(DiscordClient client, TimeProvider clock) : IGuildDirectory
{
    private const int UnknownMember = 10007;
    private const int UnknownUser = 10013;

    public GuildSummary? Find(GuildId guild) => client.Cache.TryGetGuild(guild, out var known)
        ? new(guild, known.Name, known.OwnerId, known.MemberCount, known.OwnRoles, known.OwnPermissionsOf(clock.GetUtcNow()))
        : null;

    public Permissions? PermissionsOf(GuildId guild, UserId user, Member member) =>
        client.Cache.TryGetGuild(guild, out var known) ? known.PermissionsOf(user, member, clock.GetUtcNow()) : null;

    public Permissions? PermissionsOf(GuildId guild, ChannelId channel, UserId user, Member member) =>
        client.Cache.TryGetGuild(guild, out var known) && known.TryGetChannel(channel, out _)
            ? known.PermissionsIn(channel, user, member, clock.GetUtcNow())
            : null;

    public Permissions? OwnPermissions(GuildId guild, ChannelId channel) =>
        client.Cache.TryGetGuild(guild, out var known) && known.TryGetChannel(channel, out _)
            ? known.OwnPermissionsIn(channel, clock.GetUtcNow())
            : null;

    public IReadOnlyList<Role> Roles(GuildId guild) => client.Cache.TryGetGuild(guild, out var known) ? known.Roles : [];

    public IReadOnlyList<Channel> Channels(GuildId guild) => client.Cache.TryGetGuild(guild, out var known) ? known.Channels : [];

    public async ValueTask<Member?> FindMemberAsync(GuildId guild, UserId user, CancellationToken ct)
    {
        try
        {
            return await client.Rest.GetMemberAsync(guild, user, ct);
        }
        catch (DiscordApiException no) when (no.Code is UnknownMember or UnknownUser)
        {
            return null;
        }
    }

    public async ValueTask<User?> FindUserAsync(UserId user, CancellationToken ct)
    {
        try
        {
            return await client.Rest.GetUserAsync(user, ct);
        }
        catch (DiscordApiException no) when (no.Code is UnknownUser)
        {
            return null;
        }
    }

    public async ValueTask<IReadOnlyList<Member>> SearchMembersAsync(GuildId guild, string name, int limit, CancellationToken ct) =>
        await client.Rest.SearchMembersAsync(guild, name, limit, ct);
}
