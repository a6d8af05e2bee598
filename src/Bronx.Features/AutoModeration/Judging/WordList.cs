namespace Bronx.Features.AutoModeration.Judging;

/// <summary>
/// Banned words, ready for looking. A word counts only where it stands as a whole word; a star stands for any letters. Letters drawn
/// out three times and more are read once.
/// </summary>
internal sealed class WordList
{
    private readonly Dictionary<string, string> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _exactDrawn = new(StringComparer.Ordinal);
    private readonly List<(string Pattern, string Drawn, string Entry)> _stars = [];
    private readonly List<(string[] Words, string Entry)> _phrases = [];
    private readonly HashSet<string> _allowed;

    public WordList(IReadOnlyList<string> banned, IReadOnlyList<string> allowed)
    {
        _allowed = [.. allowed.SelectMany(entry => FoldedText.Of(entry).Readings()).Select(reading => string.Join(' ', reading))];
        foreach (var entry in banned)
        {
            Add(entry);
        }
    }

    public bool IsEmpty => _exact.Count + _stars.Count + _phrases.Count == 0;

    /// <summary>The entry that a text goes against; null when it goes against none.</summary>
    public string? Find(string text)
    {
        if (IsEmpty)
        {
            return null;
        }

        var folded = FoldedText.Of(text);
        foreach (var reading in folded.Readings())
        {
            foreach (var word in reading)
            {
                if (Find(word, withStars: true) is { } entry)
                {
                    return entry;
                }
            }

            if (_phrases.Find(phrase => Holds(reading, phrase.Words)).Entry is { } found)
            {
                return found;
            }
        }

        foreach (var (word, tiny) in folded.Joined())
        {
            if (Find(word, withStars: tiny) is { } entry)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>One letter for each run of the same.</summary>
    internal static string Once(string word)
    {
        var once = new System.Text.StringBuilder(word.Length);
        foreach (var letter in word)
        {
            if (once.Length == 0 || once[^1] != letter)
            {
                once.Append(letter);
            }
        }

        return once.ToString();
    }

    private void Add(string entry)
    {
        // The star is formatting to the reader, so the parts around it are read one by one.
        if (entry.Contains('*', StringComparison.Ordinal))
        {
            var pattern = string.Join('*', entry.Split('*').Select(part => string.Concat(FoldedText.Of(part).Readings().First())));
            _stars.Add((pattern, Once(pattern), entry));
            return;
        }

        foreach (var reading in FoldedText.Of(entry).Readings())
        {
            if (reading.Count > 1)
            {
                _phrases.Add(([.. reading], entry));
            }

            // A hyphenated entry is found written together, too.
            var word = string.Concat(reading);
            if (reading.Count == 1 || !entry.Contains(' ', StringComparison.Ordinal))
            {
                _exact.TryAdd(word, entry);
                _exactDrawn.TryAdd(Once(word), entry);
            }
        }
    }

    private string? Find(string word, bool withStars)
    {
        if (_allowed.Contains(word))
        {
            return null;
        }

        var drawn = IsDrawnOut(word);
        var letters = drawn ? Once(word) : word;
        return (drawn ? _exactDrawn : _exact).TryGetValue(letters, out var entry) ? entry
            : withStars ? _stars.Find(star => Fits(letters, drawn ? star.Drawn : star.Pattern)).Entry
            : null;
    }

    private static bool IsDrawnOut(string word)
    {
        for (var i = 2; i < word.Length; i++)
        {
            if (word[i] == word[i - 1] && word[i] == word[i - 2])
            {
                return true;
            }
        }

        return false;
    }

    private static bool Holds(IReadOnlyList<string> reading, string[] phrase)
    {
        for (var i = 0; i + phrase.Length <= reading.Count; i++)
        {
            var at = i;
            if (phrase.Select((word, offset) => reading[at + offset] == word).All(same => same))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a word fits a pattern with stars, each for any number of letters.</summary>
    private static bool Fits(string word, string pattern)
    {
        var parts = pattern.Split('*');
        var (first, last) = (parts[0], parts[^1]);
        if (word.Length < first.Length + last.Length || !word.StartsWith(first, StringComparison.Ordinal) || !word.EndsWith(last, StringComparison.Ordinal))
        {
            return false;
        }

        var (from, until) = (first.Length, word.Length - last.Length);
        foreach (var part in parts[1..^1])
        {
            var found = word.AsSpan(from, until - from).IndexOf(part, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            from += found + part.Length;
        }

        return true;
    }
}
