using System.Text;

namespace Bronx.Features.Terms;

/// <summary>What counts as agreement, and how a long text is cut into pages.</summary>
internal static class TermsRules
{
    public const string Phrase = "I AGREE";

    /// <summary>Capital letters and blanks around or between the words do not matter; anything else does.</summary>
    public static bool Agrees(string typed) =>
        string.Join(' ', typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Equals(Phrase, StringComparison.OrdinalIgnoreCase);

    /// <summary>Cuts at headings, so that no section is torn unless it is longer than a page by itself.</summary>
    /// <param name="limit">Characters per page; an embed's description takes 4096.</param>
    public static IReadOnlyList<string> Pages(string text, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 2);
        var pages = new List<string>();
        var page = new StringBuilder();
        foreach (var section in Sections(text).SelectMany(section => Pieces(section, limit)))
        {
            if (page.Length > 0 && page.Length + 2 + section.Length > limit)
            {
                pages.Add(page.ToString());
                page.Clear();
            }

            page.Append(page.Length > 0 ? "\n\n" : "").Append(section);
        }

        pages.Add(page.ToString());
        return pages;
    }

    private static IEnumerable<string> Sections(string text) =>
        text.Split("\n## ").Select((section, index) => (index == 0 ? section : "## " + section).Trim()).Where(section => section.Length > 0);

    private static IEnumerable<string> Pieces(string section, int limit)
    {
        while (section.Length > limit)
        {
            var cut = section.LastIndexOfAny(['\n', ' '], limit - 1);
            cut = cut > 0 ? cut : char.IsHighSurrogate(section[limit - 1]) ? limit - 1 : limit;
            yield return section[..cut].TrimEnd();
            section = section[cut..].TrimStart();
        }

        if (section.Length > 0)
        {
            yield return section;
        }
    }
}
