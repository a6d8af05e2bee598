using Bronx.Features.Gambling.Blackjack;

namespace Bronx.Benchmarks.Odds;

/// <summary>The table of docs/guide/gambling.md: the best play of blackjack by these rules.</summary>
internal static class BasicStrategy
{
    public static Move For(Round round)
    {
        var hand = round.InPlay!;
        var up = round.Dealer.Cards[0].Points;
        if (round.Allows(Move.Split) && Splits(hand.Cards[0].Points, up))
        {
            return Move.Split;
        }

        if (round.Allows(Move.Double))
        {
            return Move.Double;
        }

        return Stands(hand, up) ? Move.Stand : Move.Hit;
    }

    private static bool Splits(int card, int up) => card switch
    {
        1 or 8 => true,
        2 or 3 => up is >= 4 and <= 7,
        6 => up is >= 3 and <= 6,
        7 => up is >= 2 and <= 7,
        9 => up is (>= 2 and <= 6) or 8 or 9,
        _ => false,
    };

    private static bool Stands(Hand hand, int up) => hand.IsSoft
        ? hand.Total >= 19 || (hand.Total == 18 && up is >= 2 and <= 8)
        : hand.Total >= 17 || (hand.Total >= 13 && up is >= 2 and <= 6) || (hand.Total == 12 && up is >= 4 and <= 6);
}
