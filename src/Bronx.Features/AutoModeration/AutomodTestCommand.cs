using Bronx.Discord.Models;
using Bronx.Features.AutoModeration.Judging;
using Bronx.Features.AutoModeration.Strikes;
using Bronx.Platform.Commands;

namespace Bronx.Features.AutoModeration;

/// <summary>Which rule a text would go against, without anything happening.</summary>
internal sealed class AutomodTestCommand(GuardPlans plans) : ICommand
{
    private static readonly Parameter<string> Text = Parameters.Rest("text", "What somebody could write", 1_500);

    public static CommandDefinition Definition { get; } = new("automod test", "Moderation", "Which rule would act upon a text")
    {
        Parameters = [Text],
        Examples = ["automod test come to discord.gg/abc123"],
        Details = "How often somebody writes cannot be tried out with one text; words, invites, links, mentions and shouting can.",
        ServerOnly = true,
        CallerNeeds = Permissions.ModerateMembers,
        EphemeralOnSlash = true,
    };

    public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var (plan, text) = (plans.Of(call.Guild!.Value), call.Get(Text));
        var breach = plan.IsOn ? GuardRules.Judge(plan, text, null) : null;
        GuardStep? step = breach is null ? null : StrikeRules.Step(plan.Ladder, breach.First, 1);
        return ValueTask.FromResult(CommandOutcome.Say(GuardTexts.Tried(text, breach, step, plan.IsOn, call.Spelling("settings set automod.level medium"))));
    }
}
