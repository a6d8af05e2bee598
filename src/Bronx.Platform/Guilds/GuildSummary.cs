using Bronx.Discord.Models;

namespace Bronx.Platform.Guilds;

/// <summary>A server in a few words.</summary>
/// <param name="MemberCount">People and bots, as Discord counts them.</param>
/// <param name="OwnRoles">The bot's roles there, without @everyone.</param>
/// <param name="OwnPermissions">What the bot may do in the server as a whole.</param>
public sealed record GuildSummary(GuildId Id, string Name, UserId OwnerId, int MemberCount, IReadOnlyList<RoleId> OwnRoles, Permissions OwnPermissions);
