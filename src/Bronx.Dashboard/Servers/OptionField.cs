using System.Globalization;
using Bronx.Dashboard.Edge;
using Bronx.Dashboard.Pages;
using Bronx.Discord.Models;
using Bronx.Platform.Ledger;
using Bronx.Platform.Options;
using Bronx.Platform.Text;

namespace Bronx.Dashboard.Servers;

/// <summary>An option as a form's field, drawn from its declaration; works without scripts.</summary>
internal static class OptionField
{
    /// <summary>Before the key: what the field showed when the page was made. Only what differs from it is changed.</summary>
    public const string Before = "was.";

    /// <param name="text">What the field shows: the stored form, or what was typed when that was refused.</param>
    /// <param name="stored">What counts now.</param>
    /// <param name="problem">Why what was typed was refused; null when it was not.</param>
    public static void Write(Html page, Option option, string text, string stored, ServerPlaces places, string? problem)
    {
        var id = "f-" + option.Key.Replace('.', '-');
        var isGroup = option.Control is OptionControl.ManyChannels or OptionControl.ManyRoles;
        page.Write($"<input type=\"hidden\" name=\"{Before + option.Key}\" value=\"{stored}\">\n");
        page.Write($"<{(isGroup ? Fieldset : Div)} class=\"field\"");
        if (problem is not null) page.Write($" data-refused");
        if (isGroup) page.Write($" aria-describedby=\"{(problem is null ? "" : id + "-problem ")}{id}-help\"");
        page.Write($">");
        if (isGroup) page.Write($"<legend>{option.Title}</legend>\n");
        else if (option.Control is not OptionControl.Toggle) page.Write($"<label for=\"{id}\">{option.Title}</label>\n");
        WriteControl(page, option, id, text, places, problem is not null);
        page.Write($"<p class=\"small\" id=\"{id}-help\">{option.Help}{(option.Search is null ? Limits(option.Control) : " A city is enough.")}</p>\n");
        if (problem is not null) page.Write($"<p class=\"problem\" id=\"{id}-problem\">{Plain(problem)}</p>\n");
        page.Write($"</{(isGroup ? Fieldset : Div)}>\n");
    }

    /// <summary>A stored form in words, with the names of channels and roles.</summary>
    public static string Show(Option option, string stored, ServerPlaces places) => option.Control switch
    {
        OptionControl.OneChannel when Ids<ChannelId>(stored) is [var id] => places.NameOf(id),
        OptionControl.ManyChannels when Ids<ChannelId>(stored) is { Count: > 0 } ids => string.Join(", ", ids.Select(places.NameOf)),
        OptionControl.ManyRoles when Ids<RoleId>(stored) is { Count: > 0 } ids => string.Join(", ", ids.Select(places.NameOf)),
        OptionControl.Line when stored.Length > 0 => Say.Shorten(stored, 200),
        OptionControl.Words when stored.Length > 0 => Say.Shorten(stored.Replace("\n", ", ", StringComparison.Ordinal), 200),
        _ => option.Show(stored),
    };

    /// <summary>Shows templates as they will be read, while they are typed; after the fields.</summary>
    public static void WritePreviewScript(Html page, Assets assets, string user, string server, long members) =>
        page.Write($"<script src=\"{assets.Path("settings.js")}\" defer data-user=\"{user}\" data-server=\"{server}\" data-members=\"{members}\"></script>\n");

    /// <summary>The words of a problem without Markdown's signs.</summary>
    public static string Plain(string problem) => Capital(problem.Replace("`", "", StringComparison.Ordinal)) + (problem.EndsWith('.') ? "" : ".");

    private static readonly Markup Fieldset = new("fieldset");
    private static readonly Markup Div = new("div");

