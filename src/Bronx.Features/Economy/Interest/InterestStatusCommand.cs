using Bronx.Features.Economy.Bank;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Economy.Interest;

/// <summary>What the bank pays now and at the next level.</summary>
internal sealed class InterestStatusCommand(Ledger ledger, UpgradeStore upgrades) : ICommand
{
    public static CommandDefinition Definition { get; } = new("interest status", "Economy", "What your bank pays, and what the next level would")
    {
        Aliases = ["ii", "interest_status", "interest_info"],
        Examples = ["interest status"],
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) => CommandOutcome.Say(InterestTexts.Status(
        await upgrades.LevelAsync(call.Caller.Id, Upgrade.Interest, ct),
        await ledger.BalanceAsync(AccountId.Bank(call.Caller.Id), ct)));
}
