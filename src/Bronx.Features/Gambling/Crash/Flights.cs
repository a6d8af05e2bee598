using System.Collections.Concurrent;
using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Features.Economy;
using Bronx.Features.Gambling.Fairness;
using Bronx.Features.Gambling.Stage;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Crash;

/// <summary>
/// Rockets in the air. Where one crashes is fixed before its launch, and a press is judged by the moment it reached the bot; what is shown
/// meanwhile decides nothing. How a flight ended is written down before its coins move.
/// </summary>
internal sealed class Flights(
    Stakes stakes, HouseTable house, Holds holds, FlightBook book, OpenGames games, FairStore fair, ScreenStore screens, GameStage stage, ReplyEditor editor, TimeProvider time)
{
    /// <summary>From the stake to the launch: the button is on the screen before the rocket leaves.</summary>
    public static readonly TimeSpan Countdown = TimeSpan.FromSeconds(2);

    /// <summary>How long after the crash it is written down: presses that came before it may still be on their way through the bot.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>So shortly before its end a flight shows no more frame: the end comes at once.</summary>
    private static readonly TimeSpan LastFrame = TimeSpan.FromMilliseconds(400);

    /// <summary>How long after its end a flight counts as forgotten by its process.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(UserId Person, ulong PlacedBy), CancellationTokenSource> _aloft = new();

    /// <summary>Launches, or shows the rocket that is in the air already.</summary>
    /// <param name="amount">Null only shows.</param>
    public async Task<CommandOutcome> LaunchAsync(CommandCall call, AmountExpression? amount, int stop, CancellationToken ct)
    {
        var person = call.Caller.Id;
        if ((await games.FindAsync(person, call.EventId, ct) ?? await games.RunningAsync(person, Game.Crash, ct)) is { } before)
        {
            return CommandOutcome.Say(CrashTexts.Of(await book.ViewAsync(before, ct), time.GetUtcNow(), isAgain: before.PlacedBy != call.EventId));
        }

        if (amount is not { } wanted)
        {
            return CommandOutcome.Refuse(Refusal.MissingArgument, CrashTexts.NoFlight(call.Spelling(CrashCommand.Name)));
        }

        var (stake, refusal) = await stakes.ReadAsync(Game.Crash, call, wanted, ct);
        if (refusal is not null)
        {
            return refusal;
        }

        var (drawn, bounded) = await house.DrawAsync(Game.Crash, person, call.EventId, stake, ct);
        if (drawn is null)
        {
            return bounded!;
        }

        var launch = time.GetUtcNow() + Countdown;
        var point = CrashRules.Point(drawn.Stream());
        var flight = new OpenGame(person, call.EventId, Game.Crash, stake, stop, "", launch, launch + CrashRules.Lasts(point, stop) + Forgotten, call.Guild, call.Channel);
        if (drawn.IsRevealed)
        {
            return CommandOutcome.Refuse(Refusal.Expired, GamblingTexts.SeedRevealed());
        }

        if (await holds.LayAsync(flight, 0, ct) is ReserveOutcome.Insufficient few)
        {
            await fair.ReturnAsync(person, call.EventId, Coins.Zero, Coins.Zero, ct);
            return CommandOutcome.Refuse(Refusal.InsufficientFunds, EconomyTexts.NotEnough(Pocket.Wallet, few.Balance, few.Needed, call.Spelling));
        }

        if (!await games.AddAsync(flight, drawn.Pair, ct))
        {
            if (await games.FindAsync(person, call.EventId, ct) is { } same)
            {
                // The same message came twice in one moment: the stake is this flight's.
                return CommandOutcome.Say(CrashTexts.Of(await book.ViewAsync(same, ct), time.GetUtcNow()));
            }

            // Another was launched in the same moment, or the seed was revealed: this one never was.
            await holds.GiveBackAsync(flight, 0, "not launched", ct);
            await fair.ReturnAsync(person, call.EventId, Coins.Zero, Coins.Zero, ct);
            return CommandOutcome.Refuse(Refusal.RuleOfTheGame, CrashTexts.NotLaunched());
        }

        return await FlyAsync(call, new FlightView(flight, drawn, point, null), ct);
    }

    /// <summary>Leaves a flight; a press that comes after its end shows the end.</summary>
    public async Task<CommandOutcome> CashOutAsync(ComponentCall call, ulong placedBy, CancellationToken ct)
    {
        if (await games.FindAsync(call.Caller.Id, placedBy, ct) is not { Game: Game.Crash } game)
        {
            return CommandOutcome.Refuse(Refusal.Expired, CrashTexts.Gone(call.Spelling(CrashCommand.Name)));
        }

        var flight = await book.ViewAsync(game, ct);
        if (flight.IsFlying)
        {
            var flown = call.ReceivedAt - game.LaunchedAt;
            if (flown < TimeSpan.Zero)
            {
                return CommandOutcome.Refuse(Refusal.RuleOfTheGame, CrashTexts.NotYet());
            }

            var left = CrashRules.LeavesAt(flown, game.Stop);
            if (left > flight.Point)
            {
                // It crashed before the press arrived; whoever watches over the flight shows that in a moment.
                return new CommandOutcome.Acknowledged();
            }

            await book.DecideAsync(game, left.ToString(CultureInfo.InvariantCulture), ct);
        }

        await LetGoAsync(game, ct);
        var ended = await book.EndAsync(await book.AsItIsAsync(game, ct), ct);
        await screens.ForgetAsync(game.Person, placedBy, ct);
        return new CommandOutcome.Updated(CrashTexts.Of(ended, time.GetUtcNow()));
    }

    /// <summary>Stops watching over a flight whose end somebody else shows: no frame comes after it, the one that is on its way is waited for.</summary>
    public async Task LetGoAsync(OpenGame game, CancellationToken ct)
    {
        if (_aloft.TryGetValue((game.Person, game.PlacedBy), out var watch))
        {
            await watch.CancelAsync();
            await stage.WhenStillAsync(game.Person, game.PlacedBy).WaitAsync(ct);
        }
    }

    private async Task<CommandOutcome> FlyAsync(CommandCall call, FlightView flight, CancellationToken ct)
    {
        var game = flight.Game;
        var shown = await call.ShowAsync(CrashTexts.Of(flight, time.GetUtcNow()), ct);
        await screens.KeepAsync(new Screen(game.Person, game.PlacedBy, shown, null), ct);
        var watch = CancellationTokenSource.CreateLinkedTokenSource(stage.Closing);
        var key = (game.Person, game.PlacedBy);
        _aloft[key] = watch;
        var place = stage.Places.TryTake(call);
        stage.Run(game.Person, game.PlacedBy, place, async _ =>
        {
            try
            {
                await WatchAsync(flight, shown, place is not null, watch.Token);
            }
            catch (OperationCanceledException) when (watch.IsCancellationRequested)
            {
                // Its person left, and shows the end; or the process stops, and the next start does.
            }
            finally
            {
                _aloft.TryRemove(key, out var _);
            }
        });
        return new CommandOutcome.Acknowledged();
    }

    private async Task WatchAsync(FlightView flight, ShownReply shown, bool moves, CancellationToken ct)
    {
        while (time.GetUtcNow() < flight.EndsAt)
        {
            var left = flight.EndsAt - time.GetUtcNow();
            await Task.Delay(moves && left > GameStage.Pace ? GameStage.Pace : left, time, ct);
            if (moves && time.GetUtcNow() < flight.EndsAt - LastFrame)
            {
                moves = await editor.ShowAsync(shown, CrashTexts.Of(flight, time.GetUtcNow()), ct);
            }
        }

        if (flight.Game.Stop <= flight.Point)
        {
            await book.DecideAsync(flight.Game, flight.Game.Stop.ToString(CultureInfo.InvariantCulture), ct);
        }
        else
        {
            await Task.Delay(Grace, time, ct);
            await book.DecideAsync(flight.Game, FlightView.Crashed, ct);
        }

        var ended = await book.EndAsync(await book.AsItIsAsync(flight.Game, ct), ct);
        await stage.FinishAsync(new Screen(flight.Game.Person, flight.Game.PlacedBy, shown, null), CrashTexts.Of(ended, time.GetUtcNow()), ct);
    }
}
