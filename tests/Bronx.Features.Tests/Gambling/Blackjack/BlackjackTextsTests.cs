using Bronx.Discord.Models;
using Bronx.Features.Gambling;
using Bronx.Features.Gambling.Blackjack;
using Bronx.Features.Gambling.Fairness;
using Bronx.Platform.Ledger;
using Bronx.Testing;

namespace Bronx.Features.Tests.Gambling.Blackjack;

/// <summary>Every picture of a hand, from the deal to each of its ends, as it is stored.</summary>
public sealed class BlackjackTextsTests
{
    private static readonly Coins Stake = new(500);

    [Fact]
    public void Hands_ReadAsStored() => StoredText.Matches(
        "Gambling/Blackjack/Texts",
        ("dealt", BlackjackTexts.Of(Playing("", round => !round.Allows(Move.Double) && !round.Allows(Move.Split) && !round.Hands[0].IsSoft))),
        ("dealt a soft hand", BlackjackTexts.Of(Playing("", round => round.Hands[0].IsSoft && !round.Allows(Move.Split)))),
        ("dealt an eleven", BlackjackTexts.Of(Playing("", round => round.Allows(Move.Double)))),
        ("dealt a pair", BlackjackTexts.Of(Playing("", round => round.Allows(Move.Split)))),
        ("after a hit", BlackjackTexts.Of(Playing("h", _ => true))),
        ("split, the first in play", BlackjackTexts.Of(Playing("p", round => round.InPlay == round.Hands[0]))),
        ("split, the second in play", BlackjackTexts.Of(Playing("ps", round => round.InPlay == round.Hands[1]))),
        ("asked for another", BlackjackTexts.Of(Playing("", round => !round.Allows(Move.Double)), isAgain: true)),
        ("the dealer turns the hidden card", BlackjackTexts.DealerDraws(Over("s", round => round.Dealer.Cards.Count == 4))[0]),
        ("the dealer draws", BlackjackTexts.DealerDraws(Over("s", round => round.Dealer.Cards.Count == 4))[1]),
        ("won", BlackjackTexts.Of(Over("s", round => Wins(round) && !round.Dealer.IsBust))),
        ("won, the dealer is bust", BlackjackTexts.Of(Over("s", round => round.Dealer.IsBust))),
        ("lost", BlackjackTexts.Of(Over("s", Loses))),
        ("tie", BlackjackTexts.Of(Over("s", round => Back(round) == 500 && !round.IsNatural))),
        ("bust", BlackjackTexts.Of(Over("h", round => round.Hands[0].IsBust))),
        ("twenty-one by a hit", BlackjackTexts.Of(Over("h", round => round.Hands[0].Total == 21 && Wins(round)))),
        ("doubled and won", BlackjackTexts.Of(Over("d", Wins))),
        ("doubled and lost", BlackjackTexts.Of(Over("d", Loses))),
        ("doubled and tied", BlackjackTexts.Of(Over("d", round => Back(round) == 1_000))),
        ("split, one won and one lost", BlackjackTexts.Of(Over("pss", round => Back(round) == 1_000 && round.Hands[0].Total != round.Hands[1].Total))),
        ("split, both bust", BlackjackTexts.Of(Over("phh", round => round.Hands.All(hand => hand.IsBust)))),
        ("split aces", BlackjackTexts.Of(Over("p", round => round.Hands.Count == 2))),
        ("natural", BlackjackTexts.Of(Over("", round => round.IsNatural && Wins(round)))),
        ("the dealer's natural", BlackjackTexts.Of(Over("", round => BlackjackRules.IsNatural(round.Dealer) && !round.IsNatural))),
        ("two naturals", BlackjackTexts.Of(Over("", round => BlackjackRules.IsNatural(round.Dealer) && round.IsNatural))),
        ("walked away", BlackjackTexts.Of(Over("s", Loses) with { IsLeft = true })),
        ("put away", BlackjackTexts.Gone(".blackjack")),
        ("no hand", BlackjackTexts.NoHand(".blackjack")),
        ("no coins for another stake", BlackjackTexts.CannotLayAnother(Stake, new Coins(120))));

    private static bool Wins(Round round) => Back(round) > 500 * round.Stakes;

    private static bool Loses(Round round) => Back(round) == 0;

    private static long Back(Round round) => BlackjackRules.Pays(round, Stake).Sum(coins => coins.Value);

    private static HandView Playing(string moves, Func<Round, bool> wanted) => View(moves, round => !round.IsOver && wanted(round));

    private static HandView Over(string moves, Func<Round, bool> wanted)
    {
        var hand = View(moves, round => round.IsOver && wanted(round));
        var (staked, back) = (Stake * hand.Round.Stakes, new Coins(Back(hand.Round)));
        return hand with { Settled = new Settled(staked, back, new Coins(5_000) - staked + back) };
    }

    /// <summary>The first bet of a chain that comes to this by these moves.</summary>
    private static HandView View(string moves, Func<Round, bool> wanted)
    {
        for (var nonce = 0; ; nonce++)
        {
            var bet = new FairBet(3, nonce, new byte[FairRules.SeedSize], "lucky", isRevealed: false);
            if (Round.Replay(bet.Stream(), moves) is { } round && wanted(round))
            {
                var now = HeldClock.DefaultStart;
                var game = new OpenGame(new UserId(1001), 77, Game.Blackjack, Stake, 0, moves, now, now + BlackjackTable.Patience, null, Calls.Channel);
                return new HandView(game, bet, round, null);
            }
        }
    }
}
