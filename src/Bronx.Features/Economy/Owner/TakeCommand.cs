using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Owner;

/// <summary>Coins out of somebody's wallet for good, with a reason that they can read.</summary>
internal sealed class TakeCommand(Ledger ledger) : ICommand
{
    private static readonly Parameter<MemberArgument> Member = Parameters.Member("member", "Whose coins");
    private static readonly Parameter<AmountExpression> Amount = Parameters.Amount("amount", "How much of their wallet");
    private static readonly Parameter<string> Reason = Parameters.Rest("reason", "What for; they can read it, and it stays", OwnerReason.MaxLength);

    public static CommandDefinition Definition { get; } = new("take", "Economy", "Takes coins from somebody's wallet, with a reason they can read")
    {
        Parameters = [Member, Amount, Reason],
        Examples = ["take @Mika 500 granted twice", "take @Mika half a fault in a game"],
        Details = "Never more than the wallet has. The reason shows in the person's `why` and cannot be changed: no names, no ids.",
        OwnerOnly = true,
        EphemeralOnSlash = true,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var person = call.Get(Member).User.Id;
        var id = TransferId.From("take", call.Caller.Id, call.EventId);
        if (await ledger.FindAsync(id, ct) is { } done)
        {
            return CommandOutcome.Say(OwnerTexts.Taken(person, done.Transfers[0]));
        }

        if (OwnerReason.Clean(call.Get(Reason)) is not { } reason)
        {
            return CommandOutcome.Refuse(Refusal.BadArgument, OwnerTexts.BadReason());
        }

        var wallet = await ledger.BalanceAsync(AccountId.Wallet(person), ct);
        if (Accounts.Resolve(call, call.Get(Amount), wallet, Pocket.Wallet, out var coins) is not null)
        {
            return CommandOutcome.Refuse(Refusal.InsufficientFunds, OwnerTexts.HasLess(person, wallet));
        }

        var outcome = await ledger.PostAsync(new Transfer(id, AccountId.Wallet(person), AccountId.Sink("owner"), coins, $"Taken: {reason}", call.Origin), ct);
        return outcome switch
        {
            PostOutcome.Posted posted => CommandOutcome.Say(OwnerTexts.Taken(person, posted.Transfers[0])),
            PostOutcome.Repeated repeated => CommandOutcome.Say(OwnerTexts.Taken(person, repeated.First[0])),
            PostOutcome.Insufficient few => CommandOutcome.Refuse(Refusal.InsufficientFunds, OwnerTexts.HasLess(person, few.Balance)),
            _ => Accounts.Refuse(call, outcome, Pocket.Wallet),
        };
    }
}
