using System.Globalization;
using System.Text;
using Bronx.Discord.Models;
using Bronx.Platform.Ledger;

namespace Bronx.Platform.Text;

/// <summary>How a moment is shown by Discord, in each reader's own time zone and language.</summary>
public enum WhenStyle
{
    /// <summary>"in 5 minutes".</summary>
    Relative,

    /// <summary>"2 March 2026".</summary>
    Date,

    /// <summary>"2 March 2026 09:00".</summary>
    DateAndTime,

    /// <summary>"09:00".</summary>
    Time,
}

/// <summary>Values as people read them; the same everywhere.</summary>
public static class Say
{
    /// <summary>"1 coin", "1,500 coins".</summary>
    public static string Coins(Coins amount) => amount.Value == 1 ? "1 coin" : $"{Number(amount.Value)} coins";

    /// <summary>Grouped by thousands: "1,500".</summary>
    public static string Number(long value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>"1 command", "2 commands", "1,500 commands".</summary>
    public static string Count(long count, string one, string many) => $"{Number(count)} {(count == 1 ? one : many)}";

    /// <summary>A moment as Discord shows it to each reader.</summary>
    public static string When(DateTimeOffset moment, WhenStyle style = WhenStyle.Relative)
    {
        var letter = style switch
        {
            WhenStyle.Relative => 'R',
            WhenStyle.Date => 'D',
            WhenStyle.DateAndTime => 'f',
            WhenStyle.Time => 't',
            _ => throw new ArgumentOutOfRangeException(nameof(style)),
        };
        return string.Create(CultureInfo.InvariantCulture, $"<t:{moment.ToUnixTimeSeconds()}:{letter}>");
    }

    /// <summary>Rounded up to whole seconds and to its two largest units: "3 h 20 min", "45 s", "2 days 4 h".</summary>
    public static string Span(TimeSpan span)
    {
        var seconds = (long)Math.Ceiling(Math.Max(0, span.TotalSeconds));
        (long Size, string One, string Many)[] units = [(86_400, "day", "days"), (3_600, "h", "h"), (60, "min", "min"), (1, "s", "s")];
        for (var i = 0; i < units.Length - 1; i++)
        {
            var (size, one, many) = units[i];
            if (seconds < size)
            {
                continue;
            }

            var next = units[i + 1];
            var rest = seconds % size / next.Size;
            var first = $"{Number(seconds / size)} {(seconds / size == 1 ? one : many)}";
            return rest == 0 ? first : $"{first} {rest} {(rest == 1 ? next.One : next.Many)}";
        }

        return $"{seconds} s";
    }

    /// <summary>Milliseconds for people: "0.8 ms", "38 ms", "1.2 s".</summary>
    public static string Latency(TimeSpan span) => span.TotalMilliseconds switch
    {
        >= 1000 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s"),
        >= 10 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0.0} ms"),
    };

    /// <summary>A mention: shows the person's name, notifies only if the reply allows it.</summary>
    public static string User(UserId user) => $"<@{user}>";

    /// <summary>A mention of a channel.</summary>
    public static string Channel(ChannelId channel) => $"<#{channel}>";

    /// <summary>
    /// A person's text made harmless: one line, no Markdown, no mentions, no invisible or direction-changing characters, no more than
    /// <paramref name="maxLength"/> characters before escaping.
    /// </summary>
    public static string Safe(string? text, int maxLength = 100)
    {
        var safe = new StringBuilder();
        foreach (var rune in Shorten((text ?? "").Trim(), maxLength).EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    safe.Append(' ');
                    continue;
                case UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned when rune.Value != 0x200D:
                    continue;
            }

            if (rune.IsAscii && "\\*_~`|>#[]()-<@:".Contains((char)rune.Value, StringComparison.Ordinal) && NeedsEscape((char)rune.Value))
            {
                safe.Append('\\');
            }

            safe.Append(rune.ToString());
            if (rune.Value == '@')
            {
                // A zero-width joiner after the sign: no client takes what follows for a mention.
                safe.Append('\u200B');
            }
        }

        return safe.ToString();
    }

    /// <summary>A person's text between backticks, as code: for telling them what they typed.</summary>
    public static string Typed(string text, int maxLength = 60)
    {
        var clean = new StringBuilder();
        foreach (var rune in Shorten(text.Trim(), maxLength).EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Format)
            {
                continue;
            }

            clean.Append(category is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? " " : rune.Value == '`' ? "ˋ" : rune.ToString());
        }

        return clean.Length == 0 ? "(nothing)" : $"`{clean}`";
    }

    /// <summary>At most so many characters (UTF-16), an ellipsis in place of what was cut; no half of a character pair remains.</summary>
    public static string Shorten(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        var end = Math.Max(0, maxLength - 1);
        if (end > 0 && char.IsHighSurrogate(text[end - 1]))
        {
            end--;
        }

        return text[..end] + "…";
    }

    private static bool NeedsEscape(char sign) => sign is not ('@' or ')' or '-' or ':');
}
