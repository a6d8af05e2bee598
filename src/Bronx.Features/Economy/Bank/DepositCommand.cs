using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Bank;

/// <summary>Wallet to bank.</summary>
internal sealed class DepositCommand(Ledger ledger) : ICommand
{
    private static readonly Parameter<AmountExpression> Amount = Parameters.Amount("amount", "How much of your wallet");

    public static CommandDefinition Definition { get; } = new("deposit", "Economy", "Puts coins from your wallet into the bank")
    {
        Aliases = ["dep", "d"],
        Parameters = [Amount],
        Examples = ["deposit 500", "deposit 1.5k", "deposit half", "deposit all"],
        Cooldown = new(TimeSpan.FromSeconds(3)),
    };

    public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) =>
        BankMove.RunAsync(ledger, call, call.Get(Amount), Pocket.Wallet, Pocket.Bank, ct);
}
