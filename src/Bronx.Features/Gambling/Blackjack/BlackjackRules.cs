using Bronx.Platform.Ledger;

namespace Bronx.Features.Gambling.Blackjack;

/// <summary>
/// Blackjack from an endless shoe. A natural pays 3 to 2; the dealer looks for a natural at once, draws to 16 and on a soft 17; a hard
/// 11 may be doubled; one pair may be split, once; split hands are not doubled, split aces get one card each; no insurance.
/// With the best play 98.48 % of the first stake come back.
/// </summary>
internal static class BlackjackRules
{
    /// <summary>Stakes that a round can need: the first, and one for a double or a split.</summary>
    public const int MostStakes = 2;

    /// <summary>21 with two cards. After a split it is no natural, and nobody asks.</summary>
    public static bool IsNatural(Hand hand) => hand.Cards.Count == 2 && hand.Total == 21;

    public static bool MayDouble(Hand hand) => hand is { Cards.Count: 2, IsSoft: false, Total: 11 };

    public static bool DealerDraws(Hand dealer) => dealer.Total < 17 || dealer is { Total: 17, IsSoft: true };

    /// <summary>What comes back for one stake on a hand of a round that is over; 0 for a loss.</summary>
    /// <param name="stake">One stake, so a doubled hand has it twice.</param>
    public static Coins Pays(Round round, Hand hand, Coins stake)
    {
        if (round.IsNatural)
        {
            return IsNatural(round.Dealer) ? stake : stake + new Coins(stake.Value * 3 / 2);
        }

        if (hand.IsBust || IsNatural(round.Dealer))
        {
            return Coins.Zero;
        }

        return round.Dealer.IsBust || hand.Total > round.Dealer.Total ? stake + stake
            : hand.Total == round.Dealer.Total ? stake
            : Coins.Zero;
    }

    /// <summary>What comes back for each stake on the table, in the order in which they were laid.</summary>
    public static IReadOnlyList<Coins> Pays(Round round, Coins stake) =>
        [.. round.Hands.SelectMany(hand => Enumerable.Repeat(Pays(round, hand, stake), hand.Stakes))];

    /// <summary>The moves of a player who stands from here on.</summary>
    public static string StandFrom(string moves, Round round)
    {
        while (round.TryPlay(Move.Stand))
        {
            moves += (char)Move.Stand;
        }

        return moves;
    }
}
