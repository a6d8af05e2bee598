using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Bronx.Features.AutoModeration.Judging;

/// <summary>What can be counted in one text.</summary>
internal static partial class TextFacts
{
    /// <summary>Fewer letters than this are no shouting: "OK", "LOL", "WOW NICE".</summary>
    public const int LeastLetters = 12;

    /// <summary>The share of capitals among the letters, in percent; 0 for short texts. Mentions, emoji and addresses do not count.</summary>
    public static int CapitalPercent(string text)
    {
        var (capitals, smalls) = (0, 0);
        foreach (var rune in NotWords().Replace(text, " ").EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.UppercaseLetter:
                    capitals++;
                    break;
                case UnicodeCategory.LowercaseLetter:
                    smalls++;
                    break;
            }
        }

        return capitals + smalls < LeastLetters ? 0 : 100 * capitals / (capitals + smalls);
    }

    /// <summary>How many people and roles a text mentions, each once, and attempts to ring everybody.</summary>
    public static int Mentions(string text) => text.Contains('@', StringComparison.Ordinal)
        ? MentionPattern().Matches(text).Select(match => match.Value.Replace("!", "", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Count()
        : 0;

    /// <summary>The same for texts that a person takes for the same: case, spaces and unseen signs aside. 0 for no text.</summary>
    public static ulong Fingerprint(string text)
    {
        const ulong prime = 1_099_511_628_211;
        var sum = 14_695_981_039_346_656_037;
        var any = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || LetterFold.IsUnseen(rune))
            {
                continue;
            }

            any = true;
            sum = (sum ^ (ulong)Rune.ToLowerInvariant(rune).Value) * prime;
        }

        return any ? Math.Max(1, sum) : 0;
    }

    [GeneratedRegex(@"<[^\s>]{1,60}>|https?://\S+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NotWords();

    [GeneratedRegex(@"<@[!&]?[0-9]{15,20}>|@everyone|@here", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex MentionPattern();
}
