using Bronx.Features.Gambling.Fairness;

namespace Bronx.Features.Tests.Gambling.Fairness;

/// <summary>The example of docs/guide/fairness.md through the verifier of the command line.</summary>
public sealed class FairCheckTests
{
    private const string Seed = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    [Theory]
    [InlineData("coinflip", "tails", "coin: tails", "comes back: 196 of 100 coins")]
    [InlineData("coinflip", "h", "coin: tails", "comes back: 0 of 100 coins")]
    [InlineData("slots", null, "reels: cherry, lemon, cherry", "comes back: 100 of 100 coins")]
    [InlineData("roulette", "black", "pocket: 2, black", "comes back: 200 of 100 coins")]
    [InlineData("roulette", "2/5", "pocket: 2, black", "comes back: 1,800 of 100 coins")]
    [InlineData("plinko", null, "way: RRRLRLRLLLRR, slot 8", "comes back: 80 of 100 coins")]
    [InlineData("crash", "5.12", "crash: ×5.12", "comes back: 512 of 100 coins")]
    [InlineData("crash", "5.13", "crash: ×5.12", "comes back: 0 of 100 coins")]
    [InlineData("blackjack", "s", "dealer: 10♠ 8♣, 18", "you: 8♦ K♥, 18", "comes back: 100 of 100 coins")]
    [InlineData("blackjack", "h", "dealer: 10♠ 8♣, 18", "you: 8♦ K♥ 7♥, 25, bust", "comes back: 0 of 100 coins")]
    [InlineData("blackjack", null, "dealer: 10♠ and one face down", "you: 8♦ K♥, 18", "The hand is not over: name your moves from the last line of its result.")]
    public void Bets_ComeOutAsTheGuideSays(string game, string? choice, params string[] facts) =>
        Assert.Equal(facts, FairCheck.Answer(new FairQuestion(game, Seed, "my lucky seed 7", 17, choice, 100)));

    [Theory]
    [InlineData("poker", Seed, "lucky", 0, null)]
    [InlineData("slots", "00", "lucky", 0, null)]
    [InlineData("slots", Seed, "", 0, null)]
    [InlineData("slots", Seed, "lucky", -1, null)]
    [InlineData("coinflip", Seed, "lucky", 0, "edge")]
    [InlineData("roulette", Seed, "lucky", 0, "99")]
    [InlineData("crash", Seed, "lucky", 0, "1")]
    [InlineData("blackjack", Seed, "my lucky seed 7", 17, "x")]
    [InlineData("blackjack", Seed, "my lucky seed 7", 17, "ss")]
    public void Nonsense_IsSaidToBeNonsense(string game, string seed, string client, long nonce, string? choice) =>
        Assert.NotEmpty(Assert.Throws<FormatException>(() => FairCheck.Answer(new FairQuestion(game, seed, client, nonce, choice, 100))).Message);

    [Fact]
    public void Commitment_IsTheHashOfTheGuide() => Assert.Contains($"`{FairCheck.Commitment(Seed)}`", Guides.Read("fairness.md"), StringComparison.Ordinal);
}
