using Bronx.Features.Settings;
using Bronx.Features.Setup.Cards;
using Bronx.Features.Setup.Drafts;
using Bronx.Platform.Commands;
using Bronx.Platform.Options;

namespace Bronx.Features.Setup;

/// <summary>Every button of a wizard. The right to change the settings is asked for with each press, by the command's own gates.</summary>
internal sealed class SetupPress<TWhose>(
    SetupTable<TWhose> table, SetupDraftStore drafts, SetupCards<TWhose> cards, SetupSuggestions suggestions, OptionBook book, OptionDesk desk) : IComponent
    where TWhose : IWhose
{
    public static ComponentDefinition Definition { get; } = new(SetupIds.PressRoute<TWhose>(), SetupCommand<TWhose>.Definition.Name);

    public async ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct)
    {
        if (call.State is not [_, var action, var with] || await table.FindAsync(call, ct) is not { } draft)
        {
            return new CommandOutcome.Updated(SetupTexts.Ended(call.Spelling(SetupCommand<TWhose>.Definition.Name)));
        }

        switch (action)
        {
            case SetupIds.Go:
                return await ShowAsync(call, draft.At(Math.Clamp(SetupIds.Number(with), 0, table.Path.Review)), null, ct);
            case SetupIds.Skip when table.Path.IsStep(SetupIds.Number(with)):
                var step = SetupIds.Number(with);
                return await ShowAsync(call, draft.Without(table.Path.Step(step).Options.Select(option => option.Key)).At(step + 1), null, ct);
            case SetupIds.Flip when table.Path.Find(with) is ({ Control: OptionControl.Toggle } option, var at):
                var now = draft.Changes.TryGetValue(option.Key, out var changed) && changed is not null ? changed : (await book.OfAsync(draft.Target, ct)).TextOf(option);
                return await ShowAsync(call, draft.With(option.Key, now == "on" ? "off" : "on").At(at), null, ct);
            case SetupIds.Type when table.Path.Find(with) is ({ } option, _):
                return new CommandOutcome.OpenedModal(SetupControls.Form<TWhose>(await table.LayOutAsync(call, draft, ct), option));
            case SetupIds.Anew:
                return await ShowAsync(call, draft.Without(draft.Changes.Keys).At(0), null, ct);
            case SetupIds.Cancel:
                await drafts.EndAsync(draft.Number, ct);
                return new CommandOutcome.Updated(SetupTexts.Cancelled);
            case SetupIds.Quick:
                return await QuickAsync(call, draft, ct);
            case SetupIds.Apply:
                return await ApplyAsync(call, draft, with, ct);
            default:
                return await ShowAsync(call, draft, null, ct);
        }
    }

    private async Task<CommandOutcome> QuickAsync(ComponentCall call, SetupDraft draft, CancellationToken ct)
    {
        var state = await table.LayOutAsync(call, draft, ct);
        var chosen = suggestions.For(call, state);
        return chosen.Count == 0
            ? await ShowAsync(call, draft, "Everything that quick setup would choose is chosen already.", ct)
            : await StoreAsync(call, draft, chosen.ToDictionary(pair => pair.Key, string? (pair) => pair.Value, StringComparer.Ordinal), ct);
    }

    private async Task<CommandOutcome> ApplyAsync(ComponentCall call, SetupDraft draft, string seen, CancellationToken ct)
    {
        // Somebody else may have changed something since the review was drawn: then what was agreed to is no longer what would happen.
        var state = await table.LayOutAsync(call, draft, ct);
        if (seen != SettingsFingerprint.Of(state.Preview.Differences))
        {
            return await ShowAsync(call, draft.At(table.Path.Review), "Something changed in the meantime. Please look once more.", ct);
        }

        return await StoreAsync(call, draft, state.Preview.Differences.ToDictionary(one => one.Key, one => one.After, StringComparer.Ordinal), ct);
    }

    private async Task<CommandOutcome> StoreAsync(ComponentCall call, SetupDraft draft, IReadOnlyDictionary<string, string?> changes, CancellationToken ct)
    {
        var cause = new OptionCause(call.Caller.Id, SetupCommand<TWhose>.Definition.Name);
        var outcome = await desk.ChangeAsync(draft.Target, changes, cause, Whose.ChooserOf<TWhose>(call), ct);
        if (outcome is not OptionChangeOutcome.Changed done)
        {
            return await ShowAsync(call, draft.At(table.Path.Review), outcome is OptionChangeOutcome.Same ? "There is nothing to apply: all of it is so already." : null, ct);
        }

        await drafts.EndAsync(draft.Number, ct);
        return new CommandOutcome.Updated(cards.Done(call, await table.LayOutAsync(call, draft.Without(draft.Changes.Keys), ct), done.Set));
    }

    private async Task<CommandOutcome> ShowAsync(ComponentCall call, SetupDraft draft, string? note, CancellationToken ct)
    {
        await drafts.SaveAsync(draft, ct);
        return new CommandOutcome.Updated(cards.Draw(call, await table.LayOutAsync(call, draft, ct), new SetupNotes { Note = note }));
    }
}
