using Bronx.Discord.Models;
using Bronx.Features.Settings.Log;
using Bronx.Platform.Commands;
using Bronx.Platform.Options;
using Bronx.Platform.Text;

namespace Bronx.Features.Settings;

/// <summary>Changes as people read them: what, from what, to what.</summary>
internal sealed class ChangeTexts(OptionCatalogue catalogue)
{
    /// <summary>Of one value in a list of changes.</summary>
    private const int LongestValue = 120;

    /// <summary>How any attempt to change something ended, with the way back.</summary>
    public CommandOutcome Tell<TWhose>(Call call, OptionChangeOutcome outcome, string title)
        where TWhose : IWhose => outcome switch
        {
            OptionChangeOutcome.Changed changed => CommandOutcome.Say(Changed<TWhose>(call.Caller.Id, changed.Set, title)),
            OptionChangeOutcome.Same => CommandOutcome.Refuse(Refusal.RuleOfTheGame, Reply.Of(Look.Note("That is so already; nothing was changed."))),
            OptionChangeOutcome.Refused refused => CommandOutcome.Refuse(Refusal.BadArgument, Reply.Of(Look.Refusal(Problems(TWhose.Scope, refused.Problems)))),
            OptionChangeOutcome.ChangedSince since => CommandOutcome.Refuse(Refusal.RuleOfTheGame, Reply.Of(Look.Refusal(
                $"{string.Join(", ", since.Keys.Take(5).Select(key => $"`{key}`"))} changed again since, so I leave it all as it is. `{call.Spelling(TWhose.Name + " log")}` shows what happened."))),
            _ => CommandOutcome.Refuse(Refusal.BadArgument, Reply.Of(Look.Refusal(
                $"I know of no such change. `{call.Spelling(TWhose.Name + " log")}` lists them with their numbers."))),
        };

    /// <summary>What was changed, with a button that takes it back.</summary>
    public Reply Changed<TWhose>(UserId person, OptionChangeSet set, string title)
        where TWhose : IWhose
    {
        var cautions = set.Differences
            .Select(one => one.After is not null && catalogue.TryFind(one.Key, TWhose.Scope, out _, out var option) ? option.Caution(one.After) : null)
            .OfType<string>()
            .Select(caution => $"\n\n{caution}");
        return Reply.Of(Look.Card(title, Lines(TWhose.Scope, set.Differences, most: 20) + string.Concat(cautions), Look.Good) with
        {
            Footer = new($"Change {set.Number}"),
        }).With(Component.Row(Component.Button(ButtonStyle.Secondary, "Undo", UndoButton<TWhose>.Id(person, set.Number))));
    }

    /// <summary>One line per option: "Welcome channel: none → #general".</summary>
    /// <param name="most">How many lines; the rest is counted.</param>
    public string Lines(OptionScope scope, IReadOnlyList<OptionDifference> differences, int most)
    {
        var lines = differences.Take(most).Select(one => catalogue.TryFind(one.Key, scope, out var schema, out var option)
            ? $"{Name(schema, option)}: {Value(option, one.Before)} → **{Value(option, one.After)}**"
            : $"`{one.Key}` (no longer there)");
        var text = string.Join('\n', lines);
        return differences.Count > most ? $"{text}\nand {Say.Count(differences.Count - most, "more", "more")}" : text;
    }

    public string Problems(OptionScope scope, IReadOnlyDictionary<string, string> problems)
    {
        const int Most = 8;
        var lines = problems.Take(Most).Select(pair => catalogue.TryFind(pair.Key, scope, out _, out var option)
            ? $"**{option.Title}**: {pair.Value}"
            : catalogue.Schemas.FirstOrDefault(schema => schema.Name == pair.Key) is { } schema ? $"**{schema.Title}**: {pair.Value}" : $"{Say.Typed(pair.Key, 60)}: {pair.Value}");
        return "Nothing was changed.\n" + string.Join('\n', lines) + (problems.Count > Most ? $"\nand {Say.Count(problems.Count - Most, "more problem", "more problems")}" : "");
    }

    /// <summary>An option among those of other parts: "Auto-moderation · Level", but "Welcome channel".</summary>
    public static string Name(OptionSchema schema, Option option) =>
        option.Title.Contains(' ', StringComparison.Ordinal) || option.Title == schema.Title ? option.Title : $"{schema.Title} · {option.Title}";

    private static string Value(Option option, string? stored)
    {
        var shown = option.Show(stored ?? option.DefaultText);
        if (shown.Length <= LongestValue)
        {
            return shown;
        }

        // A list is cut between its entries, so that no half of a mention remains.
        var cut = shown.LastIndexOf(", ", LongestValue, StringComparison.Ordinal);
        return cut > 0 ? shown[..cut] + " …" : Say.Shorten(shown, LongestValue);
    }
}
