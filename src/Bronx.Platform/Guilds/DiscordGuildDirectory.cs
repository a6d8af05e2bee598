using Bronx.Discord;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Platform.Caching;

namespace Bronx.Platform.Guilds;

/// <summary>Servers as the connection's cache knows them; members by request, since they are too many to keep.</summary>
internal sealed class DiscordGuildDirectory(DiscordClient client, Cache cache, TimeProvider clock) : IGuildDirectory
{
    private const int UnknownMember = 10007;
    private const int UnknownUser = 10013;

    /// <summary>Who somebody is, for names and greetings; what they may do is asked anew each time.</summary>
    private readonly CachedValues<UserId, User?> _people = cache.Add(
        new CacheCategory<UserId, User?>("people", TimeSpan.FromMinutes(5), user => user.ToString()) { Shared = false },
        async (user, ct) =>
        {
            try
            {
                return await client.Rest.GetUserAsync(user, ct);
            }
            catch (DiscordApiException no) when (no.Code is UnknownUser)
            {
                return null;
            }
        });

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

    public Channel? FindChannel(GuildId guild, ChannelId channel) =>
        client.Cache.TryGetGuild(guild, out var known) && known.TryGetChannel(channel, out var found) ? found : null;

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

    public ValueTask<User?> FindUserAsync(UserId user, CancellationToken ct) => _people.GetAsync(user, ct);

    public async ValueTask<IReadOnlyList<Member>> SearchMembersAsync(GuildId guild, string name, int limit, CancellationToken ct) =>
        await client.Rest.SearchMembersAsync(guild, name, limit, ct);
}
