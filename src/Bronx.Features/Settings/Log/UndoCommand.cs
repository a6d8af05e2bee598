using Bronx.Platform.Commands;
using Bronx.Platform.Options;

namespace Bronx.Features.Settings.Log;

/// <summary>Takes a change back: the one named, or the last.</summary>
internal sealed class UndoCommand<TWhose>(OptionBook book, OptionDesk desk, ChangeTexts texts) : ICommand
    where TWhose : IWhose
{
    private static readonly Parameter<long> Number = Parameters.Integer("number", "Which change, as the log numbers them; without it the last", 1, long.MaxValue >> 11).Optional();

    public static CommandDefinition Definition { get; } = Whose.Define<TWhose>("undo", "Take a change of this server's settings back", "Take a change of your settings back") with
    {
        Parameters = [Number],
        Examples = [$"{TWhose.Name} undo", $"{TWhose.Name} undo 12"],
        Details = "All of the change is taken back or nothing: what was changed again since stays.",
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var target = TWhose.TargetOf(call);
        var number = call.TryGet(Number, out var named) ? named : await book.ChangesAsync(target, 1, null, ct) is [var last] ? last.Number : 0;
        var outcome = await desk.UndoAsync(target, number, new OptionCause(call.Caller.Id, "settings command"), Whose.ChooserOf<TWhose>(call), ct);
        return texts.Tell<TWhose>(call, outcome, $"Change {number} is taken back");
    }
}
