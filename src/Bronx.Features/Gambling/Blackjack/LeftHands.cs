using Bronx.Features.Gambling.Stage;
using Bronx.Platform.Commands;

namespace Bronx.Features.Gambling.Blackjack;

/// <summary>Hands that lost their player, or their process.</summary>
internal sealed class LeftHands(Hands hands, OpenGames games, ScreenStore screens, GameStage stage, ReplyEditor editor, TimeProvider time)
{
    /// <summary>Ends a hand whose player walked away: they stand.</summary>
    public async Task ResolveAsync(OpenGame game, CancellationToken ct)
    {
        var hand = await hands.ViewAsync(game, ct);
        var isLeft = !hand.Round.IsOver;
        if (isLeft)
        {
            var moves = BlackjackRules.StandFrom(game.Moves, hand.Round);
            if (!await games.MoveAsync(game, moves, game.Deadline, ct))
            {
                // Their move came in this moment: the hand goes on.
                return;
            }

            hand = hand with { Game = game with { Moves = moves } };
        }

        await stage.EndAsync(game, BlackjackTexts.Of((await hands.EndAsync(hand, ct)) with { IsLeft = isLeft }), ct);
    }

    /// <summary>A hand whose process is gone goes on with fresh time, and one that was over is brought to its end.</summary>
    public async Task ResumeAsync(OpenGame game, CancellationToken ct)
    {
        var hand = await hands.AsItIsAsync(game, ct);
        var resumed = game with { Deadline = time.GetUtcNow() + BlackjackTable.Patience };
        if (hand.Round.IsOver)
        {
            await ResolveAsync(game, ct);
        }
        else if (await games.MoveAsync(game, game.Moves, resumed.Deadline, ct) && await screens.FindAsync(game.Person, game.PlacedBy, ct) is { } screen)
        {
            stage.Run(game.Person, game.PlacedBy, place: null, closing => editor.FinishAsync(screen.Shown, BlackjackTexts.Of(hand with { Game = resumed }), closing));
        }
    }
}
