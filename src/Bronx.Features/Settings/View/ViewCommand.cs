using Bronx.Platform.Commands;
using Bronx.Platform.Options;

namespace Bronx.Features.Settings.View;

/// <summary>What is chosen: all schemas in short, or one with every option.</summary>
internal sealed class ViewCommand<TWhose>(OptionCatalogue catalogue, OptionBook book) : ICommand
    where TWhose : IWhose
{
    private static readonly Parameter<string> Which = Parameters.OptionKey("part", "Which part; without it you see all parts in short", TWhose.Scope, alsoSchemas: true).Optional();

    public static CommandDefinition Definition { get; } = Whose.Define<TWhose>("view", "See what this server has chosen", "See what you have chosen for yourself") with
    {
        Parameters = [Which],
        Examples = TWhose.Scope == OptionScope.Server ? ["settings view", "settings view server"] : ["settings me view", "settings me view privacy"],
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var texts = ViewTexts.For<TWhose>(call, catalogue);
        var values = await book.OfAsync(TWhose.TargetOf(call), ct);
        if (!call.TryGet(Which, out var name))
        {
            return CommandOutcome.Say(texts.Overview(values));
        }

        return ViewRules.Find(catalogue, TWhose.Scope, name) is { } schema
            ? CommandOutcome.Say(texts.Schema(schema, values))
            : CommandOutcome.Refuse(Refusal.BadArgument, texts.NoSuchPart(name));
    }
}
