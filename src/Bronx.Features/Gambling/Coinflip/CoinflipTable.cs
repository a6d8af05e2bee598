using Bronx.Discord.Models;
using Bronx.Features.Economy;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Gambling.Coinflip;

/// <summary>One bet on one toss.</summary>
/// <param name="Event">The message or interaction that placed it; with the person it names the bet, so that a bet is tossed once.</param>
internal sealed record CoinflipBet(UserId Person, ulong Event, Coins Stake, CoinSide Call);

/// <summary>How a bet ended.</summary>
/// <param name="Change">What the wallet gained or lost.</param>
/// <param name="Wallet">What it holds now.</param>
internal sealed record CoinflipResult(CoinSide Call, CoinSide Fell, Coins Change, Coins Wallet)
{
    public bool IsWon => Call == Fell;
}

/// <summary>
/// Tosses and settles in one commit: the stake goes to the house and a win comes back, both or neither, and the stake's floor is
/// checked inside the write. Two bets at once cannot stake the same coins.
/// </summary>
internal sealed class CoinflipTable(Ledger ledger, Chance chance)
{
    /// <summary>The end of a bet that was placed before.</summary>
    public async Task<CoinflipResult?> FindAsync(UserId person, ulong bet, CoinSide call, CancellationToken ct) =>
        await ledger.FindAsync(Id(person, bet, "stake"), ct) is { } done ? Result(done.Transfers, call) : null;

    /// <returns>The result, or why the ledger moved nothing.</returns>
    public async Task<(CoinflipResult? Result, PostOutcome Outcome)> TossAsync(CoinflipBet bet, TransferOrigin origin, CancellationToken ct)
    {
        var (wallet, house) = (AccountId.Wallet(bet.Person), AccountId.House("coinflip"));
        var transfers = new List<Transfer> { new(Id(bet.Person, bet.Event, "stake"), wallet, house, bet.Stake, "Coinflip stake", origin) };
        if (chance.Toss())
        {
            var payout = bet.Stake + new Coins(CoinflipRules.Profit(bet.Stake.Value));
            transfers.Add(new Transfer(Id(bet.Person, bet.Event, "payout"), house, wallet, payout, "Coinflip won", origin));
        }

        var outcome = await ledger.PostAsync(transfers, ct);
        return outcome switch
        {
            PostOutcome.Posted posted => (Result(posted.Transfers, bet.Call), outcome),
            PostOutcome.Repeated repeated => (Result(repeated.First, bet.Call), outcome),
            _ => (null, outcome),
        };
    }

    /// <summary>A win has a second transfer, back to the wallet; the coin fell on the called side exactly then.</summary>
    private static CoinflipResult Result(IReadOnlyList<PostedTransfer> posted, CoinSide call)
    {
        var stake = posted[0].Transfer.Amount;
        return posted.Count == 1
            ? new CoinflipResult(call, CoinflipRules.Other(call), -stake, posted[0].FromBalance)
            : new CoinflipResult(call, call, posted[1].Transfer.Amount - stake, posted[1].ToBalance);
    }

    private static TransferId Id(UserId person, ulong bet, string part) => TransferId.From("coinflip", person, bet, part);
}
