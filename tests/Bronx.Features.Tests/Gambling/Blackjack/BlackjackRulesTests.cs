using System.Globalization;
using Bronx.Features.Gambling;
using Bronx.Features.Gambling.Blackjack;
using Bronx.Features.Gambling.Fairness;
using Bronx.Platform.Ledger;
using FsCheck;
using FsCheck.Fluent;

namespace Bronx.Features.Tests.Gambling.Blackjack;

public sealed class BlackjackRulesTests
{
    private static readonly BestPlay Best = new();

    [Fact]
    public void Return_OfTheBestPlayIsWithinTheBoundsHoweverItIsCounted()
    {
        Assert.InRange(Best.Return, 0.94, 0.99);
        Assert.InRange(1 - ((1 - Best.Return) / Best.Staked), 0.94, 0.99);
    }

    [Fact]
    public void Odds_PublishReturnWinsAndTiesAsTheyAre()
    {
        var odds = StoredText.Show(GamblingTexts.Odds(Game.Blackjack));
        Assert.Contains($"{Percent(Best.Return)} % of the first stake", odds, StringComparison.Ordinal);
        Assert.Contains($"{Percent(Best.Wins)} %, and {Percent(Best.Ties)} % tie", odds, StringComparison.Ordinal);
        Assert.Contains($"{Percent(Best.Return)} %", BlackjackCommand.Definition.Details, StringComparison.Ordinal);

        static string Percent(double share) => (share * 100).ToString("0.00", CultureInfo.InvariantCulture);
    }

    /// <summary>Rounding down half a coin of a natural weighs most at the smallest odd stake, and hardly there.</summary>
    [Fact]
    public void Return_IsWithinTheBoundsWhereRoundingWeighsMost()
    {
        var naturals = 2.0 * 4 / 13 / 13 * (1 - (2.0 * 4 / 13 / 13));
        Assert.InRange(Best.Return - (naturals * 0.5 / (Stakes.Smallest(Game.Blackjack) + 1)), 0.94, 0.99);
    }

    /// <summary>The guide's table: a row for each hand, a column for each open card from 2 to the ace.</summary>
    [Fact]
    public void Guide_TeachesTheBestPlay()
    {
        int[] ups = [2, 3, 4, 5, 6, 7, 8, 9, 10, 1];
        List<string> rows = [];
        foreach (var total in Enumerable.Range(5, 16))
        {
            var two = Enumerable.Range(2, 9).Select(first => (First: first, Second: total - first)).FirstOrDefault(cards => cards.Second is >= 2 and <= 10 && cards.First != cards.Second);
            rows.Add(Row($"{total}", up => two.First == 0 ? Best.Plain(total, ace: false, up) : Best.Table[(two.First, two.Second, up)]));
        }

        rows.AddRange(Enumerable.Range(2, 8).Select(with => Row($"A {with}", up => Best.Table[(1, with, up)])));
        rows.AddRange(Enumerable.Range(1, 10).Select(card => Row(card == 1 ? "A A" : $"{card} {card}", up => Best.Table[(card, card, up)])));
        var guide = Guides.Read("gambling.md");
        var ofAllStaked = 1 - ((1 - Best.Return) / Best.Staked);
        Assert.Contains($"({(ofAllStaked * 100).ToString("0.00", CultureInfo.InvariantCulture)} % of all that is staked)", guide, StringComparison.Ordinal);
        Assert.All(rows, row => Assert.Contains(row, guide, StringComparison.Ordinal));

        string Row(string hand, Func<int, Move> move) => $"| {hand} | {string.Join(" | ", ups.Select(up => (char)move(up)))} |";
    }

    [Theory]
    [InlineData("A♠ K♥", 21, false)]
    [InlineData("A♠ 6♥", 17, true)]
    [InlineData("A♠ 6♥ 10♦", 17, false)]
    [InlineData("A♠ A♥ 9♣", 21, true)]
    [InlineData("10♠ 9♥ 5♣", 24, false)]
    [InlineData("8♠ 8♥", 16, false)]
    public void Hands_CountAcesAsElevenWhileTheyCan(string cards, int total, bool isSoft)
    {
        var hand = new Hand();
        foreach (var face in cards.Split(' '))
        {
            hand.Take(Face(face));
        }

        Assert.Equal(total, hand.Total);
        Assert.Equal(isSoft || total == 21 && cards.StartsWith("A♠ K♥", StringComparison.Ordinal), hand.IsSoft);
        Assert.Equal(total > 21, hand.IsBust);
    }

    [Fact]
    public void Faces_NameEveryCardOnce() => Assert.Equal(
        Card.Kinds, Enumerable.Range(0, Card.Kinds).Select(number => new Card(number).Face).Distinct().Count());

