using Bronx.Features.Gambling.Blackjack;
using Bronx.Features.Gambling.Crash;
using Bronx.Features.Gambling.Stage;
using Bronx.Platform.Events;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Gambling;

/// <summary>
/// Sees to it that every game ends: at the start those that the last process left, later those whose deadline has passed. At the start
/// hands go on where they were, with fresh time for their players; flights end, since nobody could have left them meanwhile; stakes that
/// no game knows go back.
/// </summary>
internal sealed class GameKeeper(
    OpenGames games, BlackjackTable blackjack, Flights flights, Ledger ledger, GameStage stage, TimeProvider time) : IStartUp
{
    private const int AtOnce = 200;

    /// <summary>A screen that was shown so long ago and still moves has lost its process, or its network.</summary>
    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(30);

    public async Task StartAsync(CancellationToken ct)
    {
        var running = await games.DueAsync(DateTimeOffset.MaxValue, int.MaxValue, ct);
        HashSet<TransferId> known = [];
        foreach (var game in running)
        {
            known.UnionWith(Enumerable.Range(0, game.Game == Game.Blackjack ? await blackjack.StakesOfAsync(game, ct) : 1).Select(game.Hold));
        }

        await GiveBackStraysAsync(known, ct);
        foreach (var game in running)
        {
            await (game.Game == Game.Blackjack ? blackjack.ResumeAsync(game, ct) : flights.ResolveAsync(game, ct));
        }

        await stage.EndLeftoversAsync(time.GetUtcNow(), ct);
    }

    /// <returns>How many games and screens were ended.</returns>
    public async Task<int> EndOverdueAsync(CancellationToken ct)
    {
        var overdue = await games.DueAsync(time.GetUtcNow(), AtOnce, ct);
        foreach (var game in overdue)
        {
            await (game.Game == Game.Blackjack ? blackjack.ResolveAsync(game, ct) : flights.ResolveAsync(game, ct));
        }

        return overdue.Count + await stage.EndLeftoversAsync(time.GetUtcNow() - StuckAfter, ct);
    }

    private async Task GiveBackStraysAsync(HashSet<TransferId> known, CancellationToken ct)
    {
        string[] ours = [Holds.Reason(Game.Blackjack), Holds.Reason(Game.Crash)];
        var strays = (await ledger.OpenReservationsAsync(ct)).Where(held => ours.Contains(held.Reason) && !known.Contains(held.Id));
        await Task.WhenAll(strays.Select(held => ledger.VoidAsync(held.Id, "game never began", ct)));
    }
}
