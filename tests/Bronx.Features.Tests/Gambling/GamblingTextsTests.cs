using Bronx.Discord.Models;
using Bronx.Features.Gambling;
using Bronx.Features.Gambling.Coinflip;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Tests.Gambling;

public sealed class GamblingTextsTests
{
    private static readonly UserId Ana = new(1001);

    [Fact]
    public void Coinflip_ReadsAsStored() => StoredText.Matches(
        "Gambling/Coinflip",
        ("won", CoinflipTexts.Result(new CoinflipResult(CoinSide.Heads, CoinSide.Heads, new Coins(480), new Coins(1_480)))),
        ("lost", CoinflipTexts.Result(new CoinflipResult(CoinSide.Heads, CoinSide.Tails, new Coins(-500), new Coins(500)))),
        ("without a side", CoinflipTexts.PickASide(Ana, 77, new Coins(1_500), new Coins(3_000), ".coinflip")),
        ("too small", CoinflipTexts.TooSmall(new Coins(1))),
        ("pressed twice", CoinflipTexts.Spent()));

    [Fact]
    public void Odds_ReadAsStored() => StoredText.Matches("Gambling/Odds", ("coinflip", GamblingTexts.Odds(Game.Coinflip)));
}
