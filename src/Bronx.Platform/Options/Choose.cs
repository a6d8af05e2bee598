using System.Globalization;
using System.Text;
using Bronx.Discord.Models;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Platform.Options;

/// <summary>Declares options: <c>static readonly Option&lt;bool&gt; On = Choose.Toggle("welcome.on", false, "Welcome", "Whether …");</c></summary>
public static class Choose
{
    public static Option<bool> Toggle(string key, bool fallback, string title, string help) => new(
        key, title, help, new OptionControl.Toggle(), OptionForms.Toggle, fallback);

    /// <param name="unit">In the plural: "messages".</param>
    /// <param name="zero">What people read for none of it: "as the level says".</param>
    public static Option<long> Whole(string key, long fallback, long min, long max, string unit, string title, string help, string? zero = null) => new(
        key, title, help, new OptionControl.Whole(min, max, unit), OptionForms.Whole(min, max, unit, zero), fallback);

    /// <param name="none">What people read and may write for no coins at all: "never".</param>
    public static Option<Coins> Amount(string key, Coins fallback, Coins min, Coins max, string title, string help, string? none = null) => new(
        key, title, help, new OptionControl.Amount(min, max), OptionForms.Amount(min, max, none), fallback);

    public static Option<TimeSpan> Span(string key, TimeSpan fallback, TimeSpan min, TimeSpan max, string title, string help) => new(
        key, title, help, new OptionControl.Span(min, max), OptionForms.Span(min, max), fallback);

    /// <param name="check">What else the text must be; a problem in words with an example, or null.</param>
    /// <param name="normalize">Brings another spelling of the same into one form.</param>
    /// <param name="blank">What people read for an empty text.</param>
    /// <param name="caution">As in <see cref="Option.Caution"/>.</param>
    /// <param name="search">As in <see cref="Option.Search"/>.</param>
    public static Option<string> Line(
        string key, string fallback, int minLength, int maxLength, string title, string help, Func<string, string?>? check = null, Func<string, string>? normalize = null,
        string blank = "none", Func<string, string?>? caution = null, Func<string, IReadOnlyList<PickChoice>>? search = null) => new(
        key, title, help, new OptionControl.Line(minLength, maxLength, ManyLines: false, []),
        OptionForms.Line(minLength, maxLength, manyLines: false, check, normalize, blank), fallback)
        {
            Caution = caution ?? (static _ => null),
            Search = search,
        };

    /// <summary>A text of several lines in which names in braces are filled in later; any other name in braces is refused.</summary>
    public static Option<string> Template(string key, string fallback, int maxLength, IReadOnlyList<string> placeholders, string title, string help) => new(
        key, title, help,
        new OptionControl.Line(1, maxLength, ManyLines: true, placeholders),
        OptionForms.Line(1, maxLength, manyLines: true, text => TemplateText.Problem(text, placeholders), null), fallback);

    /// <param name="choices">2 to 25.</param>
    public static Option<string> Pick(string key, string fallback, string title, string help, params IReadOnlyList<PickChoice> choices) => new(
        key, title, help, new OptionControl.Pick(choices), OptionForms.Pick(choices), fallback);

    /// <summary>A channel, or none (<c>default</c>).</summary>
    public static Option<ChannelId> Channel(string key, bool botWrites, string title, string help, params IReadOnlyList<ChannelType> types) => new(
        key, title, help, new OptionControl.OneChannel(types, botWrites), OptionForms.Channel, default);

    public static Option<IReadOnlyList<ChannelId>> Channels(string key, int most, string title, string help, params IReadOnlyList<ChannelType> types) => new(
        key, title, help, new OptionControl.ManyChannels(most, types), OptionForms.Channels(most), []);

    public static Option<IReadOnlyList<RoleId>> Roles(string key, int most, bool botAssigns, string title, string help) => new(
        key, title, help, new OptionControl.ManyRoles(most, botAssigns), OptionForms.Roles(most), []);

    public static Option<IReadOnlyList<string>> Words(
        string key, int most, int maxLength, string title, string help, Func<string, string?>? check = null) => new(
        key, title, help, new OptionControl.Words(most, maxLength), OptionForms.Words(most, maxLength, check), []);
}

