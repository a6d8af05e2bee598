using System.Globalization;
using System.Text;

namespace Bronx.Features.Economy.Owner;

/// <summary>Why an owner gives or takes. It stands in the journal for good, so it never names a person.</summary>
internal static class OwnerReason
{
    public const int MaxLength = 80;

    /// <summary>From this many digits in a row it may be somebody's id.</summary>
    private const int IdDigits = 15;

    /// <summary>One line of printable characters; null when nothing is left or it holds an id.</summary>
    public static string? Clean(string typed)
    {
        var clean = new StringBuilder();
        foreach (var rune in typed.EnumerateRunes())
        {
            var isPlain = rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
            clean.Append(isPlain ? rune.ToString() : " ");
        }

        var reason = clean.ToString().Trim();
        var digits = 0;
        foreach (var sign in reason)
        {
            digits = char.IsAsciiDigit(sign) ? digits + 1 : 0;
            if (digits >= IdDigits)
            {
                return null;
            }
        }

        return reason.Length is 0 or > MaxLength ? null : reason;
    }
}
