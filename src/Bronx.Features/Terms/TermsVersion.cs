using System.Globalization;

namespace Bronx.Features.Terms;

/// <summary>One published version of the Terms of Service, as its file under <c>Versions/</c> has it.</summary>
/// <param name="Number">Major and minor, "1.0"; what is stored with an acceptance.</param>
/// <param name="Text">Markdown with second-level headings, as Discord shows it.</param>
internal sealed record TermsVersion(Version Number, DateOnly Date, string Text)
{
    /// <summary>Since when nobody is asked for it any more; it stays readable for those who accepted it. Null while it counts.</summary>
    public DateOnly? Withdrawn { get; init; }

    /// <summary>The number as people read it and as it is stored.</summary>
    public string Name => Number.ToString(2);

    /// <summary>
    /// Reads a file: a line <c>version: 1.0</c>, a line <c>date: 2026-01-31</c>, for a withdrawn version a line
    /// <c>withdrawn: 2026-02-28</c>, an empty line, the text.
    /// </summary>
    public static TermsVersion Parse(string file, string content)
    {
        var (head, text) = content.ReplaceLineEndings("\n").Split("\n\n", 2) is [var first, var rest] ? (first.Split('\n'), rest.Trim()) : ([], "");
        DateOnly? withdrawn = null;
        if (head.Length is < 2 or > 3 || text.Length == 0
            || !Version.TryParse(Value(head[0], "version:"), out var number) || number.Build >= 0
            || ReadDate(head[1], "date:") is not { } date
            || (head.Length == 3 && (withdrawn = ReadDate(head[2], "withdrawn:")) is null))
        {
            throw new FormatException($"{file} must begin with \"version: 1.0\", \"date: 2026-01-31\", if it was withdrawn \"withdrawn: 2026-02-28\", and an empty line, then the text.");
        }

        return new TermsVersion(number, date, text) { Withdrawn = withdrawn };
    }

    private static DateOnly? ReadDate(string line, string key) =>
        DateOnly.TryParseExact(Value(line, key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static string? Value(string line, string key) =>
        line.StartsWith(key, StringComparison.Ordinal) ? line[key.Length..].Trim() : null;
}