/// <summary>Reading, storing and showing, kind by kind.</summary>
internal static class OptionForms
{
    private static readonly char[] ListBreaks = [',', '\n', '\r', ';'];

    public static OptionForm<bool> Toggle { get; } = new(
        text => text.Trim().ToUpperInvariant() switch
        {
            "ON" or "YES" or "TRUE" or "1" or "ENABLE" or "ENABLED" => true,
            "OFF" or "NO" or "FALSE" or "0" or "DISABLE" or "DISABLED" => false,
            _ => OptionReading<bool>.Wrong("it is either `on` or `off`"),
        },
        value => value ? "on" : "off",
        value => value ? "on" : "off");

    public static OptionForm<ChannelId> Channel { get; } = new(
        text => IsNone(text) ? default(ChannelId)
            : TryId<ChannelId>(text, "<#", out var id) ? id
            : OptionReading<ChannelId>.Wrong("I see no such channel here; name one channel, for example `#general`, or write `none`"),
        id => id.Value == 0 ? "" : id.ToString(),
        id => id.Value == 0 ? "none" : Say.Channel(id));

    public static OptionForm<long> Whole(long min, long max, string unit, string? zero = null) => new(
        text => long.TryParse(text.Trim().Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : OptionReading<long>.Wrong($"it is a whole number from {Say.Number(min)} to {Say.Number(max)}"),
        value => value.ToString(CultureInfo.InvariantCulture),
        value => value == 0 && zero is not null ? zero
            : unit.Length == 0 ? Say.Number(value)
            : $"{Say.Number(value)} {(value == 1 && unit.EndsWith('s') ? unit[..^1] : unit)}");

    public static OptionForm<Coins> Amount(Coins min, Coins max, string? none = null) => new(
        text => (text.Trim() == "0" || (none is not null && (IsNone(text) || Same(none, text))) ? Coins.Zero : Plain(text)) is { } amount && amount >= min && amount <= max
            ? amount
            : OptionReading<Coins>.Wrong($"it is an amount from {Say.Coins(min)} to {Say.Coins(max)}, for example `1.5k`"),
        value => value.Value.ToString(CultureInfo.InvariantCulture),
        value => none is not null && value == Coins.Zero ? none : Say.Coins(value));

    public static OptionForm<TimeSpan> Span(TimeSpan min, TimeSpan max) => new(
        text => min == TimeSpan.Zero && IsNone(text) ? TimeSpan.Zero
            : DurationText.TryParse(text, out var span, out _) && span >= min && span <= max ? span
            : OptionReading<TimeSpan>.Wrong($"it is a time from {Say.Span(min)} to {Say.Span(max)}, for example `{DurationText.Write(max)}`"),
        value => value == TimeSpan.Zero ? "" : DurationText.Write(value),
        value => value == TimeSpan.Zero ? "none" : Say.Span(value));

    public static OptionForm<string> Line(
        int minLength, int maxLength, bool manyLines, Func<string, string?>? check, Func<string, string>? normalize, string blank = "none") => new(
        text =>
        {
            text = Clean(text, manyLines);
            text = minLength == 0 && IsNone(text) ? "" : normalize?.Invoke(text) ?? text;
            return text.Length < minLength || text.Length > maxLength
                ? OptionReading<string>.Wrong($"it has {(minLength == 0 ? "at most" : $"{minLength} to")} {maxLength} characters, and this has {Say.Number(text.Length)}")
                : text.Length > 0 && check?.Invoke(text) is { } problem ? OptionReading<string>.Wrong(problem) : text;
        },
        text => text,
        text => text.Length == 0 ? blank : Say.Typed(text, 100));

    public static OptionForm<string> Pick(IReadOnlyList<PickChoice> choices) => new(
        text => choices.FirstOrDefault(choice => Same(choice.Value, text) || Same(choice.Title, text)) is { } found
            ? found.Value
            : OptionReading<string>.Wrong($"it is one of {string.Join(", ", choices.Select(choice => $"`{choice.Value}`"))}"),
        value => value,
        value => choices.FirstOrDefault(choice => choice.Value == value)?.Title ?? value);

    public static OptionForm<IReadOnlyList<ChannelId>> Channels(int most) => Ids<ChannelId>(most, "<#", "channels", "`#general, #help`", Say.Channel);

    public static OptionForm<IReadOnlyList<RoleId>> Roles(int most) => Ids<RoleId>(most, "<@&", "roles", "`@Members`", id => $"<@&{id}>");

    public static OptionForm<IReadOnlyList<string>> Words(int most, int maxLength, Func<string, string?>? check) => new(
        text =>
        {
            if (IsNone(text))
            {
                return new OptionReading<IReadOnlyList<string>>([], null);
            }

            List<string> words = [.. text.Split(ListBreaks, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(word => Clean(word, manyLines: false))
                .Where(word => word.Length > 0)
                .Distinct(StringComparer.OrdinalIgnoreCase)];
            if (words is [var only] && IsNone(only))
            {
                words.Clear();
            }

            return words.Count > most ? OptionReading<IReadOnlyList<string>>.Wrong($"at most {most} fit")
                : words.FirstOrDefault(word => word.Length > maxLength) is { } tooLong ? OptionReading<IReadOnlyList<string>>.Wrong($"each has at most {maxLength} characters; {Say.Typed(tooLong, 30)} has more")
                : words.Select(word => check?.Invoke(word)).FirstOrDefault(problem => problem is not null) is { } wrong ? OptionReading<IReadOnlyList<string>>.Wrong(wrong)
                : new OptionReading<IReadOnlyList<string>>(words, null);
        },
        words => string.Join('\n', words),
        words => words.Count == 0 ? "none" : Say.Shorten(string.Join(", ", words.Select(word => Say.Typed(word, 30))), 200));

    private static OptionForm<IReadOnlyList<T>> Ids<T>(int most, string opening, string noun, string example, Func<T, string> show)
        where T : struct, ISnowflake<T> => new(
        text =>
        {
            if (IsNone(text))
            {
                return new OptionReading<IReadOnlyList<T>>([], null);
            }

            List<T> ids = [];
            foreach (var word in text.Replace("><", "> <", StringComparison.Ordinal).Split([' ', .. ListBreaks], StringSplitOptions.RemoveEmptyEntries))
            {
                if (!TryId<T>(word, opening, out var id))
                {
                    return OptionReading<IReadOnlyList<T>>.Wrong($"name {noun}, for example {example}, or write `none`");
                }

                if (!ids.Contains(id))
                {
                    ids.Add(id);
                }
            }

            return ids.Count > most
                ? OptionReading<IReadOnlyList<T>>.Wrong($"at most {most} {noun} fit")
                : new OptionReading<IReadOnlyList<T>>(ids, null);
        },
        ids => string.Join(',', ids),
        ids => ids.Count == 0 ? "none" : string.Join(", ", ids.Select(show)));

    /// <summary>A mention or a bare id.</summary>
    private static bool TryId<T>(string text, string opening, out T id)
        where T : struct, ISnowflake<T>
    {
        var span = text.AsSpan().Trim();
        if (span.StartsWith(opening, StringComparison.Ordinal) && span.EndsWith(">"))
        {
            span = span[opening.Length..^1];
        }

        return Snowflake.TryParse(span, out id);
    }

    /// <summary>A share ("half") has nothing here that it could be a share of.</summary>
    private static Coins? Plain(string text) =>
        AmountExpression.Parse(text) is { Ok: true, Amount: { IsShare: false } amount } && amount.Of(Coins.Ceiling) is AmountResolution.Exactly exactly ? exactly.Coins : null;

    private static bool IsNone(string text) => text.Trim().ToUpperInvariant() is "" or "NONE" or "-";

    private static bool Same(string known, string typed) => string.Equals(known, typed.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>Without control characters and half characters; line breaks stay where lines are wanted.</summary>
    private static string Clean(string text, bool manyLines)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsControl(rune) || (manyLines && rune.Value == '\n'))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString().Trim();
    }
}
