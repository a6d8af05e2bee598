using Bronx.Discord.Models;
using Bronx.Features.Economy.Choices;
using Bronx.Features.Gambling;
using Bronx.Features.Gambling.Blackjack;
using Bronx.Features.Gambling.Coinflip;
using Bronx.Features.Gambling.Crash;
using Bronx.Features.Gambling.Fairness;
using Bronx.Features.Gambling.Limits;
using Bronx.Features.Gambling.Plinko;
using Bronx.Features.Gambling.Roulette;
using Bronx.Features.Gambling.Slots;
using Bronx.Features.Gambling.Stage;
using Bronx.Platform.Commands;
using Bronx.Platform.Commands.Confirming;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Features.Tests.Gambling;

/// <summary>Every game on one store, as the slice wires it. Another hall on the same store is the same bot after a restart.</summary>
internal sealed class Hall : IAsyncDisposable
{
    private readonly OpenStore _store;
    private readonly Confirmations _confirmations;
    private bool _isClosed;

    /// <param name="moves">Whether answers move; else every game shows its end at once.</param>
    public Hall(OpenStore store, Func<SeedSource> luck, bool moves = false)
    {
        _store = store;
        _confirmations = new Confirmations(store.Clock);
        var (ledger, time) = (store.Ledger, store.Clock);
        Limits = new LimitStore(store.Database, time);
        Fair = new FairStore(store.Database, luck(), Limits, time);
        House = new HouseTable(ledger, Fair);
        Stakes = new Stakes(ledger, House, guild => Bounds ?? (store.Options.Of(guild).Get(GamblingChoices.Smallest), store.Options.Of(guild).Get(GamblingChoices.Largest)), new Spending(store.Options, _confirmations));
        var editor = new ReplyEditor(Wire);
        Croupiers = new Croupiers(store.Database, SeedSource.Cryptographic(), time);
        Screens = new ScreenStore(store.Database, Croupiers, time);
        Stage = new GameStage(editor, Screens, time, NullLogger<GameStage>.Instance) { Places = moves ? new StagePlaces(150, 2) : new StagePlaces(0, 0) };
        Games = new OpenGames(store.Database, Fair, Croupiers, time);
        Holds = new Holds(ledger, time);
        var hands = new Hands(Holds, Games, Fair);
        Blackjack = new BlackjackTable(Stakes, House, Holds, hands, Games, Fair, ledger, Screens, Stage, time);
        LeftHands = new LeftHands(hands, Games, Screens, Stage, editor, time);
        var book = new FlightBook(Holds, Games, Fair, ledger);
        Flights = new Flights(Stakes, House, Holds, book, Games, Fair, Screens, Stage, editor, time);
        LeftFlights = new LeftFlights(book, Flights, Stage, time);
        Keeper = new GameKeeper(Games, LeftHands, LeftFlights, ledger, Stage, Croupiers, time);
        Coinflip = new CoinflipTable(House);
        PersonalData = new GamblingPersonalData(store.Database, Games, LeftHands, LeftFlights, Limits, time);
    }

    public Wire Wire { get; } = new();

    /// <summary>What the server allows.</summary>
    public (Coins Smallest, Coins Largest)? Bounds { get; set; }

    public LimitStore Limits { get; }

    public FairStore Fair { get; }

    public HouseTable House { get; }

    public Stakes Stakes { get; }

    public ScreenStore Screens { get; }

    public GameStage Stage { get; }

    public OpenGames Games { get; }

    public Holds Holds { get; }

    public BlackjackTable Blackjack { get; }

    public LeftHands LeftHands { get; }

    public Flights Flights { get; }

    public LeftFlights LeftFlights { get; }

    /// <summary>This hall among others on the same store; it is not there for them before it says so.</summary>
    public Croupiers Croupiers { get; }

    public GameKeeper Keeper { get; }

    public CoinflipTable Coinflip { get; }

    public GamblingPersonalData PersonalData { get; }

    public Task<CommandOutcome> FlipAsync(User person, ulong eventId, string amount, CoinSide? side, Screening? on = null) => Run(
        new CoinflipCommand(Stakes, Coinflip, Stage, _store.Ledger).RunAsync,
        CoinflipCommand.Definition, person, eventId, on, [("amount", Amount(amount)), .. side is { } called ? [("side", called)] : Array.Empty<(string, object)>()]);

    public Task<CommandOutcome> PressSideAsync(User person, ulong eventId, string customId) =>
        new CoinSideButton(Stakes, Coinflip, Stage).RunAsync(Calls.Press(CoinflipCommand.Definition, customId, person, eventId, _store.Clock.GetUtcNow()), default).AsTask();

