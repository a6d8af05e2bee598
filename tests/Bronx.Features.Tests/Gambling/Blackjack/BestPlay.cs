using Bronx.Features.Gambling.Blackjack;

namespace Bronx.Features.Tests.Gambling.Blackjack;

/// <summary>
/// Every round there is, weighed by its chance, each played as well as it can be: the shoe is endless, so every card comes with the same
/// chance whatever was dealt, and the sums are exact. It shares with the game only what <see cref="BlackjackRules"/> says of single hands.
/// </summary>
internal sealed class BestPlay
{
    private const int Bust = 0;

    private static readonly (int Points, double Chance)[] Ranks =
        [.. Enumerable.Range(1, 10).Select(points => (points, (points == 10 ? 4 : 1) / 13.0))];

    private readonly Dictionary<(int Points, bool Ace), Dictionary<int, double>> _dealer = [];
    private readonly Dictionary<int, Dictionary<int, double>> _dealerFrom = [];
    private readonly Dictionary<(int Points, bool Ace, int Up), double> _hit = [];

    public BestPlay()
    {
        foreach (var (up, chanceUp) in Ranks)
        {
            foreach (var (first, chanceFirst) in Ranks)
            {
                foreach (var (second, chanceSecond) in Ranks)
                {
                    Add(up, first, second, chanceUp * chanceFirst * chanceSecond);
                }
            }
        }
    }

    /// <summary>What comes back of the first stake.</summary>
    public double Return { get; private set; } = 1;

    /// <summary>What all stakes come to, in first stakes.</summary>
    public double Staked { get; private set; }

    public double Wins { get; private set; }

    public double Ties { get; private set; }

    /// <summary>The best move of two cards against the dealer's open card.</summary>
    public Dictionary<(int First, int Second, int Up), Move> Table { get; } = [];

    /// <summary>The best move of a hand that cannot be doubled or split.</summary>
    public Move Plain(int points, bool ace, int up) => Hit(points, ace, up) > Stand(Total(points, ace), up) ? Move.Hit : Move.Stand;

    private static int Total(int points, bool ace) => points > 21 ? Bust : ace && points <= 11 ? points + 10 : points;

    private static Hand Of(params int[] points)
    {
        var hand = new Hand();
        foreach (var value in points)
        {
            hand.Take(new Card(value - 1));
        }

        return hand;
    }

    private void Add(int up, int first, int second, double chance)
    {
        var dealerHasNatural = Ranks.Where(rank => BlackjackRules.IsNatural(Of(up, rank.Points))).Sum(rank => rank.Chance);
        var hand = Of(first, second);
        if (BlackjackRules.IsNatural(hand))
        {
            Return += chance * (1 - dealerHasNatural) * 1.5;
            Wins += chance * (1 - dealerHasNatural);
            Ties += chance * dealerHasNatural;
            Staked += chance;
            return;
        }

        var (points, ace) = (first + second, first == 1 || second == 1);
        var worth = new Dictionary<Move, double> { [Move.Stand] = Stand(Total(points, ace), up), [Move.Hit] = Hit(points, ace, up) };
        if (BlackjackRules.MayDouble(hand))
        {
            worth[Move.Double] = 2 * OneCard(points, ace).Sum(end => end.Value * Stand(end.Key, up));
        }

        if (hand.IsPair)
        {
            worth[Move.Split] = 2 * AfterSplit(first, up).Sum(end => end.Value * Stand(end.Key, up));
        }

        var best = worth.MaxBy(move => move.Value).Key;
        Table[(first, second, up)] = best;
        Return += chance * ((dealerHasNatural * -1) + ((1 - dealerHasNatural) * worth[best]));
        Staked += chance * (dealerHasNatural + ((1 - dealerHasNatural) * (best is Move.Double or Move.Split ? 2 : 1)));
        foreach (var (dealer, chanceDealer) in DealerFrom(up))
        {
            var weight = chance * (1 - dealerHasNatural) * chanceDealer;
            foreach (var (result, chanceResult) in Results(best, points, ace, first, up, dealer))
            {
                Wins += result > 0 ? weight * chanceResult : 0;
                Ties += result == 0 ? weight * chanceResult : 0;
            }
        }
    }

