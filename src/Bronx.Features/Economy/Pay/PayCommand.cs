using Bronx.Features.Economy.Badges;
using Bronx.Features.Economy.Bank;
using Bronx.Features.Economy.Choices;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Pay;

/// <summary>Wallet to somebody else's wallet; once per event.</summary>
internal sealed class PayCommand(Ledger ledger, Spending spending, CoinNotices notices, BadgeBook badges) : ICommand
{
    private static readonly Parameter<MemberArgument> Member = Parameters.Member("member", "Who gets the coins");
    private static readonly Parameter<AmountExpression> Amount = Parameters.Amount("amount", "How much of your wallet");

    public static CommandDefinition Definition { get; } = new("pay", "Economy", "Gives coins from your wallet to somebody")
    {
        Aliases = ["transfer"],
        Parameters = [Member, Amount],
        Examples = ["pay @Mika 250", "pay @Mika 1.5k"],
        Details = "No fee, and no way back: look twice. The other person needs an account, which opens when they first use me.",
        Cooldown = new(TimeSpan.FromSeconds(3)),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var (from, to) = (call.Caller.Id, call.Get(Member).User);
        if (to.Bot || to.Id == from)
        {
            return CommandOutcome.Refuse(Refusal.BadArgument, to.Bot ? EconomyTexts.NoAccountForBots() : PayTexts.Yourself(call.Spelling(DepositCommand.Definition.Name)));
        }

        var id = TransferId.From("pay", from, call.EventId);
        if (await ledger.FindAsync(id, ct) is { } done)
        {
            return CommandOutcome.Say(PayTexts.Paid(done.Transfers[0], to.Id));
        }

        // Nobody gets an account through somebody else: it opens with their own first step.
        if ((await ledger.HistoryAsync(AccountId.Wallet(to.Id), 1, null, ct)).Count == 0)
        {
            return CommandOutcome.Refuse(Refusal.RuleOfTheGame, EconomyTexts.NoAccountYet(to.Id));
        }

        var available = await ledger.BalanceAsync(AccountId.Wallet(from), ct);
        if (Accounts.Resolve(call, call.Get(Amount), available, Pocket.Wallet, out var coins) is { } refusal)
        {
            return refusal;
        }

        if (await spending.AskAsync(call, coins, PayTexts.Sure(to.Id, coins), $"Give {Say.Coins(coins)}", ct) is { } question)
        {
            return question;
        }

        var outcome = await ledger.PostAsync([new Transfer(id, AccountId.Wallet(from), AccountId.Wallet(to.Id), coins, "Gift", call.Origin)], ct);
        if (outcome is PostOutcome.Posted)
        {
            await notices.GivenAsync(call, to.Id, coins, ct);
        }

        return outcome switch
        {
            PostOutcome.Posted posted => CommandOutcome.Say(await badges.CrownAsync(call, BadgeRules.ForGift(coins), PayTexts.Paid(posted.Transfers[0], to.Id), ct)),
            PostOutcome.Repeated repeated => CommandOutcome.Say(PayTexts.Paid(repeated.First[0], to.Id)),
            PostOutcome.OverCeiling => CommandOutcome.Refuse(Refusal.RuleOfTheGame, PayTexts.NoRoom(to.Id)),
            _ => Accounts.Refuse(call, outcome, Pocket.Wallet),
        };
    }
}
