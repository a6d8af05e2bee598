using Bronx.Dashboard.Pages;
using Bronx.Discord.Models;
using Bronx.Platform.Guilds;

namespace Bronx.Dashboard.Servers;

/// <summary>What can be chosen in one server: channels that the visitor sees, and roles.</summary>
internal sealed record ServerPlaces(IReadOnlyList<Channel> Channels, IReadOnlyList<Role> Roles)
{
    public static readonly ServerPlaces None = new([], []);

    public static ServerPlaces Of(IGuildDirectory directory, GuildSummary server, Member visitor) => new(
        [
            .. directory.Channels(server.Id)
                .Where(channel => Sees(directory, server, visitor, channel))
                .OrderBy(channel => channel.Name, StringComparer.OrdinalIgnoreCase)
                .Select(channel => channel with { Name = PlainName.Of(channel.Name, DashboardTexts.Nameless) }),
        ],
        [
            .. directory.Roles(server.Id)
                .Where(role => role.Id.Value != server.Id.Value)
                .OrderByDescending(RoleRank.Of)
                .Select(role => role with { Name = PlainName.Of(role.Name, DashboardTexts.Nameless) }),
        ]);

    public string NameOf(ChannelId id) => Channels.FirstOrDefault(channel => channel.Id == id)?.Name is { } name ? "#" + name : "a channel that you do not see";

    public string NameOf(RoleId id) => Roles.FirstOrDefault(role => role.Id == id)?.Name is { } name ? "@" + name : "a role that is gone";

    /// <summary>Whoever manages a server need not see all of it.</summary>
    private static bool Sees(IGuildDirectory directory, GuildSummary server, Member visitor, Channel channel) =>
        server.OwnerId == visitor.User!.Id
        || (directory.PermissionsOf(server.Id, channel.Id, visitor.User.Id, visitor) is { } permissions && (permissions & (Permissions.ViewChannel | Permissions.Administrator)) != Permissions.None);
}
