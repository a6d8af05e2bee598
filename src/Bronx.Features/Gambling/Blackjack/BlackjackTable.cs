using Bronx.Discord.Models;
using Bronx.Features.Economy;
using Bronx.Features.Gambling.Fairness;
using Bronx.Features.Gambling.Limits;
using Bronx.Features.Gambling.Stage;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Blackjack;

/// <summary>
/// Hands between the deal and their end. A stake is set aside before its cards are shown; a move is written down before it is shown; the
/// coins follow from the moves. So whatever is lost on the way, the next look at the hand goes on where it was.
/// </summary>
internal sealed class BlackjackTable(
    Stakes stakes, HouseTable house, Holds holds, Hands hands, OpenGames games, FairStore fair, Ledger ledger, ScreenStore screens, GameStage stage, TimeProvider time)
{
    /// <summary>How long a hand waits for its player's next move.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Deals a hand, or shows the one that is on the table already.</summary>
    /// <param name="amount">Null only shows.</param>
    public async Task<CommandOutcome> PlaceAsync(CommandCall call, AmountExpression? amount, CancellationToken ct)
    {
        var person = call.Caller.Id;
        if ((await games.FindAsync(person, call.EventId, ct) ?? await games.RunningAsync(person, Game.Blackjack, ct)) is { } before)
        {
            return await ShowAsync(call, await hands.ViewAsync(before, ct), isAgain: before.PlacedBy != call.EventId, ct);
        }

        if (amount is not { } wanted)
        {
            return CommandOutcome.Refuse(Refusal.MissingArgument, BlackjackTexts.NoHand(call.Spelling(BlackjackCommand.Name)));
        }

        var (stake, refusal) = await stakes.ReadAsync(Game.Blackjack, call, wanted, ct);
        if (refusal is not null)
        {
            return refusal;
        }

        var (drawn, bounded) = await house.DrawAsync(Game.Blackjack, person, call.EventId, stake, ct);
        if (drawn is null)
        {
            return bounded!;
        }

        var now = time.GetUtcNow();
        var game = new OpenGame(person, call.EventId, Game.Blackjack, stake, 0, "", now, now + Patience, call.Guild, call.Channel);
        if (drawn.IsRevealed && await ledger.FindAsync(game.Hold(0), ct) is null)
        {
            return CommandOutcome.Refuse(Refusal.Expired, GamblingTexts.SeedRevealed());
        }

        switch (await holds.LayAsync(game, 0, ct))
        {
            case ReserveOutcome.Insufficient few:
                await fair.ReturnAsync(person, call.EventId, Coins.Zero, Coins.Zero, ct);
                return CommandOutcome.Refuse(Refusal.InsufficientFunds, EconomyTexts.NotEnough(Pocket.Wallet, few.Balance, few.Needed, call.Spelling));
            case ReserveOutcome.Repeated first:
                game = game with { Stake = first.First.Transfer.Amount };
                break;
        }

        return await DealAsync(call, game, drawn, ct);
    }

    /// <summary>Makes a move, if the hand still is where the button saw it; a button that comes late shows the hand as it is.</summary>
    /// <param name="step">How many moves there were when the button was shown.</param>
    public async Task<CommandOutcome> MoveAsync(ComponentCall call, ulong placedBy, int step, Move move, CancellationToken ct)
    {
        if (await games.FindAsync(call.Caller.Id, placedBy, ct) is not { Game: Game.Blackjack } game)
        {
            return CommandOutcome.Refuse(Refusal.Expired, BlackjackTexts.Gone(call.Spelling(BlackjackCommand.Name)));
        }

        var hand = await hands.ViewAsync(game, ct);
        if (game.IsEnded || step != game.Moves.Length || !hand.Round.Allows(move))
        {
            return new CommandOutcome.Updated(BlackjackTexts.Of(hand));
        }

        if (move is Move.Double or Move.Split && await LaySecondAsync(game, ct) is { } refusal)
        {
            return refusal;
        }

        hand.Round.TryPlay(move);
        var moved = game with { Moves = game.Moves + (char)move, Deadline = time.GetUtcNow() + Patience };
        if (!await games.MoveAsync(game, moved.Moves, moved.Deadline, ct))
        {
            return new CommandOutcome.Updated(BlackjackTexts.Of(await hands.AsItIsAsync(game, ct)));
        }

        hand = hand with { Game = moved };
        if (!hand.Round.IsOver)
        {
            await KeepScreenAsync(moved, call, ct);
            return new CommandOutcome.Updated(BlackjackTexts.Of(hand));
        }

        var end = BlackjackTexts.Of(await hands.EndAsync(hand, ct));
        return hand.Round.Dealer.Cards.Count > 2
            ? await stage.PlayAsync(call, placedBy, BlackjackTexts.DealerDraws(hand), end, ct)
            : await OverAsync(call, placedBy, end, ct);
    }

    private async Task<CommandOutcome> DealAsync(CommandCall call, OpenGame game, FairBet drawn, CancellationToken ct)
    {
        var hand = new HandView(game, drawn, Round.Replay(drawn.Stream(), "")!, null);
        if (hand.Round.IsOver)
        {
            return CommandOutcome.Say(BlackjackTexts.Of(await hands.EndAsync(hand, ct)));
        }

        if (await games.AddAsync(game, drawn.Pair, ct))
        {
            return await ShowAsync(call, hand, isAgain: false, ct);
        }

        if (await games.FindAsync(game.Person, game.PlacedBy, ct) is { } same)
        {
            // The same message came twice in one moment: the stake is this hand's.
            return await ShowAsync(call, await hands.ViewAsync(same, ct), isAgain: false, ct);
        }

        // Another hand was dealt in the same moment, or the seed was revealed: this one never was.
        await holds.GiveBackAsync(game, 0, "not dealt", ct);
        await fair.ReturnAsync(game.Person, game.PlacedBy, Coins.Zero, Coins.Zero, ct);
        return await games.RunningAsync(game.Person, Game.Blackjack, ct) is { } other
            ? await ShowAsync(call, await hands.ViewAsync(other, ct), isAgain: true, ct)
            : CommandOutcome.Refuse(Refusal.Expired, GamblingTexts.SeedRevealed());
    }

    /// <summary>Shows a hand in answer to a command, and remembers where.</summary>
    private async Task<CommandOutcome> ShowAsync(CommandCall call, HandView hand, bool isAgain, CancellationToken ct)
    {
        var reply = BlackjackTexts.Of(hand, isAgain);
        if (hand.Settled is not null)
        {
            return CommandOutcome.Say(reply);
        }

        await call.ShowAsync(reply, ct);
        await KeepScreenAsync(hand.Game, call, ct);
        return new CommandOutcome.Acknowledged();
    }

    /// <summary>Another stake for a double or a split: counted against the person's limits and set aside before the card is shown.</summary>
    private async Task<CommandOutcome?> LaySecondAsync(OpenGame game, CancellationToken ct)
    {
        if (await fair.RaiseAsync(game.Person, game.PlacedBy, game.Stake * BlackjackRules.MostStakes, ct) is { } problem)
        {
            return LimitTexts.Refuse(problem);
        }

        if (await holds.LayAsync(game, 1, ct) is not ReserveOutcome.Insufficient few)
        {
            return null;
        }

        await fair.RaiseAsync(game.Person, game.PlacedBy, game.Stake, ct);
        return CommandOutcome.Refuse(Refusal.InsufficientFunds, BlackjackTexts.CannotLayAnother(few.Needed, few.Balance));
    }

    private Task KeepScreenAsync(OpenGame game, Call call, CancellationToken ct) =>
        screens.KeepAsync(new Screen(game.Person, game.PlacedBy, call.Shown ?? new ShownReply(call.Channel, null), null), ct);

    private async Task<CommandOutcome> OverAsync(ComponentCall call, ulong placedBy, Reply end, CancellationToken ct)
    {
        await screens.ForgetAsync(call.Caller.Id, placedBy, ct);
        return new CommandOutcome.Updated(end);
    }
}
