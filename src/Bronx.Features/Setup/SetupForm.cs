using Bronx.Features.Settings;
using Bronx.Features.Setup.Cards;
using Bronx.Features.Setup.Drafts;
using Bronx.Platform.Commands;
using Bronx.Platform.Options;

namespace Bronx.Features.Setup;

/// <summary>A submitted form: a text, a number, an amount, a place to search for.</summary>
internal sealed class SetupForm<TWhose>(SetupTable<TWhose> table, SetupDraftStore drafts, SetupCards<TWhose> cards, OptionDesk desk) : IComponent
    where TWhose : IWhose
{
    public static ComponentDefinition Definition { get; } = new(SetupIds.FormRoute<TWhose>(), SetupCommand<TWhose>.Definition.Name);

    public async ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct)
    {
        if (call.State is not [_, var key] || await table.FindAsync(call, ct) is not { } draft || table.Path.Find(key) is not var (option, step))
        {
            return new CommandOutcome.Updated(SetupTexts.Ended(call.Spelling(SetupCommand<TWhose>.Definition.Name)));
        }

        var typed = call.Fields.GetValueOrDefault(SetupIds.Field, "");
        var (stored, problem) = desk.Read(draft.Target, option, typed.Trim().Length == 0 ? option.DefaultText : typed, Whose.ChooserOf<TWhose>(call));
        var found = problem is null || option.Search is null ? [] : option.Search(typed);
        draft = (problem is null ? draft.With(option.Key, stored) : draft).At(step);
        await drafts.SaveAsync(draft, ct);
        var notes = new SetupNotes
        {
            Problem = problem is null || found.Count > 1 ? null : SetupTexts.Problem(option, problem),
            Note = found.Count > 1 ? "Several places fit. Choose one below." : null,
            Found = found.Count > 1 ? (option, found) : null,
        };
        return new CommandOutcome.Updated(cards.Draw(call, await table.LayOutAsync(call, draft, ct), notes));
    }
}
