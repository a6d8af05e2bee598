using System.Buffers.Binary;
using System.Globalization;
using Bronx.Benchmarks.Reporting;
using Bronx.Features.Gambling.Blackjack;
using Bronx.Features.Gambling.Coinflip;
using Bronx.Features.Gambling.Crash;
using Bronx.Features.Gambling.Fairness;
using Bronx.Features.Gambling.Plinko;
using Bronx.Features.Gambling.Roulette;
using Bronx.Features.Gambling.Slots;
using Bronx.Platform.Ledger;

namespace Bronx.Benchmarks.Odds;

/// <summary>
/// Every game played over and over, from the seeds to the payout, with the rules that play it: what comes back beside what is published.
/// </summary>
internal static class OddsRun
{
    private const long Stake = 100;

    /// <summary>Rounds with one server seed; the nonce counts them.</summary>
    private const int RoundsPerSeed = 100_000;

    /// <summary>How far chance alone may carry a figure: passed once in ten thousand runs.</summary>
    private const double Deviations = 4;

    private static readonly string[] Wheel = ["red", "even", "1st12", "1/2/3/4/5/6", "1/2/4/5", "4/5/6", "17/20", "17"];
    private static readonly int[] Targets = [101, 150, 200, 1_000, 10_000];

    public static Task<ResultPage> RunAsync(Arguments options, CancellationToken ct)
    {
        var rounds = options.Number("rounds", 100_000_000) / RoundsPerSeed * (long)RoundsPerSeed;
        var only = options.Text("game", "");
        var page = new ResultPage("odds", "What the games return", $"""
            Each game {rounds:N0} times, a stake of {Stake} coins each, from the server seed through HMAC-SHA256 to the payout, with the rules that play it in the bot. Several bets
            on one wheel or flight share its rounds. The figure is met when it is between 94 % and 99 % and chance explains its distance from the published one ({Deviations:0} standard errors).
            Command: `dotnet run --no-build -c Release --project bench/Bronx.Benchmarks -- odds --rounds {rounds}`
            """);
        if (only.Length == 0 && rounds < 100_000_000)
        {
            page.Note($"Shorter than the 10^8 rounds that are asked for.");
        }

        (string Game, string[] Bets, double[] Published, Action<FairStream, long[]> Play)[] games =
        [
            ("coinflip", ["heads"], [0.98], PlayCoin),
            ("slots", ["a spin"], [SlotsReturn()], PlaySlots),
            ("roulette", Wheel, [.. Wheel.Select(_ => 36.0 / 37)], PlayWheel(Wheel)),
            ("plinko", ["a ball"], [PlinkoReturn()], PlayBall),
            ("crash", [.. Targets.Select(target => $"leaving at ×{target / 100m}")], [.. Targets.Select(target => 0.97)], PlayFlight),
            ("blackjack", ["the guide's play"], [0.984765], PlayHand),
        ];
        foreach (var (game, bets, published, play) in games.Where(game => only.Length == 0 || game.Game == only))
        {
            var (returned, error) = Simulate(rounds, bets.Length, play, ct);
            for (var bet = 0; bet < bets.Length; bet++)
            {
                var met = returned[bet] is >= 0.94 and <= 0.99 && Math.Abs(returned[bet] - published[bet]) <= Deviations * error[bet];
                page.Target($"{game}: {bets[bet]}", Percent(published[bet]), $"{Percent(returned[bet])} ± {Percent(error[bet])}", met);
            }
        }

        return Task.FromResult(page);
    }

