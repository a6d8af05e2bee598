using Bronx.Features.Economy.Badges;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Economy.Balance;

/// <summary>What somebody has.</summary>
internal sealed class BalanceCommand(Ledger ledger, BadgeBook badges) : ICommand
{
    private static readonly Parameter<MemberArgument> Member = Parameters.Member("member", "Whose coins; yours if you name nobody").Optional();

    public static CommandDefinition Definition { get; } = new("balance", "Economy", "Shows your coins, or somebody else's")
    {
        Aliases = ["bal", "cash", "bb"],
        Parameters = [Member],
        Examples = ["balance"],
        Details = "Your balance is the same in every server. Coins in the wallet can be spent; coins in the bank are put aside.",
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var other = call.TryGet(Member, out var named) && named.User.Id != call.Caller.Id ? named : null;
        if (other is { User.Bot: true })
        {
            return CommandOutcome.Refuse(Refusal.BadArgument, EconomyTexts.NoAccountForBots());
        }

        var person = other?.User.Id ?? call.Caller.Id;
        var wallet = await ledger.BalanceAsync(AccountId.Wallet(person), ct);
        var bank = await ledger.BalanceAsync(AccountId.Bank(person), ct);
        var reply = BalanceTexts.Balance(other?.Name, wallet, bank, await badges.OfAsync(person, ct));
        return CommandOutcome.Say(other is null ? await badges.CrownAsync(call, BadgeRules.ForFortune(wallet + bank), reply, ct) : reply);
    }
}
