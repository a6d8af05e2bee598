namespace Bronx.Features.Gambling.Blackjack;

/// <summary>Cards in front of somebody. An ace counts 11 as long as the hand stays at 21 or below.</summary>
internal sealed class Hand
{
    private readonly List<Card> _cards = [];
    private int _points;
    private bool _hasAce;

    public IReadOnlyList<Card> Cards => _cards;

    public int Total => IsSoft ? _points + 10 : _points;

    /// <summary>Whether an ace counts 11.</summary>
    public bool IsSoft => _hasAce && _points <= 11;

    public bool IsBust => _points > 21;

    /// <summary>Two cards of the same points: what may be split.</summary>
    public bool IsPair => _cards.Count == 2 && _cards[0].Points == _cards[1].Points;

    /// <summary>Stakes on it: 1, or 2 when it was doubled.</summary>
    public int Stakes { get; private set; } = 1;

    /// <summary>Whether it takes no more cards by its player's will.</summary>
    public bool IsDone { get; private set; }

    public void Take(Card card)
    {
        _cards.Add(card);
        _points += card.Points;
        _hasAce |= card.IsAce;

        // At 21 there is nothing to gain, above it nothing to save.
        IsDone |= Total >= 21;
    }

    public void Stand() => IsDone = true;

    public void Double(Card card)
    {
        Stakes = 2;
        Take(card);
        IsDone = true;
    }

    /// <summary>Gives its second card away, to begin another hand with.</summary>
    public Hand Split()
    {
        var other = new Hand();
        other.Take(_cards[1]);
        _cards.RemoveAt(1);
        _points = _cards[0].Points;
        return other;
    }
}
