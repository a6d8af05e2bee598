using Bronx.Discord.Models;
using Bronx.Platform.Guilds;

namespace Bronx.Features.ServerRules;

/// <summary>A list of channels stands for their threads too, and a category for all that is in it.</summary>
internal static class ChannelFamily
{
    public static bool Contains(IReadOnlyList<ChannelId> list, IGuildDirectory directory, GuildId guild, ChannelId channel)
    {
        // Thread, channel, category: nothing stands deeper.
        for (var depth = 0; depth < 3; depth++)
        {
            if (list.Contains(channel))
            {
                return true;
            }

            if (directory.FindChannel(guild, channel)?.ParentId is not { } parent)
            {
                return false;
            }

            channel = parent;
        }

        return false;
    }
}
