using Bronx.Discord.Models;
using Bronx.Platform.Commands;

namespace Bronx.Features.AutoModeration.Strikes;

/// <summary>What somebody did, and how much of it still counts.</summary>
internal sealed class WarningsShowCommand(StrikeStore store, GuardPlans plans, TimeProvider clock) : ICommand
{
    private static readonly Parameter<MemberArgument> Member = Parameters.Member("member", "Whose warnings");

    public static CommandDefinition Definition { get; } = new("warnings show", "Moderation", "The strikes of somebody")
    {
        Aliases = ["warnings", "strikes"],
        Parameters = [Member],
        Examples = ["warnings @Mira"],
        ServerOnly = true,
        CallerNeeds = Permissions.ModerateMembers,
        EphemeralOnSlash = true,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var person = call.Get(Member).User.Id;
        var strikes = await store.OfAsync(call.Guild!.Value, person, ct);
        var forget = plans.Of(call.Guild.Value).Forget;
        return CommandOutcome.Say(GuardTexts.Strikes(person, strikes, StrikeRules.Active(strikes.Select(strike => strike.At), forget, clock.GetUtcNow()), forget));
    }
}
