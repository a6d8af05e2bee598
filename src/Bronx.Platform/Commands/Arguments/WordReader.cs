namespace Bronx.Platform.Commands.Arguments;

/// <summary>Splits text into words; "quotation marks" hold several together, also the curly ones that telephones write.</summary>
internal static class WordReader
{
    /// <summary>More words than any command takes one by one; the rest of the text stays whole all the same.</summary>
    private const int MostWords = 256;

    public static IReadOnlyList<Word> Read(string text)
    {
        List<Word> words = [];
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            if (words.Count == MostWords)
            {
                words.Add(new(text[at..].TrimEnd(), at, text.Length, Quoted: false));
                return words;
            }

            var close = ClosingQuote(text, at);
            if (close > at + 1)
            {
                words.Add(new(text[(at + 1)..close], at, close + 1, Quoted: true));
                at = close + 1;
                continue;
            }

            var end = at;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            words.Add(new(text[at..end], at, end, Quoted: false));
            at = end;
        }

        return words;
    }

    /// <summary>Where the quotation opened at a position ends; -1 when none opens there, or it never closes.</summary>
    private static int ClosingQuote(string text, int at)
    {
        var closing = text[at] switch { '"' => "\"", '“' or '”' or '„' => "”“", _ => "" };
        if (closing.Length == 0)
        {
            return -1;
        }

        var close = text.AsSpan(at + 1).IndexOfAny(closing);
        if (close < 0)
        {
            return -1;
        }

        close += at + 1;
        return close + 1 == text.Length || char.IsWhiteSpace(text[close + 1]) ? close : -1;
    }
}
