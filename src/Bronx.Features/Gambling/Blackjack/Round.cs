using Bronx.Features.Gambling.Fairness;

namespace Bronx.Features.Gambling.Blackjack;

/// <summary>
/// One round from the deal to its end. It follows from the cards and the moves alone, so what is stored of a round is its moves.
/// docs/guide/fairness.md publishes the order of the cards: it never changes.
/// </summary>
internal sealed class Round
{
    private readonly Func<Card> _shoe;
    private readonly List<Hand> _hands = [new()];

    /// <summary>Deals.</summary>
    /// <param name="shoe">The next card, each time.</param>
    public Round(Func<Card> shoe)
    {
        _shoe = shoe;
        _hands[0].Take(shoe());
        Dealer.Take(shoe());
        _hands[0].Take(shoe());
        Dealer.Take(shoe());
        if (BlackjackRules.IsNatural(_hands[0]) || BlackjackRules.IsNatural(Dealer))
        {
            IsNatural = BlackjackRules.IsNatural(_hands[0]);
            IsOver = true;
        }
    }

    /// <summary>The player's, in the order in which they are played: one, or two after a split.</summary>
    public IReadOnlyList<Hand> Hands => _hands;

    /// <summary>The first card lies open; the second is hidden until the round is over.</summary>
    public Hand Dealer { get; } = new();

    public bool IsOver { get; private set; }

    /// <summary>Whether the player's first two cards were a natural.</summary>
    public bool IsNatural { get; }

    /// <summary>Stakes on the table, in all.</summary>
    public int Stakes => _hands.Sum(hand => hand.Stakes);

    /// <summary>The hand in play; null when the round is over.</summary>
    public Hand? InPlay => IsOver ? null : _hands.First(hand => !hand.IsDone);

    /// <summary>A round as far as these moves bring it.</summary>
    /// <returns>Null when a move was not allowed: these are not the moves of this round.</returns>
    public static Round? Replay(FairStream stream, string moves)
    {
        var round = new Round(() => new Card(stream.Below(Card.Kinds)));
        return moves.All(letter => round.TryPlay((Move)letter)) ? round : null;
    }

    public bool Allows(Move move) => InPlay is { } hand && move switch
    {
        Move.Hit or Move.Stand => true,
        Move.Double => _hands.Count == 1 && BlackjackRules.MayDouble(hand),
        Move.Split => _hands.Count == 1 && hand.IsPair,
        _ => false,
    };

    /// <returns>False: the move is not allowed now, and nothing happened.</returns>
    public bool TryPlay(Move move)
    {
        if (!Allows(move))
        {
            return false;
        }

        var hand = InPlay!;
        switch (move)
        {
            case Move.Hit:
                hand.Take(_shoe());
                break;
            case Move.Stand:
                hand.Stand();
                break;
            case Move.Double:
                hand.Double(_shoe());
                break;
            case Move.Split:
                Split(hand);
                break;
        }

        if (_hands.All(played => played.IsDone))
        {
            IsOver = true;
            DrawForTheDealer();
        }

        return true;
    }

    private void Split(Hand first)
    {
        var areAces = first.Cards[0].IsAce;
        var second = first.Split();
        _hands.Add(second);
        first.Take(_shoe());
        second.Take(_shoe());
        if (areAces)
        {
            first.Stand();
            second.Stand();
        }
    }

    private void DrawForTheDealer()
    {
        if (_hands.All(hand => hand.IsBust))
        {
            return;
        }

        while (BlackjackRules.DealerDraws(Dealer))
        {
            Dealer.Take(_shoe());
        }
    }
}
