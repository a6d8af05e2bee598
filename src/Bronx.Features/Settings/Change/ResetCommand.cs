using Bronx.Discord.Models;
using Bronx.Features.Settings.View;
using Bronx.Platform.Commands;
using Bronx.Platform.Commands.Confirming;
using Bronx.Platform.Options;
using Bronx.Platform.Text;

namespace Bronx.Features.Settings.Change;

/// <summary>Takes one option back to its default, or after a question all of a part.</summary>
internal sealed class ResetCommand<TWhose>(OptionCatalogue catalogue, OptionBook book, OptionDesk desk, Confirmations confirmations, ChangeTexts texts) : ICommand
    where TWhose : IWhose
{
    private static readonly Parameter<string> Which = Parameters.OptionKey("key", "Which setting, or which part as a whole", TWhose.Scope, alsoSchemas: true);

    public static CommandDefinition Definition { get; } = Whose.Define<TWhose>("reset", "Take a setting of this server back to its default", "Take a setting of your own back to its default") with
    {
        Parameters = [Which],
        Examples = TWhose.Scope == OptionScope.Server ? ["settings reset server.prefix", "settings reset server"] : ["settings me reset privacy"],
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var (target, name) = (TWhose.TargetOf(call), call.Get(Which));
        var isOne = catalogue.TryFind(name, TWhose.Scope, out _, out var option);
        if (!isOne && ViewRules.Find(catalogue, TWhose.Scope, name) is null)
        {
            return CommandOutcome.Refuse(Refusal.BadArgument, ViewTexts.For<TWhose>(call, catalogue).NoSuchPart(name));
        }

        var values = await book.OfAsync(target, ct);
        List<Option> chosen = [.. (isOne ? [option!] : ViewRules.Find(catalogue, TWhose.Scope, name)!.Options).Where(values.IsChosen)];
        List<OptionDifference> differences = [.. chosen.Select(one => new OptionDifference(one.Key, values.TextOf(one), null))];
        var subject = SettingsFingerprint.Of(differences);
        if (chosen.Count > 1 && !call.IsConfirmed(subject))
        {
            return confirmations.Ask(
                call, subject, Look.Card("Take all of this back?", texts.Lines(TWhose.Scope, differences, most: 20), Look.Warn), "Take it back", ButtonStyle.Danger);
        }

        var outcome = await desk.ChangeAsync(
            target, chosen.ToDictionary(one => one.Key, string? (_) => null, StringComparer.Ordinal), new OptionCause(call.Caller.Id, "settings command"),
            Whose.ChooserOf<TWhose>(call), ct);
        return texts.Tell<TWhose>(call, outcome, "Back to the default");
    }
}
