using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Platform.Commands;

namespace Bronx.Features.Gambling.Blackjack;

/// <summary>Hit, stand, double, split. The id names the hand and the moment it was shown for, so that pressing twice moves once.</summary>
internal sealed class BlackjackButton(BlackjackTable table) : IComponent
{
    public static ComponentDefinition Definition { get; } = new("blackjack.move", BlackjackCommand.Name) { CountsAsUse = false };

    public static string Id(OpenGame game, Move move) => ComponentId.For(
        Definition.Route,
        game.Person,
        game.PlacedBy.ToString(CultureInfo.InvariantCulture),
        game.Moves.Length.ToString(CultureInfo.InvariantCulture),
        ((char)move).ToString());

    public async ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct) =>
        call.State is [var hand, var at, { Length: 1 } letter]
        && ulong.TryParse(hand, NumberStyles.None, CultureInfo.InvariantCulture, out var placedBy)
        && int.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var step)
            ? await table.MoveAsync(call, placedBy, step, (Move)letter[0], ct)
            : CommandOutcome.Refuse(Refusal.Expired, BlackjackTexts.Gone(call.Spelling(BlackjackCommand.Name)));
}
