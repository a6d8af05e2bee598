using Bronx.Discord.Models;
using Bronx.Features.ServerRules;
using Bronx.Platform.Commands;

namespace Bronx.Features.AutoModeration.Strikes;

/// <summary>Forgets somebody's strikes; the log channel hears who did.</summary>
internal sealed class WarningsClearCommand(StrikeStore store, ServerLog notes) : ICommand
{
    private static readonly Parameter<MemberArgument> Member = Parameters.Member("member", "Whose warnings");

    public static CommandDefinition Definition { get; } = new("warnings clear", "Moderation", "Forgets the strikes of somebody")
    {
        Parameters = [Member],
        Examples = ["warnings clear @Mira"],
        ServerOnly = true,
        CallerNeeds = Permissions.ModerateMembers,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var person = call.Get(Member).User.Id;
        var cleared = await store.ClearAsync(call.Guild!.Value, person, ct);
        if (cleared > 0)
        {
            notes.Note(call.Guild.Value, GuardTexts.ClearedBy(person, cleared, call.Caller.Id));
        }

        return CommandOutcome.Say(GuardTexts.Cleared(person, cleared));
    }
}
