using Bronx.Discord.Models;
using Bronx.Features.Economy;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Blackjack;

internal static class BlackjackTexts
{
    public const string Odds =
        "Come closer to 21 than the dealer without passing it. Pictures count 10, an ace 1 or 11.\n"
        + "**×2.5** a natural: an ace and a ten at the deal\n"
        + "**×2** more than the dealer, or the dealer is bust\n"
        + "**×1** a tie: your stake comes back\n\n"
        + "Endless shoe. The dealer looks for a natural at once, draws to 16 and on a soft 17. Double on a hard 11: one card, twice the stake. "
        + "Split one pair once, with a second stake; split hands are not doubled, split aces get one card each.";

    private const string Rule = "Dealer draws to 16 and soft 17";
    private const string FaceDown = "??";

    /// <summary>A hand as it stands, or its end.</summary>
    /// <param name="isAgain">Whether it was asked for another hand while this one is on the table.</param>
    public static Reply Of(HandView hand, bool isAgain = false) => hand.Settled is { } settled ? Over(hand, settled) : Playing(hand, isAgain);

    /// <summary>The dealer's cards, one more in each frame, from the moment the second lies open; the last one is for the end.</summary>
    public static IReadOnlyList<Reply> DealerDraws(HandView hand) =>
        [.. Enumerable.Range(2, hand.Round.Dealer.Cards.Count - 2).Select(shown => Reply.Of(
            Card(hand, Dealer(hand.Round, shown) + "\n" + Yours(hand.Round), Look.Accent) with { Footer = Footer(hand) }))];

    public static Reply Gone(string spelling) => Reply.Of(Look.Refusal($"This hand is over and put away. Deal another: `{spelling} 500`.")).ForCallerOnly();

    public static Reply NoHand(string spelling) => Reply.Of(Look.Refusal($"You have no hand on the table. Name a stake to be dealt one: `{spelling} 500`."));

    public static Reply CannotLayAnother(Coins needed, Coins wallet) =>
        Reply.Of(Look.Refusal($"That takes another {Say.Coins(needed)}, and your wallet has {Say.Coins(wallet)}. Hit or stand instead.")).ForCallerOnly();

    private static Reply Playing(HandView hand, bool isAgain)
    {
        var round = hand.Round;
        var again = isAgain ? "This hand is still on the table; finish it first.\n\n" : "";
        var card = Card(hand, $"{again}{Dealer(round, shown: 1)}\n{Yours(round)}\nYour move; I stand for you {Say.When(hand.Game.Deadline)}.", Look.Accent);
        List<Component> buttons = [Button(hand, Move.Hit, ButtonStyle.Primary, "Hit"), Button(hand, Move.Stand, ButtonStyle.Secondary, "Stand")];
        if (round.Allows(Move.Double))
        {
            buttons.Add(Button(hand, Move.Double, ButtonStyle.Secondary, "Double"));
        }

        if (round.Allows(Move.Split))
        {
            buttons.Add(Button(hand, Move.Split, ButtonStyle.Secondary, "Split"));
        }

        return Reply.Of(card with { Footer = Footer(hand) }).With(Component.Row([.. buttons]));
    }

    private static Reply Over(HandView hand, Settled settled)
    {
        var round = hand.Round;
        var (text, colour) = settled.Change.Value switch
        {
            > 0 => ($"You win **{Say.Coins(settled.Change)}**.", Look.Good),
            0 => (settled.Staked.Value > hand.Game.Stake.Value ? "In all your stakes come back." : "Your stake comes back.", Look.Quiet),
            _ => ($"You lose **{Say.Coins(-settled.Change)}**.", Look.Bad),
        };
        var left = hand.IsLeft ? "Time was up, so I stood for you. " : "";
        return Reply.Of(Look.Card(Headline(round), $"{Dealer(round, int.MaxValue)}\n{Yours(round, isOver: true)}\n{left}{text} {EconomyTexts.InWallet(settled.Wallet)}", colour) with
        {
            Footer = Footer(hand),
        });
    }

    private static string Headline(Round round)
    {
        if (round.IsNatural)
        {
            return BlackjackRules.IsNatural(round.Dealer) ? "Two naturals: a tie" : "Blackjack!";
        }

        if (BlackjackRules.IsNatural(round.Dealer))
        {
            return "The dealer has a natural";
        }

        if (round.Hands.All(hand => hand.IsBust))
        {
            return round.Hands.Count == 1 ? $"Bust with {round.Hands[0].Total}" : "Both hands bust";
        }

        return round.Dealer.IsBust ? $"The dealer is bust with {round.Dealer.Total}"
            : round.Hands.Count > 1 ? $"The dealer has {round.Dealer.Total}"
            : round.Hands[0].Total.CompareTo(round.Dealer.Total) switch
            {
                > 0 => $"Your {round.Hands[0].Total} beats {round.Dealer.Total}",
                0 => $"A tie at {round.Dealer.Total}",
                _ => $"The dealer's {round.Dealer.Total} beats {round.Hands[0].Total}",
            };
    }

    /// <param name="shown">How many of the dealer's cards lie open; with the first alone, the second lies face down.</param>
    private static string Dealer(Round round, int shown)
    {
        var cards = round.Dealer.Cards.Take(shown).ToList();
        var open = new Hand();
        cards.ForEach(open.Take);
        return shown == 1
            ? $"**Dealer** shows {Total(open)}\n## {cards[0].Face}  {FaceDown}"
            : $"**Dealer** has {Total(open)}\n## {Faces(cards)}";
    }

    /// <param name="isOver">Whether the dealer is done: then each hand of two says how it ended.</param>
    private static string Yours(Round round, bool isOver = false) => round.Hands.Count == 1
        ? $"**You** have {Total(round.Hands[0])}\n## {Faces(round.Hands[0].Cards)}"
        : string.Join('\n', round.Hands.Select((hand, index) =>
            $"**{(index == 0 ? "First" : "Second")} hand**{(hand == round.InPlay ? ", in play," : "")} has {Total(hand)}{(isOver ? Verdict(round, hand) : "")}\n## {Faces(hand.Cards)}"));

    private static string Verdict(Round round, Hand hand) => hand.IsBust ? "" : BlackjackRules.Pays(round, hand, new Coins(1)).Value switch
    {
        0 => ": it loses",
        1 => ": a tie",
        _ => ": it wins",
    };

    private static string Total(Hand hand) => hand.IsBust ? $"{hand.Total}, bust"
        : hand is { IsSoft: true, Total: < 21 } ? $"soft {hand.Total}"
        : $"{hand.Total}";

    private static string Faces(IEnumerable<Card> cards) => string.Join("  ", cards.Select(card => card.Face));

    private static Embed Card(HandView hand, string text, int colour) => Look.Card($"Blackjack for {Say.Coins(hand.Game.Stake * hand.Round.Stakes)}", text, colour);

    private static EmbedFooter Footer(HandView hand) =>
        GamblingTexts.Footer(Rule, hand.Game.Moves.Length == 0 ? hand.Drawn.Name : $"{hand.Drawn.Name} · moves {hand.Game.Moves}");

    private static Component Button(HandView hand, Move move, ButtonStyle style, string label) =>
        Component.Button(style, label, BlackjackButton.Id(hand.Game, move));
}
