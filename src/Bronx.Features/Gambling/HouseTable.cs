using Bronx.Discord.Models;
using Bronx.Features.Economy;
using Bronx.Features.Gambling.Fairness;
using Bronx.Features.Gambling.Limits;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Gambling;

/// <summary>A bet to be played at once.</summary>
/// <param name="PlacedBy">The message or interaction that placed it; with game and person it names the bet, so that it is played once.</param>
/// <param name="Payout">What comes back of the stake by these numbers; 0 for a loss.</param>
internal sealed record Bet(Game Game, UserId Person, ulong PlacedBy, Coins Stake, Func<FairStream, Coins, Coins> Payout);

/// <summary>A bet that was played.</summary>
/// <param name="Fair">Where its numbers came from: what was drawn is read from it again.</param>
/// <param name="Wallet">What the person had right after it.</param>
/// <param name="SettledBy">The event that played it.</param>
internal sealed record Play(FairBet Fair, Coins Stake, Coins Payout, Coins Wallet, ulong? SettledBy)
{
    /// <summary>What the wallet gained or lost.</summary>
    public Coins Change => Payout - Stake;
}

/// <summary>
/// Plays and settles in one commit: the stake goes to the house and what was won comes back, both or neither, and the stake's floor
/// is checked inside the write. Two bets at once cannot stake the same coins.
/// </summary>
internal sealed class HouseTable(Ledger ledger, FairStore fair)
{
    /// <summary>A bet that was played before.</summary>
    public async Task<Play?> FindAsync(Game game, UserId person, ulong placedBy, CancellationToken ct) =>
        await ledger.FindAsync(Id(game, person, placedBy, "stake"), ct) is { } done && await fair.FindAsync(person, placedBy, ct) is { } bet
            ? Played(bet, done.Transfers)
            : null;

    /// <returns>The bet as it was played, now or the first time; or why it was not.</returns>
    public async Task<(Play? Play, CommandOutcome? Refusal)> PlayAsync(Bet bet, Call call, CancellationToken ct)
    {
        var (drawn, refusal) = await DrawAsync(bet.Game, bet.Person, bet.PlacedBy, bet.Stake, ct);
        if (drawn is null)
        {
            return (null, refusal);
        }

        if (drawn.IsRevealed)
        {
            // Whoever knows the seed knows the end: only what was settled before counts.
            return await FindAsync(bet.Game, bet.Person, bet.PlacedBy, ct) is { } before
                ? (before, null)
                : (null, CommandOutcome.Refuse(Refusal.Expired, GamblingTexts.SeedRevealed()));
        }

        var (wallet, house) = (AccountId.Wallet(bet.Person), AccountId.House(Names.Of(bet.Game)));
        var title = Names.Title(bet.Game);
        List<Transfer> transfers = [new(Id(bet.Game, bet.Person, bet.PlacedBy, "stake"), wallet, house, bet.Stake, $"{title} stake", call.Origin)];
        var payout = bet.Payout(drawn.Stream(), bet.Stake);
        if (payout > Coins.Zero)
        {
            transfers.Add(new Transfer(Id(bet.Game, bet.Person, bet.PlacedBy, "payout"), house, wallet, payout, $"{title} payout", call.Origin));
        }

        var (play, refused) = await ledger.PostAsync(transfers, ct) switch
        {
            PostOutcome.Posted posted => (Played(drawn, posted.Transfers), null),
            PostOutcome.Repeated repeated => (Played(drawn, repeated.First), null),
            var no => ((Play?)null, Accounts.Refuse(call, no, Pocket.Wallet)),
        };
        if (drawn.IsCounted)
        {
            await fair.ReturnAsync(bet.Person, bet.PlacedBy, play?.Stake ?? Coins.Zero, play?.Payout ?? Coins.Zero, ct);
        }

        return (play, refused);
    }

    /// <summary>A bet's place in the chain of seeds, if the person's own bounds let the stake through.</summary>
    public async Task<(FairBet? Drawn, CommandOutcome? Refusal)> DrawAsync(Game game, UserId person, ulong placedBy, Coins stake, CancellationToken ct)
    {
        var (drawn, problem) = await fair.ReserveAsync(person, placedBy, Names.Of(game), stake, ct);
        if (problem is LimitProblem.LossLimit && await TellUntoldAsync(person, ct))
        {
            (drawn, problem) = await fair.ReserveAsync(person, placedBy, Names.Of(game), stake, ct);
        }

        return problem is null ? (drawn, null) : (null, LimitTexts.Refuse(problem));
    }

    /// <summary>Makes up for what a dying process could not say any more: what bets that were settled brought.</summary>
    private async Task<bool> TellUntoldAsync(UserId person, CancellationToken ct)
    {
        var isTold = false;
        foreach (var (placedBy, name) in await fair.UntoldAsync(person, ct))
        {
            if (Names.Find(name) is { } game && await FindAsync(game, person, placedBy, ct) is { } play)
            {
                await fair.ReturnAsync(person, placedBy, play.Stake, play.Payout, ct);
                isTold = true;
            }
        }

        return isTold;
    }

    /// <summary>A payout is a second transfer, back to the wallet.</summary>
    private static Play Played(FairBet fair, IReadOnlyList<PostedTransfer> posted)
    {
        var stake = posted[0];
        return posted.Count == 1
            ? new Play(fair, stake.Transfer.Amount, Coins.Zero, stake.FromBalance, stake.Transfer.Origin.Event)
            : new Play(fair, stake.Transfer.Amount, posted[1].Transfer.Amount, posted[1].ToBalance, stake.Transfer.Origin.Event);
    }

    private static TransferId Id(Game game, UserId person, ulong placedBy, string part) => TransferId.From(Names.Of(game), person, placedBy, part);
}
