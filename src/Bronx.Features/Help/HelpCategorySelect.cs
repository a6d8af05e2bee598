using Bronx.Platform.Commands;

namespace Bronx.Features.Help;

/// <summary>Goes to a category.</summary>
internal sealed class HelpCategorySelect(HelpBooks books, SlashRegistration slash) : IComponent
{
    public static ComponentDefinition Definition { get; } = new(HelpTexts.CategoryRoute, HelpCommand.Name);

    public ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct)
    {
        var book = books.For(call);
        var page = call.Values.Count == 1 && call.Values[0] != HelpTexts.Overview ? book.PageOf(call.Values[0]) : 0;
        return ValueTask.FromResult<CommandOutcome>(new CommandOutcome.Updated(new HelpTexts(call.Prefix, slash).Page(book, page, call.Caller.Id)));
    }
}