    public Task<CommandOutcome> SlotsAsync(User person, ulong eventId, string amount, Screening? on = null) =>
        Run(new SlotsCommand(Stakes, Stage).RunAsync, SlotsCommand.Definition, person, eventId, on, ("amount", Amount(amount)));

    public Task<CommandOutcome> RouletteAsync(User person, ulong eventId, string amount, string bet, Screening? on = null) =>
        Run(new RouletteCommand(Stakes, Stage).RunAsync, RouletteCommand.Definition, person, eventId, on, ("amount", Amount(amount)), ("bet", bet));

    public Task<CommandOutcome> PlinkoAsync(User person, ulong eventId, string amount, Screening? on = null) =>
        Run(new PlinkoCommand(Stakes, Stage).RunAsync, PlinkoCommand.Definition, person, eventId, on, ("amount", Amount(amount)));

    /// <param name="amount">Null only shows.</param>
    public Task<CommandOutcome> DealAsync(User person, ulong eventId, string? amount, Screening? on = null) => Run(
        new BlackjackCommand(Blackjack).RunAsync,
        BlackjackCommand.Definition, person, eventId, on ?? new Screening(), amount is null ? [] : [("amount", Amount(amount))]);

    /// <summary>Presses a button of a hand by the id it has there.</summary>
    public Task<CommandOutcome> MoveAsync(User person, ulong eventId, string customId, Screening? on = null) => new BlackjackButton(Blackjack).RunAsync(
        Calls.Press(BlackjackCommand.Definition, customId, person, eventId, _store.Clock.GetUtcNow(), screening: on ?? new Screening()), default).AsTask();

    /// <param name="target">Null for none.</param>
    public Task<CommandOutcome> LaunchAsync(User person, ulong eventId, string? amount, string? target = null, Screening? on = null)
    {
        List<(string, object)> arguments = [];
        if (amount is not null)
        {
            arguments.Add(("amount", Amount(amount)));
        }

        if (target is not null)
        {
            arguments.Add(("target", target));
        }

        return Run(new CrashCommand(Flights).RunAsync, CrashCommand.Definition, person, eventId, on ?? new Screening(), [.. arguments]);
    }

    /// <summary>Presses Cash out on a flight by the event that launched it.</summary>
    public Task<CommandOutcome> CashOutAsync(User person, ulong eventId, ulong placedBy, DateTimeOffset? at = null) => new CashOutButton(Flights).RunAsync(
        Calls.Press(CrashCommand.Definition, ComponentId.For("crash.out", person.Id, $"{placedBy}"), person, eventId, at ?? _store.Clock.GetUtcNow()), default).AsTask();

    /// <summary>Presses any button of a game by the id it has, as the pipeline would hand it on.</summary>
    public Task<CommandOutcome> PressAsync(User person, ulong eventId, string customId, Screening on)
    {
        Assert.True(ComponentId.TryParse(customId, out var id), customId);
        ComponentCall Call(CommandDefinition command) => Calls.Press(command, customId, person, eventId, _store.Clock.GetUtcNow(), screening: on);
        ConfirmButton<T> Confirm<T>(T command)
            where T : class, ICommand => new(_confirmations, command);
        return id.Route switch
        {
            "coinflip.side" => new CoinSideButton(Stakes, Coinflip, Stage).RunAsync(Call(CoinflipCommand.Definition), default).AsTask(),
            "blackjack.move" => new BlackjackButton(Blackjack).RunAsync(Call(BlackjackCommand.Definition), default).AsTask(),
            "crash.out" => new CashOutButton(Flights).RunAsync(Call(CrashCommand.Definition), default).AsTask(),
            "confirm.slots" => Confirm(new SlotsCommand(Stakes, Stage)).RunAsync(Call(SlotsCommand.Definition), default).AsTask(),
            "confirm.roulette" => Confirm(new RouletteCommand(Stakes, Stage)).RunAsync(Call(RouletteCommand.Definition), default).AsTask(),
            "confirm.plinko" => Confirm(new PlinkoCommand(Stakes, Stage)).RunAsync(Call(PlinkoCommand.Definition), default).AsTask(),
            _ => throw new ArgumentOutOfRangeException(nameof(customId), customId, "No button of a game."),
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            await Stage.DisposeAsync();
        }
    }

    private static AmountExpression Amount(string text) => AmountExpression.Parse(text).Amount;

    private Task<CommandOutcome> Run(
        Func<CommandCall, CancellationToken, ValueTask<CommandOutcome>> run, CommandDefinition command, User person, ulong eventId, Screening? on, params (string, object)[] arguments) =>
        run(Calls.Play(command, person, eventId, _store.Clock.GetUtcNow(), on, arguments), default).AsTask();
}
