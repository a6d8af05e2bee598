using System.Globalization;
using System.Text;
using Bronx.Platform.Text;

namespace Bronx.Features.Welcome;

/// <summary>
/// A name as it may stand in a greeting. People choose names to trick: with mentions, Markdown, links and invites that would be
/// unfolded, letters that turn the line around, towers of accents.
/// </summary>
internal static class SafeName
{
    public const int Longest = 40;

    /// <summary>More accents than this on one letter belong to no script; they climb over the lines above.</summary>
    private const int MostAccents = 2;

    private const char Gap = '\u200B';
    private const char IsolateStart = '\u2068';
    private const char IsolateEnd = '\u2069';

    /// <summary>Never empty; on one line; notifies nobody, links nowhere and leaves the text around it in its order.</summary>
    public static string Of(string? name)
    {
        var safe = Say.Safe(WithoutTowers(name ?? ""), Longest);
        if (string.IsNullOrWhiteSpace(safe))
        {
            return "somebody";
        }

        var text = new StringBuilder(safe.Length + 8);
        foreach (var sign in safe)
        {
            // A dot or slash with a gap behind it begins no address; the name looks the same.
            text.Append(sign);
            if (sign is '.' or '/' or ':')
            {
                text.Append(Gap);
            }
        }

        if (text[0] is '-' or '+')
        {
            // At the beginning of a line these make a list.
            text.Insert(0, '\\');
        }

        return IsRightToLeft(safe) ? $"{IsolateStart}{text}{IsolateEnd}" : text.ToString();
    }

    private static string WithoutTowers(string name)
    {
        var accents = 0;
        var flat = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            accents = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark ? accents + 1 : 0;
            if (accents <= MostAccents)
            {
                flat.Append(rune.ToString());
            }
        }

        return flat.ToString();
    }

    /// <summary>Hebrew, Arabic and their neighbours, with their presentation forms.</summary>
    private static bool IsRightToLeft(string text) => text.EnumerateRunes().Any(rune =>
        rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF));
}
