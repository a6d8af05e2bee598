using System.Globalization;
using Bronx.Features.Gambling.Fairness;

namespace Bronx.Features.Gambling.Roulette;

/// <summary>One bet on the table: its name, the pockets it covers, and what a win pays back, stake included, in stakes.</summary>
internal sealed record RouletteBet(string Name, int Pays, Func<int, bool> Covers);

/// <summary>The European wheel: 37 pockets, one zero. A bet on n pockets pays 36/n stakes, so every bet returns 36/37.</summary>
internal static class RouletteRules
{
    public const int Pockets = 37;

    private static readonly HashSet<int> Reds = [1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36];

    /// <summary>Every bet but those on a single number, with what people call it; the first name is ours.</summary>
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

    /// <summary>What somebody wrote, as a bet; null when it is none.</summary>
    public static RouletteBet? Read(string text)
    {
        var word = text.Trim().ToLowerInvariant();
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number < Pockets && word.Length <= 2 ? Straight(number) : null;
        }

        return word == "green" ? Straight(0) : Outside.FirstOrDefault(bet => bet.Bet.Name == word || bet.Spellings.Contains(word)).Bet;
    }

    /// <summary>A bet on one number.</summary>
    public static RouletteBet Straight(int number) => new(number.ToString(CultureInfo.InvariantCulture), 36, pocket => pocket == number);

    /// <summary>What comes back, in stakes.</summary>
    public static int Pays(RouletteBet bet, int pocket) => bet.Covers(pocket) ? bet.Pays : 0;

    /// <summary>"red", "black" or "green".</summary>
    public static string Colour(int pocket) => pocket == 0 ? "green" : Reds.Contains(pocket) ? "red" : "black";
}
