using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Options;
using Bronx.Platform.Text;

namespace Bronx.Features.Settings.Log;

/// <summary>The log of changes, a page at a time.</summary>
internal sealed class LogTexts<TWhose>(ChangeTexts changes, Call call)
    where TWhose : IWhose
{
    private const int PerPage = 5;
    private const int LinesPerChange = 3;

    /// <param name="before">Only changes with a smaller number; null for the newest.</param>
    public async Task<Reply> PageAsync(OptionBook book, long? before, CancellationToken ct)
    {
        var found = await book.ChangesAsync(TWhose.TargetOf(call), PerPage + 1, before, ct);
        if (found.Count == 0)
        {
            return Reply.Of(Look.Note(before is null ? "Nothing was ever changed here." : "There is nothing older."));
        }

        var shown = found.Take(PerPage).ToList();
        return Reply.Of(Look.Card("What changed", string.Join("\n\n", shown.Select(Entry))) with
        {
            Footer = new($"{call.Spelling(TWhose.Name + " undo")} <number> takes one back."),
        }).With(Component.Row(
            Component.Button(ButtonStyle.Secondary, "Newest", Id(0, "n"), disabled: before is null),
            Component.Button(ButtonStyle.Secondary, "Older ›", Id(shown[^1].Number), disabled: found.Count <= PerPage)));
    }

    private string Entry(OptionChangeSet set)
    {
        var who = set.Person is { } person ? Say.User(person) : "somebody who asked to be forgotten";
        var undoes = set.Undoes is { } undone ? $" · takes back {undone}" : "";
        return $"**{set.Number}** · {who} · {Say.When(set.At)}\n{changes.Lines(TWhose.Scope, set.Differences, LinesPerChange)}\n-# by {set.Place}{undoes}";
    }

    /// <param name="tail">Keeps two ids of one message apart.</param>
    private string Id(long before, string? tail = null) => tail is null
        ? ComponentId.For(LogPage<TWhose>.Definition.Route, call.Caller.Id, before.ToString(CultureInfo.InvariantCulture))
        : ComponentId.For(LogPage<TWhose>.Definition.Route, call.Caller.Id, tail);
}
