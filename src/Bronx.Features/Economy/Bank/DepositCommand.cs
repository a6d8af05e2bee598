using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Bank;

/// <summary>Wallet to bank.</summary>
internal sealed class DepositCommand(Ledger ledger, UpgradeStore upgrades, BankDoor door) : ICommand
{
    private static readonly Parameter<AmountExpression> Amount = Parameters.Amount("amount", "How much of your wallet");

    public static CommandDefinition Definition { get; } = new("deposit", "Economy", "Puts coins from your wallet into the bank")
    {
        Aliases = ["dep", "d"],
        Parameters = [Amount],
        Examples = ["deposit 500", "deposit 1.5k", "deposit half", "deposit all"],
        Details = "A bank holds so much and no more; `bankupgrade` makes it bigger. Shares stop at what fits.",
        Cooldown = new(TimeSpan.FromSeconds(3)),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) => await door.EnterAsync(
        call.Caller.Id,
        async () =>
        {
            var level = await upgrades.LevelAsync(call.Caller.Id, Upgrade.Bank, ct);
            var room = BankRules.Room(level, await ledger.BalanceAsync(AccountId.Bank(call.Caller.Id), ct));
            var outcome = await BankMove.RunAsync(ledger, call, call.Get(Amount), Pocket.Wallet, Pocket.Bank, room, ct);
            return outcome is CommandOutcome.Refused { Why: Refusal.RuleOfTheGame }
                ? CommandOutcome.Refuse(Refusal.RuleOfTheGame, BankTexts.NoRoom(level, room, call.Spelling(BankUpgradeCommand.Name)))
                : outcome;
        },
        ct);
}
