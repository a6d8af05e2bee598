using System.Globalization;
using System.Text;

namespace Bronx.Dashboard.Pages;

/// <summary>
/// A name that somebody gave themselves, a server or a role, as it may stand in a page or its title: without signs that turn or break the line,
/// towers of accents, or the length to push everything else away. What is left is text; <see cref="Html"/> encodes it.
/// </summary>
internal static class PlainName
{
    public const int Longest = 80;

    /// <summary>More on one letter belong to no script.</summary>
    private const int MostAccents = 2;

    private const int Joiner = 0x200D;

    /// <param name="instead">Where nothing is left.</param>
    public static string Of(string? name, string instead)
    {
        var plain = new StringBuilder();
        var (letters, accents) = (0, 0);
        foreach (var rune in (name ?? "").EnumerateRunes())
        {
            var kind = Rune.GetUnicodeCategory(rune);
            accents = kind is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark ? accents + 1 : 0;
            if (accents > MostAccents || (kind is UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned && rune.Value != Joiner))
            {
                continue;
            }

            if (++letters > Longest)
            {
                plain.Append('…');
                break;
            }

            plain.Append(kind is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? " " : rune.ToString());
        }

        var text = plain.ToString().Trim();
        return text.Trim((char)Joiner).Length == 0 ? instead : text;
    }
}
