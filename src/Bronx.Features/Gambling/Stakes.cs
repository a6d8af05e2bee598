using Bronx.Features.Economy;
using Bronx.Features.Economy.Choices;
using Bronx.Features.Gambling.Fairness;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Options;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling;

/// <summary>Reads and checks a stake, and plays what games that end at once have in common: a repeat shows the first end.</summary>
internal sealed class Stakes(Ledger ledger, HouseTable table, BetBounds bounds, Spending spending)
{
    /// <summary>Far above what anybody owns, far below where payouts stop fitting.</summary>
    public const long Largest = 1_000_000_000_000;

    /// <summary><see cref="Largest"/> as it fits on a phone.</summary>
    public const string LargestInWords = "1 trillion";

    /// <summary>The smallest stake of a game: small enough to play, large enough that rounding does not weigh.</summary>
    public static long Smallest(Game game) => game is Game.Plinko or Game.Crash ? 100 : 10;

    /// <summary>What the amount comes to as a stake here and now; else why it cannot be.</summary>
    public async Task<(Coins Stake, CommandOutcome? Refusal)> ReadAsync(Game game, Call call, AmountExpression amount, CancellationToken ct)
    {
        var (least, most) = bounds(call.Guild);
        var smallest = Coins.Max(least, new Coins(Smallest(game)));
        if (smallest > most)
        {
            return (Coins.Zero, CommandOutcome.Refuse(Refusal.RuleOfTheGame, GamblingTexts.NotPlayedHere(game, smallest, most)));
        }

        var wallet = await ledger.BalanceAsync(AccountId.Wallet(call.Caller.Id), ct);
        if (Accounts.Resolve(call, amount, wallet, Pocket.Wallet, out var stake, most) is { } refusal)
        {
            return (stake, refusal);
        }

        if (stake < smallest)
        {
            return (stake, CommandOutcome.Refuse(Refusal.RuleOfTheGame, GamblingTexts.TooSmall(game, smallest, stake)));
        }

        // What people ask of themselves: a limit first, then to be asked.
        return (stake, await spending.RefuseBetAsync(call, stake, ct)
            ?? (call is CommandCall command ? await spending.AskAsync(command, stake, GamblingTexts.Sure(game, stake), $"Bet {Say.Coins(stake)}", ct) : null));
    }

    public async Task<(Play? Play, CommandOutcome? Refusal)> PlayAsync(
        Game game, CommandCall call, AmountExpression amount, Func<FairStream, Coins, Coins> payout, CancellationToken ct)
    {
        var person = call.Caller.Id;
        if (await table.FindAsync(game, person, call.EventId, ct) is { } before)
        {
            return (before, null);
        }

        var (stake, refusal) = await ReadAsync(game, call, amount, ct);
        return refusal is not null ? (null, refusal) : await table.PlayAsync(new Bet(game, person, call.EventId, stake, payout), call, ct);
    }
}