    private static (double[] Returned, double[] Error) Simulate(long rounds, int bets, Action<FairStream, long[]> play, CancellationToken ct)
    {
        var (sums, squares) = (new double[bets], new double[bets]);
        var gate = new Lock();
        Parallel.For(
            0,
            rounds / RoundsPerSeed,
            new ParallelOptions { CancellationToken = ct },
            () => (Sums: new double[bets], Squares: new double[bets], Paid: new long[bets]),
            (seed, _, mine) =>
            {
                var bytes = new byte[32];
                BinaryPrimitives.WriteInt64BigEndian(bytes, seed);
                for (var nonce = 0; nonce < RoundsPerSeed; nonce++)
                {
                    play(new FairStream(bytes, "bench", nonce), mine.Paid);
                    for (var bet = 0; bet < bets; bet++)
                    {
                        var share = mine.Paid[bet] / (double)Stake;
                        mine.Sums[bet] += share;
                        mine.Squares[bet] += share * share;
                    }
                }

                return mine;
            },
            mine =>
            {
                lock (gate)
                {
                    for (var bet = 0; bet < bets; bet++)
                    {
                        sums[bet] += mine.Sums[bet];
                        squares[bet] += mine.Squares[bet];
                    }
                }
            });
        var returned = sums.Select(sum => sum / rounds).ToArray();
        return (returned, [.. squares.Select((square, bet) => Math.Sqrt(((square / rounds) - (returned[bet] * returned[bet])) / rounds))]);
    }

    private static void PlayCoin(FairStream stream, long[] paid) =>
        paid[0] = CoinflipRules.Toss(stream) == CoinSide.Heads ? Stake + CoinflipRules.Profit(Stake) : 0;

    private static void PlaySlots(FairStream stream, long[] paid) => paid[0] = Stake * SlotsRules.Pays(SlotsRules.Spin(stream));

    private static Action<FairStream, long[]> PlayWheel(string[] names)
    {
        var bets = names.Select(name => RouletteRules.Read(name)!).ToArray();
        return (stream, paid) =>
        {
            var pocket = RouletteRules.Spin(stream);
            for (var bet = 0; bet < bets.Length; bet++)
            {
                paid[bet] = Stake * RouletteRules.Pays(bets[bet], pocket);
            }
        };
    }

    private static void PlayBall(FairStream stream, long[] paid) =>
        paid[0] = PlinkoRules.Payout(new Coins(Stake), PlinkoRules.Slot(PlinkoRules.Drop(stream))).Value;

    private static void PlayFlight(FairStream stream, long[] paid)
    {
        var point = CrashRules.Point(stream);
        for (var target = 0; target < Targets.Length; target++)
        {
            paid[target] = CrashRules.Payout(new Coins(Stake), Targets[target], point).Value;
        }
    }

    /// <summary>What is lost or won counts against the first stake: a second one that comes back changes nothing.</summary>
    private static void PlayHand(FairStream stream, long[] paid)
    {
        var round = new Round(() => new Card(stream.Below(Card.Kinds)));
        while (!round.IsOver)
        {
            round.TryPlay(BasicStrategy.For(round));
        }

        var back = 0L;
        foreach (var hand in round.Hands)
        {
            back += BlackjackRules.Pays(round, hand, new Coins(Stake)).Value * hand.Stakes;
        }

        paid[0] = back - (Stake * (round.Stakes - 1));
    }

    private static double SlotsReturn()
    {
        var symbols = SlotsRules.Symbols;
        var sum = 0.0;
        foreach (var left in symbols)
        {
            foreach (var middle in symbols)
            {
                foreach (var right in symbols)
                {
                    sum += (double)left.Weight * middle.Weight * right.Weight * SlotsRules.Pays([left, middle, right]);
                }
            }
        }

        return sum / Math.Pow(SlotsRules.Stops, 3);
    }

    private static double PlinkoReturn()
    {
        var (sum, ways) = (0.0, 1.0);
        for (var slot = 0; slot <= PlinkoRules.Rows; slot++)
        {
            sum += ways * PlinkoRules.Payout(new Coins(Stake), slot).Value / Stake;
            ways = ways * (PlinkoRules.Rows - slot) / (slot + 1);
        }

        return sum / Math.Pow(2, PlinkoRules.Rows);
    }

    private static string Percent(double share) => (share * 100).ToString("0.000", CultureInfo.InvariantCulture) + " %";
}
