using System.Globalization;
using Bronx.Features.Economy.Bank;
using Bronx.Features.Economy.Daily;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Economy.Interest;

/// <summary>What the bank pays, once per day (UTC) by an id made of person and day; into the wallet, so that no bank passes its limit.</summary>
internal sealed class InterestClaimCommand(Ledger ledger, UpgradeStore upgrades) : ICommand
{
    public static CommandDefinition Definition { get; } = new("interest claim", "Economy", "Takes today's interest on what is in your bank")
    {
        Aliases = ["interest", "i", "claim_interest"],
        Examples = ["interest claim"],
        Details = "Once a day, from midnight UTC. It goes into your wallet.",
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var person = call.Caller.Id;
        var today = DateOnly.FromDateTime(call.ReceivedAt.UtcDateTime);
        var next = DailyRules.NextAfter(today);
        var id = TransferId.From("interest", person, today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (await ledger.FindAsync(id, ct) is { } done)
        {
            return Again(done.Transfers[0], call, next);
        }

        var bank = await ledger.BalanceAsync(AccountId.Bank(person), ct);
        var interest = InterestRules.Of(bank, await upgrades.LevelAsync(person, Upgrade.Interest, ct));
        if (interest == Coins.Zero)
        {
            return CommandOutcome.Refuse(Refusal.RuleOfTheGame, InterestTexts.TooLittle(bank, call.Spelling(DepositCommand.Definition.Name)));
        }

        var outcome = await ledger.PostAsync(new Transfer(id, AccountId.Mint("interest"), AccountId.Wallet(person), interest, "Interest", call.Origin), ct);
        return outcome switch
        {
            PostOutcome.Posted posted => CommandOutcome.Say(InterestTexts.Claimed(posted.Transfers[0], next)),
            PostOutcome.Repeated repeated => Again(repeated.First[0], call, next),
            _ => Accounts.Refuse(call, outcome, Pocket.Wallet),
        };
    }

    private static CommandOutcome Again(PostedTransfer first, CommandCall call, DateTimeOffset next) => first.Transfer.Origin.Event == call.EventId
        ? CommandOutcome.Say(InterestTexts.Claimed(first, next))
        : CommandOutcome.Refuse(Refusal.OnCooldown, InterestTexts.ClaimedBefore(first, next));
}
