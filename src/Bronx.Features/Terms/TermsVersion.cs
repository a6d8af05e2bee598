using System.Globalization;

namespace Bronx.Features.Terms;

/// <summary>One published version of the Terms of Service, as its file under <c>Versions/</c> has it.</summary>
/// <param name="Number">Major and minor, "1.0"; what is stored with an acceptance.</param>
/// <param name="Text">Markdown with second-level headings, as Discord shows it.</param>
internal sealed record TermsVersion(Version Number, DateOnly Date, string Text)
{
    /// <summary>The number as people read it and as it is stored.</summary>
    public string Name => Number.ToString(2);

    /// <summary>Reads a file: a line <c>version: 1.0</c>, a line <c>date: 2026-01-31</c>, an empty line, the text.</summary>
    public static TermsVersion Parse(string file, string content)
    {
        var lines = content.ReplaceLineEndings("\n").Split('\n', 4);
        if (lines.Length < 4
            || !Version.TryParse(Value(lines[0], "version:"), out var number) || number.Build >= 0
            || !DateOnly.TryParseExact(Value(lines[1], "date:"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            || lines[2].Length != 0
            || lines[3].Trim() is not { Length: > 0 } text)
        {
            throw new FormatException($"{file} must begin with \"version: 1.0\", \"date: 2026-01-31\" and an empty line, then the text.");
        }

        return new TermsVersion(number, date, text);
    }

    private static string? Value(string line, string key) =>
        line.StartsWith(key, StringComparison.Ordinal) ? line[key.Length..].Trim() : null;
}
