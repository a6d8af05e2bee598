using System.Text;

namespace Bronx.Platform.Options;

/// <summary>Texts with names in braces: <c>Welcome, {user}!</c>. Only names from an allow-list mean something; a doubled brace is a brace.</summary>
public static class TemplateText
{
    /// <summary>What is wrong with the braces, in words; null when nothing is.</summary>
    public static string? Problem(string text, IReadOnlyList<string> placeholders)
    {
        string? unknown = null;
        Walk(text, name =>
        {
            if (!placeholders.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                unknown ??= name;
            }

            return "";
        });
        return unknown is null
            ? null
            : $"there is no `{{{Text.Say.Shorten(unknown.Replace("`", "", StringComparison.Ordinal), 20)}}}`; these exist: {string.Join(", ", placeholders.Select(name => $"`{{{name}}}`"))}";
    }

    /// <summary>The text with each name replaced; what is filled in is never read again.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Walk(text, name => values.TryGetValue(name.ToLowerInvariant(), out var value) ? value : $"{{{name}}}");

    private static string Walk(string text, Func<string, string> replace)
    {
        var filled = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '{' or '}' && i + 1 < text.Length && text[i + 1] == text[i])
            {
                filled.Append(text[i++]);
            }
            else if (text[i] == '{' && text.IndexOf('}', i) is var end and > 0 && text.AsSpan(i + 1, end - i - 1).IndexOfAny('{', '\n', ' ') < 0)
            {
                filled.Append(replace(text[(i + 1)..end]));
                i = end;
            }
            else
            {
                filled.Append(text[i]);
            }
        }

        return filled.ToString();
    }
}
