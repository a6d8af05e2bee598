using Bronx.Discord.Models;
using Bronx.Features.Gambling.Fairness;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Gambling.Coinflip;

/// <summary>One bet on one toss.</summary>
/// <param name="Event">The message or interaction that placed it; with the person it names the bet, so that a bet is tossed once.</param>
internal sealed record CoinflipBet(UserId Person, ulong Event, Coins Stake, CoinSide Call);

/// <summary>How a bet ended.</summary>
/// <param name="Change">What the wallet gained or lost.</param>
/// <param name="Wallet">What it holds now.</param>
/// <param name="Bet">Its name, to check it by.</param>
internal sealed record CoinflipResult(CoinSide Call, CoinSide Fell, Coins Change, Coins Wallet, string Bet)
{
    public bool IsWon => Call == Fell;
}

/// <summary>Tosses by the bet's own numbers and settles with the house.</summary>
internal sealed class CoinflipTable(HouseTable house)
{
    /// <summary>The end of a bet that was placed before.</summary>
    public async Task<CoinflipResult?> FindAsync(UserId person, ulong bet, CoinSide call, CancellationToken ct) =>
        await house.FindAsync(Game.Coinflip, person, bet, ct) is { } play ? Result(play, call) : null;

    /// <returns>The result and the event that tossed, or why there was no toss.</returns>
    public async Task<(CoinflipResult? Result, ulong? TossedBy, CommandOutcome? Refusal)> TossAsync(CoinflipBet bet, Call call, CancellationToken ct)
    {
        var (play, refusal) = await house.PlayAsync(
            new Bet(Game.Coinflip, bet.Person, bet.Event, bet.Stake, (stream, stake) => Payout(CoinflipRules.Toss(stream), bet.Call, stake)), call, ct);
        return play is null ? (null, null, refusal) : (Result(play, bet.Call), play.SettledBy, null);
    }

    private static Coins Payout(CoinSide fell, CoinSide call, Coins stake) =>
        fell == call ? stake + new Coins(CoinflipRules.Profit(stake.Value)) : Coins.Zero;

    /// <summary>Told by the money, not by drawing again: a second press may name the other side.</summary>
    private static CoinflipResult Result(Play play, CoinSide call) =>
        new(call, play.Payout > Coins.Zero ? call : CoinflipRules.Other(call), play.Change, play.Wallet, play.Fair.Name);
}
