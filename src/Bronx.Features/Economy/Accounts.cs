using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy;

/// <summary>Where a person's coins are, in the words people use.</summary>
internal enum Pocket
{
    Wallet,
    Bank,
}

/// <summary>What moving a person's coins has in common.</summary>
internal static class Accounts
{
    public static AccountId Of(UserId user, Pocket pocket) => pocket == Pocket.Wallet ? AccountId.Wallet(user) : AccountId.Bank(user);

    /// <summary>What the amount comes to for somebody who has so much in that pocket; else why it cannot be.</summary>
    /// <param name="cap">The most that is allowed; null for no limit.</param>
    public static CommandOutcome? Resolve(Call call, AmountExpression amount, Coins available, Pocket pocket, out Coins coins, Coins? cap = null)
    {
        coins = Coins.Zero;
        switch (amount.Of(available, cap))
        {
            case AmountResolution.Exactly exactly:
                coins = exactly.Coins;
                return null;
            case AmountResolution.NotEnough missing:
                return CommandOutcome.Refuse(Refusal.InsufficientFunds, EconomyTexts.NotEnough(pocket, missing.Available, missing.Asked, call.Spelling));
            case AmountResolution.AboveCap above:
                return CommandOutcome.Refuse(Refusal.RuleOfTheGame, EconomyTexts.TooMuch(above.Cap));
            case AmountResolution.Nothing:
                return CommandOutcome.Refuse(Refusal.InsufficientFunds, EconomyTexts.NotOneCoin(pocket, available, call.Spelling));
            default:
                throw new InvalidOperationException("An amount resolves to one of four cases.");
        }
    }

    /// <summary>Why the ledger moved nothing; the person's balance may have changed since it was read.</summary>
    public static CommandOutcome Refuse(Call call, PostOutcome outcome, Pocket pocket) => outcome switch
    {
        PostOutcome.Insufficient few => CommandOutcome.Refuse(Refusal.InsufficientFunds, EconomyTexts.NotEnough(pocket, few.Balance, few.Needed, call.Spelling)),
        PostOutcome.OverCeiling => CommandOutcome.Refuse(Refusal.RuleOfTheGame, EconomyTexts.Full()),
        _ => throw new InvalidOperationException($"A post ended as {outcome.GetType().Name}."),
    };
}
