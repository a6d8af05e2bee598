using System.Globalization;

namespace Bronx.Features.Gambling.Blackjack;

/// <summary>One card of the endless shoe.</summary>
/// <param name="Number">0–51: the rank is the remainder by 13 (0 is the ace), the suit what is left (spades, hearts, diamonds, clubs).</param>
internal readonly record struct Card(int Number)
{
    /// <summary>How many different ones there are.</summary>
    public const int Kinds = 52;

    private const string Suits = "♠♥♦♣";

    /// <summary>1 for an ace, 10 for a picture.</summary>
    public int Points => Math.Min((Number % 13) + 1, 10);

    public bool IsAce => Number % 13 == 0;

    /// <summary>"A♠", "10♦", "K♣".</summary>
    public string Face => (Number % 13) switch
    {
        0 => "A",
        10 => "J",
        11 => "Q",
        12 => "K",
        var rank => (rank + 1).ToString(CultureInfo.InvariantCulture),
    }
    + Suits[Number / 13];
}
