using Bronx.Platform.Commands;
using Bronx.Platform.Commands.Confirming;
using Bronx.Platform.Options;
using Bronx.Platform.Text;

namespace Bronx.Features.Settings.Transfer;

/// <summary>Takes an exported document in: all of it is checked, the exact difference shown, and after a yes all is changed or nothing.</summary>
internal sealed class ImportCommand<TWhose>(OptionCatalogue catalogue, OptionDesk desk, Confirmations confirmations, ChangeTexts texts) : ICommand
    where TWhose : IWhose
{
    private const int MostShown = 25;

    private static readonly Parameter<string> Document = Parameters.Rest("document", "The text of an export", SettingsDocument.LongestRead);

    public static CommandDefinition Definition { get; } = Whose.Define<TWhose>("import", "Take exported settings in for this server", "Take exported settings in for yourself") with
    {
        Parameters = [Document],
        Examples = [$"{TWhose.Name} import " + """{"settings": 1, "of": "server", "parts": {}}"""],
        Details = "You see what would change before anything does. A part that the document names is replaced whole.",
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var (target, chooser) = (TWhose.TargetOf(call), Whose.ChooserOf<TWhose>(call));
        var (wanted, problems) = SettingsDocument.Parse(call.Get(Document), catalogue, TWhose.Scope);
        if (wanted is null)
        {
            return texts.Tell<TWhose>(call, new OptionChangeOutcome.Refused(problems), "");
        }

        var preview = await desk.PreviewAsync(target, wanted, chooser, ct);
        if (preview.Problems.Count > 0 || preview.Differences.Count == 0)
        {
            return texts.Tell<TWhose>(call, preview.Problems.Count > 0 ? new OptionChangeOutcome.Refused(preview.Problems) : new OptionChangeOutcome.Same(), "");
        }

        var subject = SettingsFingerprint.Of(preview.Differences);
        if (!call.IsConfirmed(subject))
        {
            return confirmations.Ask(
                call, subject,
                Look.Card($"Change {Say.Count(preview.Differences.Count, "setting", "settings")}?", texts.Lines(TWhose.Scope, preview.Differences, MostShown)),
                "Change them all");
        }

        return texts.Tell<TWhose>(call, await desk.ChangeAsync(target, wanted, new OptionCause(call.Caller.Id, "import"), chooser, ct), "Taken in");
    }
}
