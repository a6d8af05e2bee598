using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Options;

namespace Bronx.Features.Settings.Log;

/// <summary>The way back under every change.</summary>
internal sealed class UndoButton<TWhose>(OptionDesk desk, ChangeTexts texts) : IComponent
    where TWhose : IWhose
{
    public static ComponentDefinition Definition { get; } = new("settings.undo-" + TWhose.Route, UndoCommand<TWhose>.Definition.Name) { CountsAsUse = true };

    public static string Id(UserId person, long number) => ComponentId.For(Definition.Route, person, number.ToString(CultureInfo.InvariantCulture));

    public async ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct)
    {
        var number = call.State.Count == 1 && long.TryParse(call.State[0], NumberStyles.None, CultureInfo.InvariantCulture, out var named) ? named : 0;
        var outcome = await desk.UndoAsync(TWhose.TargetOf(call), number, new OptionCause(call.Caller.Id, "undo button"), Whose.ChooserOf<TWhose>(call), ct);
        var told = texts.Tell<TWhose>(call, outcome, $"Change {number} is taken back");
        return told is CommandOutcome.Replied replied ? new CommandOutcome.Updated(replied.Reply) : told;
    }
}
