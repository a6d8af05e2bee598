using Bronx.Discord.Models;
using Bronx.Platform.Commands;

namespace Bronx.Features.Terms.Buttons;

/// <summary>Shows the whole text of the current version, to the person alone.</summary>
internal sealed class ReadTermsButton(TermsCatalogue catalogue) : IComponent
{
    public static ComponentDefinition Definition { get; } = new("terms.read", TosCommand.Name);

    public static string Id(UserId person, TermsVersion version) => ComponentId.For(Definition.Route, person, version.Name);

    public ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct)
    {
        var asked = call.State.ElementAtOrDefault(0);
        var note = asked == catalogue.Current.Name ? null : TermsTexts.StaleNote(TermsButtons.Known(catalogue, asked));
        return ValueTask.FromResult(CommandOutcome.Say(TermsTexts.Page(call.Caller.Id, catalogue.Current, 0, note)));
    }
}
