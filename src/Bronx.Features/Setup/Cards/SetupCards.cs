using Bronx.Discord.Models;
using Bronx.Features.Settings;
using Bronx.Features.Settings.Log;
using Bronx.Features.Setup.Steps;
using Bronx.Platform.Commands;
using Bronx.Platform.Options;
using Bronx.Platform.Text;

namespace Bronx.Features.Setup.Cards;

/// <summary>The cards of a wizard: overview, step, review, summary. One message is all of them in turn.</summary>
internal sealed class SetupCards<TWhose>(SetupSuggestions suggestions, ChangeTexts changes, IEnumerable<IOptionPreview> previews)
    where TWhose : IWhose
{
    private const int MostShown = 25;

    private static readonly bool OfServer = TWhose.Scope == OptionScope.Server;

    public Reply Draw(Call call, SetupState state, SetupNotes notes)
    {
        var reply = state.Draft.Step switch
        {
            0 => Overview(call, state),
            var step when state.Path.IsStep(step) => Step(call, state, step, notes),
            _ => Review(state),
        };
        List<Embed> above = [];
        if (notes.Problem is { } problem)
        {
            above.Add(Look.Refusal(problem));
        }

        if (notes.Note is { } note)
        {
            above.Add(Look.Note(note));
        }

        if (notes.Others.Count > 0)
        {
            above.Add(Look.Note(SetupTexts.Others(notes.Others), Look.Warn));
        }

        return reply with { Embeds = [.. above, .. reply.Embeds] };
    }

    /// <summary>What was applied, with the way back.</summary>
    public Reply Done(Call call, SetupState state, OptionChangeSet set)
    {
        var missing = state.MissingFor(null);
        var text = changes.Lines(TWhose.Scope, set.Differences, MostShown)
            + (missing == Permissions.None ? "" : $"\n\n{SetupTexts.Lacking(missing, state.OwnRole)}");
        return Reply.Of(Look.Card(OfServer ? "Your server is set up" : "You are set up", text, Look.Good) with
        {
            Footer = new($"Change {set.Number}. {call.Spelling(TWhose.Name + " view")} shows everything."),
        }).With(Component.Row(Component.Button(ButtonStyle.Secondary, "Undo", UndoButton<TWhose>.Id(call.Caller.Id, set.Number))));
    }

    private Reply Overview(Call call, SetupState state)
    {
        var quick = suggestions.For(call, state);
        var steps = state.Path.Steps.Select((step, index) => $"{index + 1}. **{step.Title}**");
        var wouldDo = quick.Count == 0
            ? "Everything that quick setup would choose is chosen already."
            : "**Quick setup** does this at once:\n" + string.Join('\n', quick.Select(pair => state.Path.Find(pair.Key) is var (option, _) ? $"{state.Path.NameOf(option)}: {option.Show(pair.Value)}" : ""));
        var text = $"{(OfServer ? "I make myself at home in this server as you like it." : "I treat you as you like it, in every server.")} Nothing counts before you apply it, and everything can be undone.\n\n"
            + $"{string.Join('\n', steps)}\n\n{wouldDo}";
        List<Component> row =
        [
            Component.Button(ButtonStyle.Primary, "Step by step ›", SetupIds.Press<TWhose>(state.Draft, SetupIds.Go, 1)),
            Component.Button(ButtonStyle.Success, "Quick setup", SetupIds.Press<TWhose>(state.Draft, SetupIds.Quick), disabled: quick.Count == 0),
            Component.Button(ButtonStyle.Secondary, "Cancel", SetupIds.Press<TWhose>(state.Draft, SetupIds.Cancel)),
        ];
        if (state.Preview.Differences.Count > 0)
        {
            row.Insert(2, Component.Button(ButtonStyle.Secondary, "Review", SetupIds.Press<TWhose>(state.Draft, SetupIds.Go, state.Path.Review)));
        }

        return Reply.Of(Look.Card(OfServer ? "Set up this server" : "Set up for yourself", text)).With(Component.Row([.. row]));
    }

    private Reply Step(Call call, SetupState state, int number, SetupNotes notes)
    {
        var step = state.Path.Step(number);
        var lines = step.Options.Select(option => $"{option.Title}: **{option.Show(state.After.TextOf(option))}**\n-# {option.Help}");
        var cautions = step.Options.Select(option => option.Caution(state.After.TextOf(option))).OfType<string>();
        var missing = state.MissingFor(step);
        var text = string.Join("\n\n", (IEnumerable<string>)
        [
            step.Intro, string.Join('\n', lines), .. cautions, .. missing == Permissions.None ? [] : new[] { SetupTexts.Lacking(missing, state.OwnRole) },
        ]);
        List<Embed> embeds = [Look.Card(step.Title, text) with { Footer = new(SetupTexts.Progress(number, state.Path.Steps.Count)) }];
        if (PreviewOf(step)?.Of(state.After, OfServer ? call.Guild : null, call.Caller) is { } preview)
        {
            embeds.Add(Look.Card("Preview", preview, Look.Quiet));
        }

        return new Reply { Embeds = embeds, Components = SetupControls.Rows<TWhose>(state, number, notes.Found) };
    }

    private Reply Review(SetupState state)
    {
        var (differences, problems) = (state.Preview.Differences, state.Preview.Problems);
        var missing = state.MissingFor(null);
        List<string> parts = [differences.Count == 0 ? "Nothing is changed yet." : changes.Lines(TWhose.Scope, differences, MostShown)];
        if (problems.Count > 0)
        {
            parts.Add("**This cannot be applied so:**\n" + changes.Problems(TWhose.Scope, problems));
        }

        if (missing != Permissions.None)
        {
            parts.Add(SetupTexts.Lacking(missing, state.OwnRole));
        }

        return Reply.Of(Look.Card("Review", string.Join("\n\n", parts), problems.Count > 0 ? Look.Warn : Look.Accent) with
        {
            Footer = new("All of it is applied, or nothing."),
        }).With(Component.Row(
            Component.Button(ButtonStyle.Secondary, "‹ Back", SetupIds.Press<TWhose>(state.Draft, SetupIds.Go, state.Path.Steps.Count)),
            Component.Button(
                ButtonStyle.Success, "Apply", SetupIds.Press<TWhose>(state.Draft, SetupIds.Apply, SettingsFingerprint.Of(differences)), disabled: differences.Count == 0 || problems.Count > 0),
            Component.Button(ButtonStyle.Secondary, "Start over", SetupIds.Press<TWhose>(state.Draft, SetupIds.Anew)),
            Component.Button(ButtonStyle.Secondary, "Cancel", SetupIds.Press<TWhose>(state.Draft, SetupIds.Cancel))));
    }

    private IOptionPreview? PreviewOf(SetupStep step) =>
        previews.FirstOrDefault(preview => step.Options.Any(option => option.Key.StartsWith(preview.Schema + ".", StringComparison.Ordinal)));
}
