using System.Text;

namespace Bronx.Features.AutoModeration.Judging;

/// <summary>
/// The words of a text as a person would read them, whatever they are dressed up as: look-alike letters, digits for letters, unseen
/// signs, formatting, letters set apart.
/// </summary>
internal sealed class FoldedText
{
    /// <summary>Three letters apart are a habit of writing a word so; two are "a b".</summary>
    private const int LeastApart = 3;

    /// <summary>Letters that are words by themselves: "u r a f o o l" begins at its f.</summary>
    private const string AloneToo = "aiur";

    private readonly List<Region> _regions;

    private FoldedText(List<Region> regions) => _regions = regions;

    public static FoldedText Of(string text) => new(Regions(text));

    /// <summary>Every reading of the text as a sequence of words: digits as digits, and for letters in two ways (1 as i, 1 as l).</summary>
    public IEnumerable<IReadOnlyList<string>> Readings()
    {
        yield return Reading(Dialect.Plain);
        if (_regions.Exists(region => region.HasTricks))
        {
            yield return Reading(Dialect.OneIsI);
            yield return Reading(Dialect.OneIsL);
        }
    }

    /// <summary>Words that only show when what stands between their letters is left out: "i.d.i.o.t", "i d i o t".</summary>
    /// <returns>The word, and whether all its pieces were tiny, so that it was hardly meant as several words.</returns>
    public IEnumerable<(string Word, bool Tiny)> Joined()
    {
        Dialect[] dialects = _regions.Exists(region => region.HasTricks) ? [Dialect.Plain, Dialect.OneIsI, Dialect.OneIsL] : [Dialect.Plain];
        foreach (var dialect in dialects)
        {
            foreach (var region in _regions)
            {
                var pieces = region.Pieces(dialect);
                if (pieces.Count > 1)
                {
                    yield return (string.Concat(pieces), pieces.TrueForAll(piece => piece.Length <= 2));
                }
            }

            foreach (var word in Apart(dialect))
            {
                yield return (word, true);
            }
        }
    }

    private List<string> Reading(Dialect dialect) => [.. _regions.SelectMany(region => region.Pieces(dialect))];

    private IEnumerable<string> Apart(Dialect dialect)
    {
        var word = new StringBuilder();
        foreach (var region in _regions.Append(Region.End))
        {
            if (region.IsSingle)
            {
                word.Append(region.Pieces(dialect) is [var one] ? one : "");
                continue;
            }

            for (var begin = 0; begin + LeastApart <= word.Length; begin++)
            {
                yield return word.ToString(begin, word.Length - begin);
                if (!AloneToo.Contains(word[begin], StringComparison.Ordinal))
                {
                    break;
                }
            }

            word.Clear();
        }
    }

    private static List<Region> Regions(string text)
    {
        List<Region> regions = [];
        List<Unit> units = [];
        var runes = text.EnumerateRunes().Where(rune => !LetterFold.IsUnseen(rune)).ToArray();
        for (var i = 0; i < runes.Length; i++)
        {
            var rune = runes[i];
            if (rune.Value == '<' && EndOfMarkup(runes, i) is { } end)
            {
                // A mention or custom emoji: its name is not the writer's.
                Close();
                i = end;
            }
            else if (Rune.IsWhiteSpace(rune))
            {
                Close();
            }
            else if (rune.Value is '*' or '~' or '`' or '\\' || (rune.Value == '|' && Next(runes, i) == '|') || (rune.Value == '|' && i > 0 && runes[i - 1].Value == '|'))
            {
                // Formatting: not seen, so it parts no word.
            }
            else
            {
                units.Add(Unit.Of(rune));
            }
        }

        Close();
        return regions;

        void Close()
        {
            if (units.Count > 0)
            {
                regions.Add(new Region(units));
                units = [];
            }
        }
    }

    private static int Next(Rune[] runes, int at) => at + 1 < runes.Length ? runes[at + 1].Value : 0;

    private static int? EndOfMarkup(Rune[] runes, int from)
    {
        if (Next(runes, from) is not ('@' or '#' or ':' or 'a' or 't' or '/'))
        {
            return null;
        }

        for (var i = from + 1; i < runes.Length && i < from + 60 && !Rune.IsWhiteSpace(runes[i]); i++)
        {
            if (runes[i].Value == '>')
            {
                return i;
            }
        }

        return null;
    }

    private enum Dialect
    {
        Plain,
        OneIsI,
        OneIsL,
    }

    /// <summary>One sign: what it is read as, and what it may stand for.</summary>
    /// <param name="Plain">A letter or digit; null for what parts words.</param>
    /// <param name="Trick">The letter a digit or symbol may stand for; '1' for i or l, 0 for none.</param>
    private readonly record struct Unit(string? Plain, char Trick, bool IsLetter, bool OnlyInside)
    {
        public static Unit Of(Rune rune)
        {
            var plain = LetterFold.Read(rune);
            var trick = (plain is { Length: 1 } ? plain[0] : rune.IsAscii || rune.Value == '€' ? (char)rune.Value : '\0') switch
            {
                '0' => 'o',
                '1' or '!' or '|' => '1',
                '3' or '€' => 'e',
                '4' or '@' => 'a',
                '5' or '$' => 's',
                '7' or '+' => 't',
                '8' => 'b',
                '9' => 'g',
                _ => '\0',
            };
            return new Unit(plain, trick, plain is not null && !char.IsAsciiDigit(plain[0]), rune.Value is '!' or '|' or '+');
        }

        public string? In(Dialect dialect) => dialect == Dialect.Plain || Trick == '\0' ? Plain
            : Trick == '1' ? (dialect == Dialect.OneIsI ? "i" : "l")
            : Trick.ToString();
    }

    /// <summary>What stands between two spaces.</summary>
    private sealed class Region(List<Unit> units)
    {
        public static readonly Region End = new([]);

        /// <summary>A number alone is a number: only beside letters do digits stand for letters.</summary>
        public bool HasTricks { get; } = units.Exists(unit => unit.IsLetter) && units.Exists(unit => unit.Trick != '\0');

        /// <summary>One letter, or one sign that may stand for one.</summary>
        public bool IsSingle { get; } = units.Count(unit => unit.Plain is not null || unit.Trick != '\0') == 1;

        public List<string> Pieces(Dialect dialect)
        {
            List<string> pieces = [];
            var piece = new StringBuilder();
            for (var i = 0; i < units.Count; i++)
            {
                if (ReadAs(i, dialect) is { } letter)
                {
                    piece.Append(letter);
                }
                else if (piece.Length > 0)
                {
                    pieces.Add(piece.ToString());
                    piece.Clear();
                }
            }

            if (piece.Length > 0)
            {
                pieces.Add(piece.ToString());
            }

            return pieces;
        }

        private string? ReadAs(int at, Dialect dialect)
        {
            var unit = units[at];
            if (!HasTricks && !(IsSingle && unit.Trick != '\0'))
            {
                return unit.Plain;
            }

            // "idiot!" is a cry and not a letter; "id!ot" is a trick.
            var cry = unit.OnlyInside && (at == units.Count - 1 || (units[at + 1].Plain is null && units[at + 1].OnlyInside)) && !IsSingle;
            return cry ? null : unit.In(dialect);
        }
    }
}
