using Bronx.Discord.Models;
using Bronx.Features.ServerRules;
using Bronx.Platform.Commands;

namespace Bronx.Features.AutoModeration.Raids;

/// <summary>Switches raid mode on by hand, for as long as the server chose or as is said.</summary>
internal sealed class RaidOnCommand(RaidBook raids, GuardPlans plans, ServerLog notes, TimeProvider clock) : ICommand
{
    private static readonly Parameter<TimeSpan> For = Parameters.Duration("for", "How long", TimeSpan.FromMinutes(1), TimeSpan.FromDays(1)).Optional();

    public static CommandDefinition Definition { get; } = new("raid on", "Moderation", "Switches raid mode on")
    {
        Parameters = [For],
        Examples = ["raid on", "raid on 30m"],
        Details = "While it is on, nobody is greeted, and those who join meet what the server chose: a timeout, a kick, a ban, or only a note. It ends by itself.",
        ServerOnly = true,
        CallerNeeds = Permissions.KickMembers,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var guild = call.Guild!.Value;
        var plan = plans.Of(guild);
        var lasts = call.TryGet(For, out var given) ? given : plan.RaidLasts;
        if (!await raids.BeginAsync(guild, lasts, ct))
        {
            return CommandOutcome.Say(GuardTexts.RaidLonger(raids.UntilIn(guild) ?? clock.GetUtcNow()));
        }

        notes.Note(guild, GuardTexts.RaidByHand(call.Caller.Id, on: true));
        return CommandOutcome.Say(GuardTexts.RaidOn(clock.GetUtcNow() + lasts, plan));
    }
}
