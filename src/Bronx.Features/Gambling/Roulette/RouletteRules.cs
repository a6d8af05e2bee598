using System.Collections.Immutable;
using System.Globalization;
using Bronx.Features.Gambling.Fairness;

namespace Bronx.Features.Gambling.Roulette;

/// <summary>One bet on the table: its name, the pockets it covers, and what a win pays back, stake included, in stakes.</summary>
internal sealed record RouletteBet(string Name, int Pays, Func<int, bool> Covers);

/// <summary>The European wheel: 37 pockets, one zero. A bet on n pockets pays 36/n stakes, so every bet returns 36/37.</summary>
internal static class RouletteRules
{
    public const int Pockets = 37;

    private const char Between = '/';

    private static readonly HashSet<int> Reds = [1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36];

    /// <summary>The pockets as they lie on the European wheel, clockwise from zero.</summary>
    public static ImmutableArray<int> Wheel { get; } =
        [0, 32, 15, 19, 4, 21, 2, 25, 17, 34, 6, 27, 13, 36, 11, 30, 8, 23, 10, 5, 24, 16, 33, 1, 20, 14, 31, 9, 22, 18, 29, 7, 28, 12, 35, 3, 26];

    /// <summary>Every bet but those on numbers, with what people call it; the first name is ours.</summary>
    public static IReadOnlyList<(RouletteBet Bet, string[] Spellings)> Outside { get; } =
    [
        (new("red", 2, Reds.Contains), ["r"]),
        (new("black", 2, pocket => pocket > 0 && !Reds.Contains(pocket)), ["b"]),
        (new("odd", 2, pocket => pocket % 2 == 1), []),
        (new("even", 2, pocket => pocket > 0 && pocket % 2 == 0), []),
        (new("low", 2, pocket => pocket is >= 1 and <= 18), ["1-18"]),
        (new("high", 2, pocket => pocket >= 19), ["19-36"]),
        (new("1st12", 3, pocket => pocket is >= 1 and <= 12), ["1-12", "dozen1"]),
        (new("2nd12", 3, pocket => pocket is >= 13 and <= 24), ["13-24", "dozen2"]),
        (new("3rd12", 3, pocket => pocket >= 25), ["25-36", "dozen3"]),
        (new("column1", 3, pocket => pocket % 3 == 1), ["col1"]),
        (new("column2", 3, pocket => pocket % 3 == 2), ["col2"]),
        (new("column3", 3, pocket => pocket > 0 && pocket % 3 == 0), ["col3"]),
    ];

    /// <summary>The bet's first number below 37.</summary>
    public static int Spin(FairStream stream) => stream.Below(Pockets);

    /// <summary>A pocket of the wheel as somebody wrote it. Elsewhere 00 is a pocket of its own; here there is none, and it is not taken for 0.</summary>
    private static int? Pocket(string text) =>
        text.Length is 1 or 2 && text != "00" && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < Pockets ? number : null;

    /// <summary>What somebody wrote, as a bet; null when it is none.</summary>
    public static RouletteBet? Read(string text)
    {
        var word = text.Trim().ToLowerInvariant();
        if (word.All(char.IsAsciiDigit))
        {
            return Pocket(word) is { } number ? Straight(number) : null;
        }

        if (word.Contains(Between, StringComparison.Ordinal))
        {
            return Inside(word);
        }

        return word == "green" ? Straight(0) : Outside.FirstOrDefault(bet => bet.Bet.Name == word || bet.Spellings.Contains(word)).Bet;
    }

    /// <summary>A bet on one number.</summary>
    public static RouletteBet Straight(int number) => new(number.ToString(CultureInfo.InvariantCulture), 36, pocket => pocket == number);

    /// <summary>
    /// A bet on neighbours of the table, three numbers to a row: two side by side (split), a row (street), a square (corner), two rows (six
    /// line); with zero the splits 0/1, 0/2, 0/3, the trios 0/1/2 and 0/2/3, and the first four.
    /// </summary>
    private static RouletteBet? Inside(string word)
    {
        List<int> numbers = [];
        foreach (var part in word.Split(Between))
        {
            if (numbers.Count == 6 || Pocket(part) is not { } number)
            {
                return null;
            }

            numbers.Add(number);
        }

        numbers.Sort();
        return IsOnTheTable(numbers) ? new(string.Join(Between, numbers), 36 / numbers.Count, numbers.Contains) : null;
    }

    /// <param name="numbers">In ascending order.</param>
    private static bool IsOnTheTable(List<int> numbers)
    {
        var (first, count) = (numbers[0], numbers.Count);
        int[] shape = count switch
        {
            2 when first == 0 => [0, numbers[1] is >= 1 and <= 3 ? numbers[1] : -1],
            2 => [first, numbers[1] == first + 3 ? first + 3 : first % 3 == 0 ? -1 : first + 1],
            3 when first == 0 => numbers[1] == 1 ? [0, 1, 2] : [0, 2, 3],
            3 => first % 3 == 1 ? [first, first + 1, first + 2] : [],
            4 when first == 0 => [0, 1, 2, 3],
            4 => first % 3 == 0 ? [] : [first, first + 1, first + 3, first + 4],
            6 => first % 3 == 1 ? [.. Enumerable.Range(first, 6)] : [],
            _ => [],
        };
        return numbers.SequenceEqual(shape);
    }

    /// <summary>What comes back, in stakes.</summary>
    public static int Pays(RouletteBet bet, int pocket) => bet.Covers(pocket) ? bet.Pays : 0;

    /// <summary>"red", "black" or "green".</summary>
    public static string Colour(int pocket) => pocket == 0 ? "green" : Reds.Contains(pocket) ? "red" : "black";
}