    private IEnumerable<(int Result, double Chance)> Results(Move best, int points, bool ace, int first, int up, int dealer)
    {
        if (best == Move.Split)
        {
            var ends = AfterSplit(first, up);
            return from one in ends from other in ends select (Compare(one.Key, dealer) + Compare(other.Key, dealer), one.Value * other.Value);
        }

        var reached = best switch
        {
            Move.Stand => new Dictionary<int, double> { [Total(points, ace)] = 1 },
            Move.Double => OneCard(points, ace),
            _ => Mix(Ranks.Select(rank => (rank.Chance, Ends(points + rank.Points, ace || rank.Points == 1, up)))),
        };
        return reached.Select(end => (Compare(end.Key, dealer), end.Value));
    }

    private static int Compare(int player, int dealer) => player == Bust ? -1 : player.CompareTo(dealer);

    private double Stand(int total, int up) => total == Bust ? -1 : DealerFrom(up).Sum(end => end.Value * Compare(total, end.Key));

    private double Hit(int points, bool ace, int up)
    {
        if (!_hit.TryGetValue((points, ace, up), out var worth))
        {
            worth = Ranks.Sum(rank =>
            {
                var (then, hasAce) = (points + rank.Points, ace || rank.Points == 1);
                return rank.Chance * (then > 21 ? -1 : Math.Max(Stand(Total(then, hasAce), up), Hit(then, hasAce, up)));
            });
            _hit[(points, ace, up)] = worth;
        }

        return worth;
    }

    /// <summary>The totals at which the best play ends, by their chance.</summary>
    private Dictionary<int, double> Ends(int points, bool ace, int up) =>
        points > 21 || Plain(points, ace, up) == Move.Stand
            ? new Dictionary<int, double> { [Total(points, ace)] = 1 }
            : Mix(Ranks.Select(rank => (rank.Chance, Ends(points + rank.Points, ace || rank.Points == 1, up))));

    private Dictionary<int, double> AfterSplit(int card, int up) => Mix(Ranks.Select(rank => (
        rank.Chance,
        card == 1
            ? new Dictionary<int, double> { [Total(card + rank.Points, true)] = 1 }
            : Ends(card + rank.Points, rank.Points == 1, up))));

    private static Dictionary<int, double> OneCard(int points, bool ace) =>
        Mix(Ranks.Select(rank => (rank.Chance, new Dictionary<int, double> { [Total(points + rank.Points, ace || rank.Points == 1)] = 1 })));

    /// <summary>Where the dealer ends with this open card, when there is no natural.</summary>
    private Dictionary<int, double> DealerFrom(int up)
    {
        if (!_dealerFrom.TryGetValue(up, out var ends))
        {
            var possible = Ranks.Where(rank => !BlackjackRules.IsNatural(Of(up, rank.Points))).ToList();
            var all = possible.Sum(rank => rank.Chance);
            ends = Mix(possible.Select(rank => (rank.Chance / all, Dealer(up + rank.Points, up == 1 || rank.Points == 1))));
            _dealerFrom[up] = ends;
        }

        return ends;
    }

    private Dictionary<int, double> Dealer(int points, bool ace)
    {
        if (!_dealer.TryGetValue((points, ace), out var ends))
        {
            var total = Total(points, ace);
            var draws = total != Bust && (total < 17 || (total == 17 && ace && points <= 11));
            ends = draws
                ? Mix(Ranks.Select(rank => (rank.Chance, Dealer(points + rank.Points, ace || rank.Points == 1))))
                : new Dictionary<int, double> { [total] = 1 };
            _dealer[(points, ace)] = ends;
        }

        return ends;
    }

    private static Dictionary<int, double> Mix(IEnumerable<(double Chance, Dictionary<int, double> Ends)> parts)
    {
        var mixed = new Dictionary<int, double>();
        foreach (var (chance, ends) in parts)
        {
            foreach (var (end, share) in ends)
            {
                mixed[end] = mixed.GetValueOrDefault(end) + (chance * share);
            }
        }

        return mixed;
    }
}
