using System.Runtime.CompilerServices;
using Bronx.Discord.Models;
using Bronx.Platform.Options;

namespace Bronx.Features.AutoModeration;

/// <summary>The plan of each server, worked out when its options are first asked for and whenever they change.</summary>
internal sealed class GuardPlans(OptionBook options)
{
    private readonly ConditionalWeakTable<OptionValues, GuardPlan> _plans = [];

    /// <summary>
    /// How messages are judged; null when they are not. A server that chose nothing costs one lookup and no memory, and so, but for a
    /// second lookup, does one that left auto-moderation off.
    /// </summary>
    public GuardPlan? ForMessages(GuildId guild)
    {
        var values = options.Of(guild);
        return values.IsDefault || !values.IsChosen(GuardChoices.Level) ? null : _plans.GetValue(values, GuardPlan.Of);
    }

    /// <summary>The plan, also of a server where messages are not judged.</summary>
    public GuardPlan Of(GuildId guild) => _plans.GetValue(options.Of(guild), GuardPlan.Of);
}