    [Theory]
    [InlineData("10♠ 9♣ 9♥ 8♦", "s", 200)] // 19 against 17
    [InlineData("10♠ 9♣ 8♥ 8♦", "s", 200)] // 18 against 17
    [InlineData("10♠ 9♣ 7♥ 8♦", "s", 100)] // 17 each
    [InlineData("10♠ 9♣ 6♥ 8♦ K♠", "h", 0)] // bust at 26
    [InlineData("10♠ 9♣ 6♥ 3♦ K♠ K♥", "s", 200)] // the dealer draws 10 to 12 and is bust
    [InlineData("A♠ 9♣ K♥ 8♦", "", 250)] // a natural
    [InlineData("A♠ A♣ K♥ K♦", "", 100)] // two naturals
    [InlineData("10♠ A♣ 9♥ K♦", "", 0)] // the dealer's natural, seen at once
    [InlineData("10♠ A♣ 9♥ 6♦ 4♥", "s", 0)] // a soft 17 draws: 21
    [InlineData("10♠ 9♣ 9♥ 8♦ 2♣", "h", 200)] // 21 stands by itself
    public void Rounds_PayWhatTheRulesSay(string cards, string moves, long back)
    {
        var round = Deal(cards);
        Assert.All(moves, letter => Assert.True(round.TryPlay((Move)letter)));
        Assert.True(round.IsOver);
        Assert.Equal(back, BlackjackRules.Pays(round, new Coins(100)).Sum(coins => coins.Value));
    }

    [Fact]
    public void Double_TakesOneCardAndPaysTwice()
    {
        var round = Deal("6♠ 9♣ 5♥ 8♦ 9♥");
        Assert.True(round.TryPlay(Move.Double));
        Assert.True(round.IsOver);
        Assert.Equal([new Coins(200), new Coins(200)], BlackjackRules.Pays(round, new Coins(100)));
    }

    [Fact]
    public void Split_PlaysTwoHandsOneAfterTheOtherEachForItself()
    {
        var round = Deal("8♠ 10♣ 8♥ 9♦ 2♥ 3♥ K♠ 9♠ 5♥");
        Assert.True(round.TryPlay(Move.Split));
        Assert.Equal([10, 11], round.Hands.Select(hand => hand.Total));
        Assert.False(round.Allows(Move.Split) || round.Allows(Move.Double));
        Assert.True(round.TryPlay(Move.Hit) && round.TryPlay(Move.Stand));
        Assert.Same(round.Hands[1], round.InPlay);
        Assert.True(round.TryPlay(Move.Hit) && round.TryPlay(Move.Stand));
        Assert.Equal([20, 20], round.Hands.Select(hand => hand.Total));
        Assert.Equal([new Coins(200), new Coins(200)], BlackjackRules.Pays(round, new Coins(100)));
    }

    [Fact]
    public void SplitAces_GetOneCardEachAndAreNoNaturals()
    {
        var round = Deal("A♠ 10♣ A♥ 9♦ K♥ 5♥");
        Assert.True(round.TryPlay(Move.Split));
        Assert.True(round.IsOver);
        Assert.Equal([new Coins(200), Coins.Zero], BlackjackRules.Pays(round, new Coins(100)));
    }

    [Fact]
    public void OneBustHandOfTwo_LeavesTheOtherItsWin()
    {
        var round = Deal("8♠ 10♣ 8♥ 9♦ 6♥ 3♥ K♠ 10♠");
        Assert.True(round.TryPlay(Move.Split) && round.TryPlay(Move.Hit));
        Assert.True(round.TryPlay(Move.Hit));
        Assert.Equal((true, 21), (round.Hands[0].IsBust, round.Hands[1].Total));
        Assert.Equal([Coins.Zero, new Coins(200)], BlackjackRules.Pays(round, new Coins(100)));
    }

    [Theory]
    [InlineData("10♠ 9♣ 8♥ 8♦", 'd')]
    [InlineData("10♠ 9♣ 8♥ 8♦", 'p')]
    [InlineData("A♠ 9♣ 10♥ 8♦", 's')]
    [InlineData("A♠ 9♣ 9♥ 8♦", 'd')]
    [InlineData("10♠ 9♣ 8♥ 8♦", 'x')]
    public void MovesThatAreNotAllowed_ChangeNothing(string cards, char move)
    {
        var round = Deal(cards);
        var before = round.Stakes;
        Assert.False(round.TryPlay((Move)move));
        Assert.Equal(before, round.Stakes);
    }

    /// <summary>Whatever is pressed, a round ends, needs no third stake, and is the same when it is played again from its moves.</summary>
    [Fact]
    public void AnyMoves_EndInARoundThatFollowsFromThem() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.GeneratorFor<(uint, byte[])>().ToArbitrary(),
        drawn =>
        {
            var seed = new byte[FairRules.SeedSize];
            BitConverter.TryWriteBytes(seed, drawn.Item1);
            FairStream Stream() => new(seed, "any", 3);
            var stream = Stream();
            var round = new Round(() => new Card(stream.Below(Card.Kinds)));
            var moves = "";
            Move[] all = [Move.Hit, Move.Stand, Move.Double, Move.Split];
            foreach (var choice in drawn.Item2 ?? [])
            {
                var move = all[choice % all.Length];
                moves += round.TryPlay(move) ? ((char)move).ToString() : "";
            }

            moves = BlackjackRules.StandFrom(moves, round);
            var again = Round.Replay(Stream(), moves)!;
            var pays = BlackjackRules.Pays(round, new Coins(101));
            return round.IsOver && again.IsOver && round.Stakes is 1 or 2 && pays.Count == round.Stakes
                && pays.SequenceEqual(BlackjackRules.Pays(again, new Coins(101)))
                && pays.All(coins => coins.Value is 0 or 101 or 202 or 252)
                && Round.Replay(Stream(), moves + "h") is null;
        }));

    private static Round Deal(string cards)
    {
        var next = new Queue<Card>(cards.Split(' ').Select(Face));
        return new Round(next.Dequeue);
    }

    private static Card Face(string face) => Enumerable.Range(0, Card.Kinds).Select(number => new Card(number)).First(card => card.Face == face);
}
