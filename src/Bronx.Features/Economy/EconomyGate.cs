using Bronx.Platform.Commands;
using Bronx.Platform.Options;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy;

/// <summary>Where a server switched coins off, the commands about them do not run, in whatever form they are called. Owners' corrections do.</summary>
internal sealed class EconomyGate(OptionBook options) : Gate
{
    public override GateSlot Slot => GateSlot.Permissions;

    public override ValueTask<CommandOutcome.Refused?> CheckAsync(GateRequest request, CancellationToken ct) => ValueTask.FromResult(
        request.Command is { Category: "Economy", OwnerOnly: false } && !options.Of(request.Guild).Get(EconomyOptions.On)
            ? new CommandOutcome.Refused(Refusal.RuleOfTheGame, EconomyTexts.SwitchedOff())
            : null);
}
