using Bronx.Features.Gambling.Fairness;

namespace Bronx.Features.Gambling.Blackjack;

/// <summary>Hands as their seeds and their moves say, and what they bring. Nothing here depends on who asks or how often.</summary>
internal sealed class Hands(Holds holds, OpenGames games, FairStore fair)
{
    /// <summary>The hand after somebody else's change; a second stake that it has no use for goes back.</summary>
    public async Task<HandView> AsItIsAsync(OpenGame game, CancellationToken ct)
    {
        var hand = await ViewAsync(await games.FindAsync(game.Person, game.PlacedBy, ct) ?? game, ct);
        if (hand.Round.Stakes < BlackjackRules.MostStakes)
        {
            await holds.GiveBackAsync(game, 1, "not needed", ct);
        }

        return hand;
    }

    /// <summary>The hand by its cards and moves; with what it brought when it has ended.</summary>
    public async Task<HandView> ViewAsync(OpenGame game, CancellationToken ct)
    {
        var drawn = await fair.FindAsync(game.Person, game.PlacedBy, ct)
            ?? throw new InvalidOperationException($"The hand of bet {game.PlacedBy} has lost its seeds.");
        var round = Round.Replay(drawn.Stream(), game.Moves)
            ?? throw new InvalidOperationException($"The moves {game.Moves} of bet {game.PlacedBy} are not those of its cards.");
        var hand = new HandView(game, drawn, round, null);
        return game.IsEnded ? hand with { Settled = await holds.SettleAsync(game, BlackjackRules.Pays(round, game.Stake), ct) } : hand;
    }

    /// <summary>Settles a hand that is over and takes it off the table.</summary>
    public async Task<HandView> EndAsync(HandView hand, CancellationToken ct)
    {
        var settled = await holds.SettleAsync(hand.Game, BlackjackRules.Pays(hand.Round, hand.Game.Stake), ct);
        if (hand.Round.Stakes < BlackjackRules.MostStakes)
        {
            // A process may have died between setting it aside and writing down the move it was for.
            await holds.GiveBackAsync(hand.Game, 1, "not needed", ct);
        }

        await games.EndAsync(hand.Game, settled.Staked, settled.Returned, ct);
        return hand with { Game = hand.Game with { IsEnded = true }, Settled = settled };
    }
}
