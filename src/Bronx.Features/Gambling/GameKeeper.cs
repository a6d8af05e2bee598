using Bronx.Features.Gambling.Blackjack;
using Bronx.Features.Gambling.Crash;
using Bronx.Features.Gambling.Stage;
using Bronx.Platform.Events;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Gambling;

/// <summary>
/// Sees to it that every game ends: those whose process is gone, and those whose deadline has passed. Hands of a process that is gone go
/// on where they were, with fresh time for their players; its flights end, since nobody could have left them meanwhile; stakes that no
/// game knows go back.
/// </summary>
internal sealed class GameKeeper(
    OpenGames games, LeftHands hands, LeftFlights flights, Ledger ledger, GameStage stage, Croupiers croupiers, TimeProvider time) : IStartUp
{
    private const int AtOnce = 200;

    /// <summary>A screen that was shown so long ago and still moves has lost its network; a stake that no game knows by then never got one.</summary>
    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(30);

    private DateTimeOffset _began = DateTimeOffset.MaxValue;

    public async Task StartAsync(CancellationToken ct)
    {
        await croupiers.SayHereAsync(ct);
        _began = time.GetUtcNow();
        await GiveBackStraysAsync(ct);
        await TakeOverAsync(int.MaxValue, ct);
        await stage.EndLeftoversAsync(_began - StuckAfter, ct);
    }

    /// <returns>How many games and screens were ended.</returns>
    public async Task<int> EndOverdueAsync(CancellationToken ct)
    {
        await GiveBackStraysAsync(ct);
        var taken = await TakeOverAsync(AtOnce, ct);
        var overdue = await games.DueAsync(time.GetUtcNow(), AtOnce, ct);
        foreach (var game in overdue)
        {
            await (game.Game == Game.Blackjack ? hands.ResolveAsync(game, ct) : flights.ResolveAsync(game, ct));
        }

        return taken + overdue.Count + await stage.EndLeftoversAsync(time.GetUtcNow() - StuckAfter, ct);
    }

    private async Task<int> TakeOverAsync(int atOnce, CancellationToken ct)
    {
        var left = await games.LeftAsync(atOnce, ct);
        foreach (var game in left)
        {
            await (game.Game == Game.Blackjack ? hands.ResumeAsync(game, ct) : flights.ResolveAsync(game, ct));
        }

        return left.Count;
    }

    /// <summary>
    /// A stake is set aside a moment before its game is written down. A process that died between the two leaves it behind; one that is
    /// there is given time to go on.
    /// </summary>
    private async Task GiveBackStraysAsync(CancellationToken ct)
    {
        string[] ours = [Holds.Reason(Game.Blackjack), Holds.Reason(Game.Crash)];
        var now = time.GetUtcNow();
        var beforeUs = croupiers.IsAlone ? _began : Earlier(_began, now - Croupiers.Lasts);
        var stuck = now - StuckAfter;
        var laid = (await ledger.OpenReservationsAsync(ct))
            .Where(held => ours.Contains(held.Reason) && Holds.LaidAt(held) is var at && (at <= beforeUs || at <= stuck)).ToList();
        if (laid.Count == 0)
        {
            return;
        }

        // A hand's second stake is the hand's own to use or to give back.
        var known = (await games.DueAsync(DateTimeOffset.MaxValue, int.MaxValue, ct)).SelectMany(game => new[] { game.Hold(0), game.Hold(1) }).ToHashSet();
        await Task.WhenAll(laid.Where(held => !known.Contains(held.Id)).Select(held => ledger.VoidAsync(held.Id, "game never began", ct)));
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
