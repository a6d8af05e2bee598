using Bronx.Discord.Models;

namespace Bronx.Platform.Guilds;

/// <summary>What can be known of servers, mostly from memory. The edge of the process: tests put a small server of their own here.</summary>
public interface IGuildDirectory
{
    /// <summary>A server in a few words; null when the bot is not in it, or does not know it yet.</summary>
    GuildSummary? Find(GuildId guild);

    /// <summary>What a member may do in the server as a whole; null when the server is not known (yet).</summary>
    Permissions? PermissionsOf(GuildId guild, UserId user, Member member);

    /// <summary>What a member may do in a channel; null when the server or channel is not known (yet).</summary>
    Permissions? PermissionsOf(GuildId guild, ChannelId channel, UserId user, Member member);

    /// <summary>What the bot may do in a channel; null when unknown. In threads, sending counts as sending.</summary>
    Permissions? OwnPermissions(GuildId guild, ChannelId channel);

    IReadOnlyList<Role> Roles(GuildId guild);

    IReadOnlyList<Channel> Channels(GuildId guild);

    /// <summary>A channel or an active thread; null when unknown.</summary>
    Channel? FindChannel(GuildId guild, ChannelId channel) => Channels(guild).FirstOrDefault(one => one.Id == channel);

    /// <summary>A member by id; null when nobody of that id is in the server.</summary>
    ValueTask<Member?> FindMemberAsync(GuildId guild, UserId user, CancellationToken ct);

    /// <summary>A person by id, wherever they are; null when there is nobody of that id.</summary>
    ValueTask<User?> FindUserAsync(UserId user, CancellationToken ct);

    /// <summary>Members whose name or nickname begins with the text, at most <paramref name="limit"/> of them (1–100).</summary>
    ValueTask<IReadOnlyList<Member>> SearchMembersAsync(GuildId guild, string name, int limit, CancellationToken ct);
}
