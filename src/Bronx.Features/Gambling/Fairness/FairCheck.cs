using System.Globalization;
using Bronx.Features.Gambling.Blackjack;
using Bronx.Features.Gambling.Coinflip;
using Bronx.Features.Gambling.Crash;
using Bronx.Features.Gambling.Plinko;
using Bronx.Features.Gambling.Roulette;
using Bronx.Features.Gambling.Slots;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Fairness;

/// <summary>A bet to be computed again, as somebody who has its seeds types it.</summary>
/// <param name="Game">Its short name: "roulette".</param>
/// <param name="ServerSeed">64 hexadecimal digits.</param>
/// <param name="Nonce">0 or more.</param>
/// <param name="Choice">A side, a bet on the wheel, a target, a hand's moves; null where a game has no choice, or to see only what fell.</param>
/// <param name="Stake">1 or more; one stake of a hand.</param>
public sealed record FairQuestion(string Game, string ServerSeed, string ClientSeed, long Nonce, string? Choice, long Stake);

/// <summary>Computes a bet again from its seeds, with the rules that played it. Needs no store and no network.</summary>
public static class FairCheck
{
    /// <summary>The games that can be asked for, by their short names.</summary>
    public static IReadOnlyList<string> Games { get; } = [.. Enum.GetValues<Game>().Select(Names.Of)];

    /// <summary>The hash that was shown before the bets, of a seed that was revealed after them.</summary>
    /// <exception cref="FormatException">It is no server seed; the message says what one looks like.</exception>
    public static string Commitment(string serverSeed) => FairRules.Commitment(Seed(serverSeed));

    /// <summary>What fell, and for a choice what came back; one fact a line.</summary>
    /// <exception cref="FormatException">Something is not as it has to be; the message says what, with an example.</exception>
    public static IReadOnlyList<string> Answer(FairQuestion question)
    {
        if (Names.Find(question.Game.Trim().ToLowerInvariant()) is not { } game)
        {
            throw new FormatException($"'{question.Game}' is no game. There are {string.Join(", ", Games)}.");
        }

        if (!FairRules.IsClientSeed(question.ClientSeed))
        {
            throw new FormatException($"A client seed has 1 to {FairRules.LongestClientSeed} characters of printable ASCII and no backtick.");
        }

        if (question.Nonce < 0 || question.Stake is < 1 or > Stakes.Largest)
        {
            throw new FormatException($"The nonce is 0 or more, the stake 1 to {Say.Number(Stakes.Largest)}.");
        }

        var seed = Seed(question.ServerSeed);
        FairStream Stream() => new(seed, question.ClientSeed, question.Nonce);
        return game switch
        {
            Game.Coinflip => Coinflip(CoinflipRules.Toss(Stream()), question),
            Game.Slots => Slots(SlotsRules.Spin(Stream()), question),
            Game.Roulette => Roulette(RouletteRules.Spin(Stream()), question),
            Game.Plinko => Plinko(PlinkoRules.Drop(Stream()), question),
            Game.Crash => Crash(CrashRules.Point(Stream()), question),
            _ => Blackjack(Stream(), question),
        };
    }

    private static byte[] Seed(string hex) => hex.Trim() is { Length: 2 * FairRules.SeedSize } digits && digits.All(char.IsAsciiHexDigit)
        ? Convert.FromHexString(digits)
        : throw new FormatException($"A server seed has {2 * FairRules.SeedSize} hexadecimal digits, as 'fair rotate' shows it.");

    private static IReadOnlyList<string> Coinflip(CoinSide fell, FairQuestion question)
    {
        var shown = $"coin: {fell.ToString().ToLowerInvariant()}";
        return question.Choice?.Trim().ToLowerInvariant() switch
        {
            null => [shown],
            "heads" or "h" => [shown, Back(fell == CoinSide.Heads ? question.Stake + CoinflipProfit(question) : 0, question)],
            "tails" or "t" => [shown, Back(fell == CoinSide.Tails ? question.Stake + CoinflipProfit(question) : 0, question)],
            var other => throw new FormatException($"'{other}' is no side: heads or tails."),
        };
    }

    private static long CoinflipProfit(FairQuestion question) => question.Stake >= CoinflipRules.SmallestStake
        ? CoinflipRules.Profit(question.Stake)
        : throw new FormatException($"The smallest stake of coinflip is {CoinflipRules.SmallestStake} coins.");

    private static IReadOnlyList<string> Slots(IReadOnlyList<SlotSymbol> reels, FairQuestion question) =>
        [$"reels: {string.Join(", ", reels.Select(symbol => symbol.Name))}", Back(question.Stake * SlotsRules.Pays(reels), question)];

    private static IReadOnlyList<string> Roulette(int pocket, FairQuestion question)
    {
        var shown = string.Create(CultureInfo.InvariantCulture, $"pocket: {pocket}, {RouletteRules.Colour(pocket)}");
        return question.Choice is not { } typed ? [shown]
            : RouletteRules.Read(typed) is { } bet ? [shown, Back(question.Stake * RouletteRules.Pays(bet, pocket), question)]
            : throw new FormatException($"'{typed}' is no bet on the wheel. Take for example red, 17 or 17/20.");
    }

    private static IReadOnlyList<string> Plinko(IReadOnlyList<bool> path, FairQuestion question) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"way: {string.Concat(path.Select(isRight => isRight ? 'R' : 'L'))}, slot {PlinkoRules.Slot(path) + 1}"),
        Back(PlinkoRules.Payout(new Coins(question.Stake), PlinkoRules.Slot(path)).Value, question),
    ];

    private static IReadOnlyList<string> Crash(int point, FairQuestion question)
    {
        var shown = string.Create(CultureInfo.InvariantCulture, $"crash: ×{point / 100m:0.00}");
        return question.Choice is not { } typed ? [shown]
            : CrashRules.ReadTarget(typed) is { } left ? [shown, Back(CrashRules.Payout(new Coins(question.Stake), left, point).Value, question)]
            : throw new FormatException($"'{typed}' is no multiplier from 1.01 to 1000, for example 1.5.");
    }

    private static List<string> Blackjack(FairStream stream, FairQuestion question)
    {
        var moves = question.Choice?.Trim().ToLowerInvariant() ?? "";
        var round = Round.Replay(stream, moves) ?? throw new FormatException($"'{moves}' are not the moves of this hand: h hit, s stand, d double, p split, in their order.");
        var stake = new Coins(question.Stake);
        List<string> facts = [$"dealer: {Show(round.Dealer, round.IsOver ? int.MaxValue : 1)}"];
        facts.AddRange(round.Hands.Select(hand => $"you: {Show(hand, int.MaxValue)}"));
        facts.Add(round.IsOver
            ? Back(BlackjackRules.Pays(round, stake).Sum(coins => coins.Value), question with { Stake = question.Stake * round.Stakes })
            : "The hand is not over: name your moves from the last line of its result.");
        return facts;

        static string Show(Hand hand, int shown) => shown == 1
            ? $"{hand.Cards[0].Face} and one face down"
            : string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', hand.Cards.Select(card => card.Face))}, {hand.Total}{(hand.IsBust ? ", bust" : "")}");
    }

    private static string Back(long coins, FairQuestion question) => $"comes back: {Say.Number(coins)} of {Say.Coins(new Coins(question.Stake))}";
}
