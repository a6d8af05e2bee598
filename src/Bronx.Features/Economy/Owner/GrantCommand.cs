using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Owner;

/// <summary>New coins for somebody, with a reason that they can read.</summary>
internal sealed class GrantCommand(Ledger ledger) : ICommand
{
    private static readonly Parameter<MemberArgument> Member = Parameters.Member("member", "Who gets the coins");
    private static readonly Parameter<AmountExpression> Amount = Parameters.Amount("amount", "How many coins");
    private static readonly Parameter<string> Reason = Parameters.Rest("reason", "What for; they can read it, and it stays", OwnerReason.MaxLength);

    public static CommandDefinition Definition { get; } = new("grant", "Economy", "Gives new coins to somebody, with a reason they can read")
    {
        Parameters = [Member, Amount, Reason],
        Examples = ["grant @Mika 500 bug of 3 March"],
        Details = "The reason shows in the person's `why` and cannot be changed: no names, no ids.",
        OwnerOnly = true,
        EphemeralOnSlash = true,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var person = call.Get(Member).User;
        var id = TransferId.From("grant", call.Caller.Id, call.EventId);
        if (await ledger.FindAsync(id, ct) is { } done)
        {
            return CommandOutcome.Say(OwnerTexts.Granted(person.Id, done.Transfers[0]));
        }

        if (person.Bot)
        {
            return CommandOutcome.Refuse(Refusal.BadArgument, EconomyTexts.NoAccountForBots());
        }

        if (OwnerReason.Clean(call.Get(Reason)) is not { } reason)
        {
            return CommandOutcome.Refuse(Refusal.BadArgument, OwnerTexts.BadReason());
        }

        if (call.Get(Amount).IsShare)
        {
            return CommandOutcome.Refuse(Refusal.BadArgument, OwnerTexts.NoShares());
        }

        if ((await ledger.HistoryAsync(AccountId.Wallet(person.Id), 1, null, ct)).Count == 0)
        {
            return CommandOutcome.Refuse(Refusal.RuleOfTheGame, EconomyTexts.NoAccountYet(person.Id));
        }

        if (Accounts.Resolve(call, call.Get(Amount), Coins.Ceiling, Pocket.Wallet, out var coins) is { } refusal)
        {
            return refusal;
        }

        var outcome = await ledger.PostAsync(new Transfer(id, AccountId.Mint("owner"), AccountId.Wallet(person.Id), coins, $"Grant: {reason}", call.Origin), ct);
        return outcome switch
        {
            PostOutcome.Posted posted => CommandOutcome.Say(OwnerTexts.Granted(person.Id, posted.Transfers[0])),
            PostOutcome.Repeated repeated => CommandOutcome.Say(OwnerTexts.Granted(person.Id, repeated.First[0])),
            _ => Accounts.Refuse(call, outcome, Pocket.Wallet),
        };
    }
}
