using System.Globalization;
using Bronx.Dashboard.Pages;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Platform.Guilds;
using Bronx.Platform.Options;

namespace Bronx.Dashboard.Servers;

/// <summary>Who changed what, with the way back.</summary>
internal sealed class ChangeList(OptionCatalogue catalogue, OptionBook book, IGuildDirectory directory)
{
    /// <param name="before">Only changes with smaller numbers; null for the latest.</param>
    public async Task<IReadOnlyList<NamedChange>> LoadAsync(SettingsDesk desk, int most, long? before, CancellationToken ct)
    {
        var changes = await book.ChangesAsync(desk.Target, most, before, ct);
        var names = new Dictionary<UserId, string>();
        foreach (var person in changes.Select(set => set.Person).OfType<UserId>().Distinct())
        {
            names[person] = await NameAsync(desk, person, ct);
        }

        return [.. changes.Select(set => new NamedChange(set, set.Person is { } person ? names[person] : "somebody who asked to be forgotten"))];
    }

    public void Write(Html page, SettingsDesk desk, IReadOnlyList<NamedChange> changes)
    {
        if (changes.Count == 0)
        {
            page.Write($"<p class=\"empty\">Nothing has been changed yet.</p>\n");
            return;
        }

        page.Write($"<ol class=\"changes\">\n");
        foreach (var (set, by) in changes)
        {
            page.Write($"<li><p class=\"small\"><time datetime=\"{set.At}\">{set.At.UtcDateTime.ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture)} UTC</time>, by <bdi>{by}</bdi>, through: {set.Place}");
            if (set.Undoes is { } undone) page.Write($", undoing {undone}");
            page.Write($"</p>\n<ul>\n");
            foreach (var difference in set.Differences)
            {
                page.Write($"<li>{Title(desk, difference.Key)}: <del>{Show(desk, difference.Key, difference.Before)}</del> → <ins>{Show(desk, difference.Key, difference.After)}</ins></li>\n");
            }

            page.Write($"</ul>\n<form method=\"post\" action=\"{desk.Path}/undo/{set.Number}\">");
            desk.WriteToken(page);
            page.Write($"<button class=\"plain\">Undo<span class=\"away\"> the change of {string.Join(", ", set.Differences.Select(difference => Title(desk, difference.Key)))}</span></button></form></li>\n");
        }

        page.Write($"</ol>\n");
    }

    private async ValueTask<string> NameAsync(SettingsDesk desk, UserId person, CancellationToken ct)
    {
        if (person == desk.Visitor.SignedIn.Person) return "you";
        var number = $"user {person}";
        try
        {
            return await directory.FindUserAsync(person, ct) is { } known ? PlainName.Of(known.DisplayName, number) : number;
        }
        catch (Exception unheard) when (unheard is DiscordApiException or RequestRefusedException or HttpRequestException)
        {
            // The list says what was changed, even while Discord cannot say how somebody is called.
            return number;
        }
    }

    private string Title(SettingsDesk desk, string key) =>
        !catalogue.TryFind(key, desk.Scope, out var schema, out var option) ? key
        : option.Title == schema.Title || option.Title.Contains(' ', StringComparison.Ordinal) ? option.Title
        : $"{schema.Title}, {option.Title}";

    private string Show(SettingsDesk desk, string key, string? stored) =>
        catalogue.TryFind(key, desk.Scope, out _, out var option) ? OptionField.Show(option, stored ?? option.DefaultText, desk.Places) : stored ?? "as before";
}

/// <summary>A change and whose it was, for people to read.</summary>
internal sealed record NamedChange(OptionChangeSet Set, string By);
