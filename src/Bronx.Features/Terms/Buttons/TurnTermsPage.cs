using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Platform.Commands;

namespace Bronx.Features.Terms.Buttons;

/// <summary>Turns to another page of a long text.</summary>
internal sealed class TurnTermsPage(TermsCatalogue catalogue) : IComponent
{
    public static ComponentDefinition Definition { get; } = new("terms.page", TosCommand.Name);

    public static string Id(UserId person, TermsVersion version, int page) =>
        ComponentId.For(Definition.Route, person, version.Name, page.ToString(CultureInfo.InvariantCulture));

    public ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct)
    {
        var isCurrent = call.State.ElementAtOrDefault(0) == catalogue.Current.Name;
        var page = isCurrent && int.TryParse(call.State.ElementAtOrDefault(1), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        var note = isCurrent ? null : TermsTexts.StaleNote(TermsButtons.Known(catalogue, call.State.ElementAtOrDefault(0)));
        return ValueTask.FromResult<CommandOutcome>(new CommandOutcome.Updated(TermsTexts.Page(call.Caller.Id, catalogue.Current, page, note)));
    }
}
