using Bronx.Discord.Models;
using Bronx.Features.ServerRules;
using Bronx.Platform.Guilds;

namespace Bronx.Features.AutoModeration.Acting;

/// <summary>Whom and where nothing is looked at.</summary>
internal static class Exemption
{
    /// <param name="member">The author in this server; null while unknown.</param>
    public static bool Covers(GuardPlan plan, IGuildDirectory directory, GuildId guild, Message message, Member? member)
    {
        if (member is not null)
        {
            // By index: this runs for every message of a server that wants it.
            for (var i = 0; i < member.Roles.Count; i++)
            {
                if (plan.Exempt.Contains(member.Roles[i]))
                {
                    return true;
                }
            }

            if (directory.PermissionsOf(guild, message.ChannelId, message.Author.Id, member) is { } held && ReachRules.IsModerator(held))
            {
                return true;
            }
        }

        return directory.Find(guild)?.OwnerId == message.Author.Id
            || (plan.ExemptChannels.Count > 0 && ChannelFamily.Contains(plan.ExemptChannels, directory, guild, message.ChannelId));
    }
}
