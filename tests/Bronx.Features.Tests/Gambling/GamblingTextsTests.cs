using Bronx.Discord.Models;
using Bronx.Features.Gambling;
using Bronx.Features.Gambling.Coinflip;
using Bronx.Features.Gambling.Crash;
using Bronx.Features.Gambling.Fairness;
using Bronx.Features.Gambling.Plinko;
using Bronx.Features.Gambling.Roulette;
using Bronx.Features.Gambling.Slots;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Tests.Gambling;

public sealed class GamblingTextsTests
{
    private static readonly UserId Ana = new(1001);

    [Fact]
    public void Coinflip_ReadsAsStored() => StoredText.Matches(
        "Gambling/Coinflip",
        ("won", CoinflipTexts.Result(new CoinflipResult(CoinSide.Heads, CoinSide.Heads, new Coins(480), new Coins(1_480), "1-0"))),
        ("lost", CoinflipTexts.Result(new CoinflipResult(CoinSide.Heads, CoinSide.Tails, new Coins(-500), new Coins(500), "1-1"))),
        ("without a side", CoinflipTexts.PickASide(Ana, 77, new Coins(1_500), new Coins(3_000), ".coinflip")),
        ("in the air", CoinflipTexts.Tossing(CoinSide.Heads, new Coins(500))[0]),
        ("too small", GamblingTexts.TooSmall(Game.Coinflip, new Coins(10), new Coins(1))),
        ("pressed twice", CoinflipTexts.Spent()));

    [Fact]
    public void Odds_ReadAsStored() => StoredText.Matches(
        "Gambling/Odds", [.. Enum.GetValues<Game>().Select(game => (Names.Of(game), GamblingTexts.Odds(game)))]);

    [Fact]
    public void Games_ReadAsStored()
    {
        var (cherry, seven) = (SlotsRules.Symbols[0], SlotsRules.Symbols[5]);
        bool[] leftAllTheWay = new bool[PlinkoRules.Rows];
        bool[] middle = [true, false, true, false, true, false, true, false, true, false, true, false];
        StoredText.Matches(
            "Gambling/Games",
            ("slots, three", SlotsTexts.Result([seven, seven, seven], Played(100, 25_000))),
            ("slots, two cherries", SlotsTexts.Result([cherry, seven, cherry], Played(100, 100))),
            ("slots, nothing", SlotsTexts.Result([cherry, seven, SlotsRules.Symbols[6]], Played(100, 0))),
            ("roulette, won", RouletteTexts.Result(RouletteRules.Read("red")!, 32, Played(100, 200))),
            ("roulette, lost to zero", RouletteTexts.Result(RouletteRules.Read("17")!, 0, Played(100, 0))),
            ("roulette, no bet", RouletteTexts.NoSuchBet("purple", ".roulette")),
            ("plinko, edge", PlinkoTexts.Result(leftAllTheWay, Played(100, 2_000))),
            ("plinko, middle", PlinkoTexts.Result(middle, Played(100, 50))),
            ("slots, turning", SlotsTexts.Spinning([cherry, seven, cherry], new Coins(100))[1]),
            ("roulette, running", RouletteTexts.Spinning(RouletteRules.Read("red")!, 32, new Coins(100))[2]),
            ("plinko, falling", PlinkoTexts.Falling(middle, new Coins(100))[1]),
            ("crash, no target", CrashTexts.NoSuchTarget("moon", ".crash")),
            ("too small", GamblingTexts.TooSmall(Game.Plinko, new Coins(100), new Coins(99))),
            ("not played here", GamblingTexts.NotPlayedHere(Game.Plinko, new Coins(100), new Coins(50))),
            ("seed revealed", GamblingTexts.SeedRevealed()));
    }

    [Fact]
    public void Fairness_ReadsAsStored()
    {
        var old = new RevealedPair(2, new byte[FairRules.SeedSize], "lucky", 18);
        var view = new FairView(3, new string('a', 64), new string('b', 64), "my lucky seed 7", 2, [new(3, 1, "slots", DateTimeOffset.UnixEpoch), new(3, 0, "coinflip", DateTimeOffset.UnixEpoch)], old);
        StoredText.Matches(
            "Gambling/Fairness",
            ("shown", FairTexts.View(view, name => "." + name)),
            ("newcomer", FairTexts.View(view with { Pair = 1, Bets = 0, Last = [], Revealed = null }, name => "/" + name)),
            ("rotated", FairTexts.Rotated(view with { Bets = 0 })),
            ("client seed set", FairTexts.ClientSeedSet(view)),
            ("nothing to reveal", FairTexts.NothingToReveal()),
            ("bad client seed", FairTexts.BadClientSeed()));
    }

    private static Play Played(long stake, long payout) =>
        new(new FairBet(3, 17, [], "lucky", isRevealed: false), new Coins(stake), new Coins(payout), new Coins(1_000 - stake + payout), 1);
}
