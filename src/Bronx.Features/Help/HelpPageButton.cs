using System.Globalization;
using Bronx.Platform.Commands;

namespace Bronx.Features.Help;

/// <summary>Turns a page. The number is in the button, so it works after a restart too.</summary>
internal sealed class HelpPageButton(HelpBooks books, SlashRegistration slash) : IComponent
{
    public static ComponentDefinition Definition { get; } = new(HelpTexts.PageRoute, HelpCommand.Name);

    public ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct)
    {
        // What comes back from a client may be anything; what is no number is the first page.
        var page = call.State.Count == 1 && int.TryParse(call.State[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var reply = new HelpTexts(call.Prefix, slash).Page(books.For(call), page, call.Caller.Id);
        return ValueTask.FromResult<CommandOutcome>(new CommandOutcome.Updated(reply));
    }
}