    private static void WriteControl(Html page, Option option, string id, string text, ServerPlaces places, bool isRefused)
    {
        var described = new Markup($"aria-describedby=\"{(isRefused ? $"{id}-problem " : "")}{id}-help\"{(isRefused ? " aria-invalid=\"true\"" : "")}");
        switch (option.Control)
        {
            case OptionControl.Toggle:
                page.Write($"<label class=\"switch\"><input type=\"checkbox\" id=\"{id}\" name=\"{option.Key}\" value=\"on\"{Checked(text == "on")} {described}> {option.Title}</label>\n");
                break;
            case OptionControl.Whole whole:
                page.Write($"<input type=\"number\" id=\"{id}\" name=\"{option.Key}\" value=\"{text}\" min=\"{whole.Min}\" max=\"{whole.Max}\" step=\"1\" required {described}> {whole.Unit}\n");
                break;
            case OptionControl.Line { ManyLines: true } lines:
                page.Write($"<textarea id=\"{id}\" name=\"{option.Key}\" rows=\"4\" maxlength=\"{lines.MaxLength}\"{(lines.Placeholders.Count > 0 ? new Markup(" data-template") : default)} {described}>\n{text}</textarea>\n");
                if (lines.Placeholders.Count > 0) page.Write($"<div class=\"preview\" role=\"note\" aria-label=\"How it will read\" data-preview-of=\"{id}\" hidden></div>\n");
                break;
            case OptionControl.Line line:
                page.Write($"<input type=\"text\" id=\"{id}\" name=\"{option.Key}\" value=\"{text}\" maxlength=\"{line.MaxLength}\" autocomplete=\"off\" {described}>\n");
                break;
            case OptionControl.Words words:
                page.Write($"<textarea id=\"{id}\" name=\"{option.Key}\" rows=\"4\" maxlength=\"{words.Most * (words.MaxLength + 2)}\" {described}>\n{text}</textarea>\n");
                break;
            case OptionControl.Pick pick:
                page.Write($"<select id=\"{id}\" name=\"{option.Key}\" {described}>\n");
                foreach (var choice in pick.Choices) WriteChoice(page, choice.Value, choice.Help.Length > 0 ? $"{choice.Title} – {choice.Help}" : choice.Title, choice.Value == text);
                page.Write($"</select>\n");
                break;
            case OptionControl.OneChannel one:
                page.Write($"<select id=\"{id}\" name=\"{option.Key}\" {described}>\n");
                WriteChoice(page, "", "None", text.Length == 0);
                foreach (var channel in Fitting(places, one.Types, one.BotWrites)) WriteChoice(page, channel.Id.ToString(), "#" + channel.Name, channel.Id.ToString() == text);
                if (text.Length > 0 && Ids<ChannelId>(text) is [var chosen] && !places.Channels.Any(channel => channel.Id == chosen)) WriteChoice(page, text, places.NameOf(chosen), isChosen: true);
                page.Write($"</select>\n");
                break;
            case OptionControl.ManyChannels many:
                var channels = Ids<ChannelId>(text);
                WriteBoxes(page, option.Key, [.. Fitting(places, many.Types, botWrites: false).Select(channel => (channel.Id.ToString(), "#" + channel.Name, channels.Contains(channel.Id)))]);
                break;
            case OptionControl.ManyRoles:
                var roles = Ids<RoleId>(text);
                WriteBoxes(page, option.Key, [.. places.Roles.Where(role => !role.Managed || roles.Contains(role.Id)).Select(role => (role.Id.ToString(), "@" + role.Name, roles.Contains(role.Id)))]);
                break;
            default:
                page.Write($"<input type=\"text\" id=\"{id}\" name=\"{option.Key}\" value=\"{text}\" maxlength=\"60\" autocomplete=\"off\" {described}>\n");
                break;
        }
    }

    private static void WriteChoice(Html page, string value, string title, bool isChosen) =>
        page.Write($"<option value=\"{value}\"{(isChosen ? new Markup(" selected") : default)}>{title}</option>\n");

    private static void WriteBoxes(Html page, string key, IReadOnlyList<(string Value, string Title, bool IsChosen)> boxes)
    {
        page.Write($"<div class=\"boxes\" tabindex=\"0\" role=\"group\" aria-label=\"Choices\">\n");
        foreach (var (value, title, isChosen) in boxes)
        {
            page.Write($"<label><input type=\"checkbox\" name=\"{key}\" value=\"{value}\"{Checked(isChosen)}> {title}</label>\n");
        }

        page.Write($"</div>\n");
    }

    private static IEnumerable<Channel> Fitting(ServerPlaces places, IReadOnlyList<ChannelType> types, bool botWrites) => places.Channels.Where(channel =>
        types.Count > 0 ? types.Contains(channel.Type) : !botWrites || channel.Type is ChannelType.GuildText or ChannelType.GuildAnnouncement);

    private static Markup Checked(bool isChecked) => isChecked ? new(" checked") : default;

    private static string Limits(OptionControl control) => control switch
    {
        OptionControl.Whole whole => $" From {Say.Number(whole.Min)} to {Say.Number(whole.Max)}.",
        OptionControl.Amount amount => $" From {Say.Coins(amount.Min)} to {Say.Coins(amount.Max)}; 1.5k is understood.",
        OptionControl.Span span => $" From {Say.Span(span.Min)} to {Say.Span(span.Max)}; for example {DurationText.Write(span.Max)}.",
        OptionControl.Line { Placeholders: { Count: > 0 } names } => $" These are filled in: {string.Join(", ", names.Select(name => $"{{{name}}}"))}.",
        OptionControl.Words words => string.Create(CultureInfo.InvariantCulture, $" One per line, at most {words.Most}."),
        OptionControl.ManyChannels many => string.Create(CultureInfo.InvariantCulture, $" At most {many.Most}."),
        OptionControl.ManyRoles many => string.Create(CultureInfo.InvariantCulture, $" At most {many.Most}."),
        _ => "",
    };

    private static IReadOnlyList<T> Ids<T>(string stored)
        where T : struct, ISnowflake<T> =>
        [.. stored.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(text => Snowflake.TryParse<T>(text, out var id) ? id : default)];

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
