using Bronx.Features.Settings;
using Bronx.Features.Setup.Cards;
using Bronx.Features.Setup.Drafts;
using Bronx.Platform.Commands;
using Bronx.Platform.Options;

namespace Bronx.Features.Setup;

/// <summary>A choice in a select: a channel, roles, one of several values.</summary>
internal sealed class SetupSelect<TWhose>(SetupTable<TWhose> table, SetupDraftStore drafts, SetupCards<TWhose> cards, OptionDesk desk) : IComponent
    where TWhose : IWhose
{
    public static ComponentDefinition Definition { get; } = new(SetupIds.SelectRoute<TWhose>(), SetupCommand<TWhose>.Definition.Name);

    public async ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct)
    {
        if (call.State is not [_, var key] || await table.FindAsync(call, ct) is not { } draft || table.Path.Find(key) is not var (option, step))
        {
            return new CommandOutcome.Updated(SetupTexts.Ended(call.Spelling(SetupCommand<TWhose>.Definition.Name)));
        }

        var typed = call.Values.Count == 0 ? "none" : string.Join(',', call.Values);
        var (stored, problem) = desk.Read(draft.Target, option, typed, Whose.ChooserOf<TWhose>(call));
        draft = (problem is null ? draft.With(option.Key, stored) : draft).At(step);
        await drafts.SaveAsync(draft, ct);
        var notes = new SetupNotes { Problem = problem is null ? null : SetupTexts.Problem(option, problem) };
        return new CommandOutcome.Updated(cards.Draw(call, await table.LayOutAsync(call, draft, ct), notes));
    }
}
