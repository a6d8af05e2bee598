using Bronx.Platform.Commands;
using Bronx.Platform.Options;

namespace Bronx.Features.Settings.View;

/// <summary>Goes to another part.</summary>
internal sealed class ViewSelect<TWhose>(OptionCatalogue catalogue, OptionBook book) : IComponent
    where TWhose : IWhose
{
    public static ComponentDefinition Definition { get; } = new(ViewTexts.Route<TWhose>(), ViewCommand<TWhose>.Definition.Name);

    public async ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct)
    {
        var texts = ViewTexts.For<TWhose>(call, catalogue);
        var values = await book.OfAsync(TWhose.TargetOf(call), ct);
        var schema = call.Values.Count == 1 ? ViewRules.Find(catalogue, TWhose.Scope, call.Values[0]) : null;
        return new CommandOutcome.Updated(schema is null ? texts.Overview(values) : texts.Schema(schema, values));
    }
}
