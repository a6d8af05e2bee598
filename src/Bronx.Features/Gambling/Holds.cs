using Bronx.Platform.Ledger;

namespace Bronx.Features.Gambling;

/// <summary>How a running game's stakes ended.</summary>
/// <param name="Staked">All of them together.</param>
/// <param name="Returned">What came back of them.</param>
/// <param name="Wallet">What the person had right after it.</param>
internal sealed record Settled(Coins Staked, Coins Returned, Coins Wallet)
{
    public Coins Change => Returned - Staked;
}

/// <summary>The stakes of games that take their time: set aside before the first card, settled once.</summary>
internal sealed class Holds(Ledger ledger, TimeProvider time)
{
    /// <summary>
    /// Far beyond every game's own deadline, at which it is ended and not given back: only when the bot was away for so long does the
    /// ledger return a stake by itself.
    /// </summary>
    public static readonly TimeSpan GivenBackAfter = TimeSpan.FromDays(1);

    /// <summary>What the ledger calls a stake of this game.</summary>
    public static string Reason(Game game) => $"{Names.Title(game)} stake";

    /// <summary>When a stake of a game was set aside.</summary>
    public static DateTimeOffset LaidAt(OpenReservation held) => held.Deadline - GivenBackAfter;

    /// <summary>Sets one more stake aside; a repeat finds it there.</summary>
    /// <param name="index">0 for the first.</param>
    public Task<ReserveOutcome> LayAsync(OpenGame game, int index, CancellationToken ct) => ledger.ReserveAsync(
        new Reservation(game.Hold(index), AccountId.Wallet(game.Person), game.Stake, time.GetUtcNow() + GivenBackAfter, Reason(game.Game), game.Origin), ct);

    /// <summary>Settles every stake with what comes back of it, each in one commit. A repeat finds it done.</summary>
    /// <param name="payouts">One for each stake that was laid; 0 for a loss.</param>
    public async Task<Settled> SettleAsync(OpenGame game, IReadOnlyList<Coins> payouts, CancellationToken ct)
    {
        var (wallet, house) = (AccountId.Wallet(game.Person), AccountId.House(Names.Of(game.Game)));
        var (returned, after) = (Coins.Zero, Coins.Zero);
        for (var index = 0; index < payouts.Count; index++)
        {
            List<Transfer> moves = [new(Id("stake", index), wallet, house, game.Stake, Reason(game.Game), game.Origin)];
            if (payouts[index] > Coins.Zero)
            {
                moves.Add(new Transfer(Id("payout", index), house, wallet, payouts[index], $"{Names.Title(game.Game)} payout", game.Origin));
            }

            switch (await ledger.SettleAsync(game.Hold(index), moves, ct))
            {
                case PostOutcome.Posted posted:
                    Count(posted.Transfers);
                    break;
                case PostOutcome.Repeated repeated:
                    Count(repeated.First);
                    break;
                case PostOutcome.NotReserved:
                    // The bot was away for longer than the ledger keeps a stake: it went back whole.
                    returned += game.Stake;
                    after = await ledger.BalanceAsync(wallet, ct);
                    break;
                case var no:
                    throw new InvalidOperationException($"The {game.Game} of bet {game.PlacedBy} could not be settled: {no}");
            }
        }

        return new Settled(game.Stake * payouts.Count, returned, after);

        TransferId Id(string part, int index) => TransferId.From(Names.Of(game.Game), game.Person, game.PlacedBy, part, (ulong)index);

        void Count(IReadOnlyList<PostedTransfer> posted)
        {
            var isPaid = posted.Count > 1;
            returned += isPaid ? posted[1].Transfer.Amount : Coins.Zero;
            after = isPaid ? posted[1].ToBalance : posted[0].FromBalance;
        }
    }

    /// <summary>Gives one stake back, once; nothing happens when there is none.</summary>
    public Task<bool> GiveBackAsync(OpenGame game, int index, string why, CancellationToken ct) => ledger.VoidAsync(game.Hold(index), why, ct);
}
