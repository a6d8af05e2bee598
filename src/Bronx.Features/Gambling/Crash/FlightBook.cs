using Bronx.Features.Gambling.Fairness;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Gambling.Crash;

/// <summary>Flights as their seeds say, how they ended, and what they brought. Nothing here depends on who asks or how often.</summary>
internal sealed class FlightBook(Holds holds, OpenGames games, FairStore fair, Ledger ledger)
{
    /// <summary>Writes down how a flight ended; the first to do so decides.</summary>
    public Task<bool> DecideAsync(OpenGame game, string how, CancellationToken ct) => games.MoveAsync(game, how, game.Deadline, ct);

    /// <summary>The flight after somebody else's change.</summary>
    public async Task<FlightView> AsItIsAsync(OpenGame game, CancellationToken ct) =>
        await ViewAsync(await games.FindAsync(game.Person, game.PlacedBy, ct) ?? game, ct);

    /// <summary>The flight by its seeds; with what it brought when it has ended.</summary>
    public async Task<FlightView> ViewAsync(OpenGame game, CancellationToken ct)
    {
        var drawn = await fair.FindAsync(game.Person, game.PlacedBy, ct)
            ?? throw new InvalidOperationException($"The flight of bet {game.PlacedBy} has lost its seeds.");
        var flight = new FlightView(game, drawn, CrashRules.Point(drawn.Stream()), null);
        return game.IsEnded ? await SettleAsync(flight, ct) : flight;
    }

    /// <summary>Settles a flight whose end is written down.</summary>
    public async Task<FlightView> EndAsync(FlightView flight, CancellationToken ct)
    {
        var settled = await SettleAsync(flight, ct);
        await games.EndAsync(flight.Game, settled.Settled!.Staked, settled.Settled.Returned, ct);
        return settled;
    }

    private async Task<FlightView> SettleAsync(FlightView flight, CancellationToken ct)
    {
        if (!flight.IsCutShort)
        {
            return flight with { Settled = await holds.SettleAsync(flight.Game, [flight.Payout], ct) };
        }

        await holds.GiveBackAsync(flight.Game, 0, "restart", ct);
        return flight with
        {
            Settled = new Settled(flight.Game.Stake, flight.Game.Stake, await ledger.BalanceAsync(AccountId.Wallet(flight.Game.Person), ct)),
        };
    }
}
