using Bronx.Discord.Models;

namespace Bronx.Features.AutoModeration.Acting;

/// <summary>Upon whom the bot may act, and how far.</summary>
internal static class ReachRules
{
    /// <summary>Whoever holds one of these keeps order themselves.</summary>
    private const Permissions Moderating =
        Permissions.Administrator | Permissions.ManageGuild | Permissions.ManageMessages | Permissions.ManageRoles | Permissions.ManageChannels
        | Permissions.KickMembers | Permissions.BanMembers | Permissions.ModerateMembers;

    public static bool IsModerator(Permissions held) => (held & Moderating) != Permissions.None;

    /// <summary>What the bot needs for a step; nothing for a warning.</summary>
    public static Permissions Needs(GuardStep step) => step switch
    {
        GuardStep.Delete => Permissions.ManageMessages,
        GuardStep.Timeout => Permissions.ModerateMembers,
        GuardStep.Kick => Permissions.KickMembers,
        GuardStep.Ban => Permissions.BanMembers,
        _ => Permissions.None,
    };

    /// <summary>What the bot needs for all that a plan may come to, strike by strike and in a raid, and does not hold.</summary>
    public static Permissions Lacking(GuardPlan plan, Permissions own)
    {
        var needed = Needs(plan.RaidStep);
        for (var step = GuardStep.Warn; plan.IsOn && step <= plan.Ladder.Harshest; step++)
        {
            needed |= Needs(step);
        }

        return own.HasFlag(Permissions.Administrator) ? Permissions.None : needed & ~own;
    }

    /// <summary>The harshest step not above the wanted one that the bot can really do.</summary>
    /// <param name="own">What the bot may do in the channel.</param>
    /// <param name="outranks">Whether its highest role is above the person's.</param>
    public static GuardStep Possible(GuardStep wanted, Permissions own, bool outranks)
    {
        for (var step = wanted; step > GuardStep.Warn; step--)
        {
            if (Has(own, Needs(step)) && (step == GuardStep.Delete || outranks))
            {
                return step;
            }
        }

        return wanted > GuardStep.Warn ? GuardStep.Warn : wanted;
    }

    public static bool Has(Permissions own, Permissions needed) => own.HasFlag(Permissions.Administrator) || own.HasFlag(needed);
}
