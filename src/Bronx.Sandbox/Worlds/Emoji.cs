using System.Diagnostics.CodeAnalysis;

namespace Bronx.Sandbox.Worlds;

/// <summary>A Unicode emoji by itself, or a custom one by name and id.</summary>
internal sealed record Emoji(Snowflake? Id, string Name)
{
    /// <summary>What stands in a reaction's path once the percent-encoding is off: the emoji, or <c>name:id</c>.</summary>
    public string PathText => Id is null ? Name : $"{Name}:{Id}";

    /// <summary>
    /// Reads the decoded path part. Plain letters and digits are no emoji; that is how Discord answers 10014 to <c>smile</c> or to
    /// an id without its name.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Emoji? emoji)
    {
        emoji = null;
        var parts = text.Split(':');
        if (parts.Length == 2 && parts[0].Length is >= 2 and <= 32 && Snowflake.TryParse(parts[1], out var id))
        {
            emoji = new Emoji(id, parts[0]);
        }
        else if (text.Length is > 0 and <= 40 && LooksLikeOne(text))
        {
            emoji = new Emoji(null, text);
        }

        return emoji is not null;
    }

    // Emoji begin with a symbol, a flag letter above the basic plane, or a digit, # or * followed by the keycap mark.
    private static bool LooksLikeOne(string text)
    {
        if (text.EndsWith('\u20E3'))
        {
            return text.Length is 2 or 3 && (char.IsAsciiDigit(text[0]) || text[0] is '#' or '*');
        }

        return !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || char.IsLetterOrDigit(c) || (c < 0x80))
            || text[0] is '\u00A9' or '\u00AE' or '\u2139';
    }
}
