using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Bank;

/// <summary>Bank to wallet.</summary>
internal sealed class WithdrawCommand(Ledger ledger) : ICommand
{
    private static readonly Parameter<AmountExpression> Amount = Parameters.Amount("amount", "How much of your bank");

    public static CommandDefinition Definition { get; } = new("withdraw", "Economy", "Takes coins from the bank into your wallet")
    {
        Aliases = ["with", "w"],
        Parameters = [Amount],
        Examples = ["withdraw 500", "withdraw 2k", "withdraw 50%", "withdraw all"],
        Cooldown = new(TimeSpan.FromSeconds(3)),
    };

    public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) =>
        BankMove.RunAsync(ledger, call, call.Get(Amount), Pocket.Bank, Pocket.Wallet, room: null, ct);
}
