using Bronx.Discord.Models;
using Bronx.Features.ServerRules;
using Bronx.Platform.Commands;

namespace Bronx.Features.AutoModeration.Raids;

/// <summary>Switches raid mode off before its time.</summary>
internal sealed class RaidOffCommand(RaidBook raids, ServerLog notes) : ICommand
{
    public static CommandDefinition Definition { get; } = new("raid off", "Moderation", "Switches raid mode off")
    {
        Examples = ["raid off"],
        ServerOnly = true,
        CallerNeeds = Permissions.KickMembers,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        if (!await raids.EndAsync(call.Guild!.Value, ct))
        {
            return CommandOutcome.Say(GuardTexts.RaidWasOff());
        }

        notes.Note(call.Guild.Value, GuardTexts.RaidByHand(call.Caller.Id, on: false));
        return CommandOutcome.Say(GuardTexts.RaidOff());
    }
}
