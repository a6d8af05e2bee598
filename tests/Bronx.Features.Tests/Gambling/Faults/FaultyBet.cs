using Bronx.Discord.Models;
using Bronx.Features.Economy;
using Bronx.Features.Gambling;
using Bronx.Features.Gambling.Blackjack;
using Bronx.Features.Gambling.Coinflip;
using Bronx.Features.Gambling.Crash;
using Bronx.Features.Gambling.Fairness;
using Bronx.Features.Gambling.Plinko;
using Bronx.Features.Gambling.Roulette;
using Bronx.Features.Gambling.Slots;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Options;

namespace Bronx.Features.Tests.Gambling.Faults;

/// <summary>One person's bets on one game, put through a fault. The seeds are such that every bet is lost, but for half a plinko stake and for rockets that are left in time.</summary>
internal sealed class FaultyBet : IAsyncDisposable
{
    private const long Purse = 1_000;
    private const long Stake = 400;

    private static readonly User Ana = Calls.Person(1001);
    private static readonly User Mika = Calls.Person(1002, "mika");

    private readonly OpenStore _store;
    private readonly Game _game;
    private readonly Func<SeedSource> _luck;
    private readonly List<Hall> _halls = [];
    private readonly List<Reply> _answers = [];
    private ulong _next = 100;

    private FaultyBet(OpenStore store, Game game)
    {
        (_store, _game) = (store, game);
        _luck = Luck.Of(2, stream => game switch
        {
            Game.Coinflip => CoinflipRules.Toss(stream) == CoinSide.Tails,
            Game.Slots => SlotsRules.Pays(SlotsRules.Spin(stream)) == 0,
            Game.Roulette => RouletteRules.Spin(stream) != 17,
            Game.Plinko => PlinkoRules.Slot(PlinkoRules.Drop(stream)) == 6,
            Game.Crash => CrashRules.Point(stream) is >= 200 and < 300,
            Game.Blackjack => Round.Replay(stream, "s") is { IsOver: true } round && BlackjackRules.Pays(round, new Coins(100)) is [{ Value: 0 }],
            _ => throw new ArgumentOutOfRangeException(nameof(game)),
        });
    }

    /// <summary>Both have the same to lose, and the pair of seeds is there before anybody races for it.</summary>
    public static async Task<FaultyBet> BeginAsync(OpenStore store, Game game)
    {
        var bet = new FaultyBet(store, game);
        await store.GiveAsync(Ana.Id, Purse);
        await store.Ledger.PostAsync(
            new Transfer(TransferId.From("test", Mika.Id), AccountId.Mint("test"), AccountId.Wallet(Mika.Id), new Coins(Purse), "Test", TransferOrigin.None), default);
        await bet.Open(moves: false).Fair.ViewAsync(Ana.Id, default);
        return bet;
    }

    public async Task DoubleClickAsync()
    {
        var hall = Open(moves: false);
        var button = await AskAsync(hall);
        await Task.WhenAll(PressAsync(hall, Ana, button), PressAsync(hall, Ana, button));
        await StillAsync(hall);
        await PressAsync(hall, Ana, button);
        await EndedAsync(_game == Game.Crash ? LeftInTime : Lost(1, Stake));
    }

    public async Task TwoAtOnceAsync()
    {
        var hall = Open(moves: false);
        await Task.WhenAll(PlaceAsync(hall, 1, Purse), PlaceAsync(hall, 2, Purse));
        await FinishAsync(hall);
        await EndedAsync(Lost(1, Purse));
    }

    public async Task DeletedMessageAsync()
    {
        var hall = Open(moves: true);
        hall.Wire.MessagesAreGone = true;
        await PlaceAsync(hall, 1, Stake);
        await FinishAsync(hall);
        Assert.NotEmpty(hall.Wire.Shown);
        await EndedAsync(Lost(1, Stake));
    }

    /// <summary>The pipeline refuses who is not named in the id; a game that is asked all the same moves none of its player's coins.</summary>
    public async Task ForeignPresserAsync()
    {
        var hall = Open(moves: false);
        var button = await AskAsync(hall);
        Assert.True(ComponentId.TryParse(button, out var id));
        Assert.Equal(Ana.Id, id.Owner);
        var before = await _store.WalletAsync(Ana.Id);
        if (_game != Game.Coinflip)
        {
            // A side of a coin carries its bet with it: there is nothing to be found under somebody else's name, and the pipeline alone refuses.
            await PressAsync(hall, Mika, button);
        }

        Assert.Equal(before, await _store.WalletAsync(Ana.Id));
        await PressAsync(hall, Ana, button);
        await StillAsync(hall);
        await EndedAsync(_game == Game.Crash ? LeftInTime : Lost(1, Stake));
    }

    /// <summary>Who was cut off sees the true end, or has the stake back, within five seconds of the start.</summary>
    public async Task RestartAsync(bool saysGoodbye)
    {
        var first = Open(moves: true);
        await first.Keeper.StartAsync(default);
        var shown = await PlaceAsync(first, 1, Stake);
        await first.DisposeAsync();
        if (saysGoodbye)
        {
            await first.Croupiers.DisposeAsync();
        }

        var second = Open(moves: true);
        await second.Keeper.StartAsync(default);
        for (var seconds = 0; seconds < 4; seconds++)
        {
            _store.Clock.Advance(TimeSpan.FromSeconds(1));
            await new CroupierJob(second.Croupiers).RunAsync(default);
            await new GameKeeperJob(second.Keeper).RunAsync(default);
        }

        await StillAsync(second);
        Assert.NotEmpty(second.Wire.Shown);
        if (_game == Game.Blackjack)
        {
            await PressAsync(second, Ana, Calls.Button(shown, "Stand"));
            await StillAsync(second);
        }

        await EndedAsync(_game == Game.Crash ? new Coins(Purse) : Lost(1, Stake));
    }

    public async Task SecondProcessAsync()
    {
        var first = Open(moves: true);
        await first.Keeper.StartAsync(default);
        var shown = await PlaceAsync(first, 1, Stake);
        var second = Open(moves: true);
        await second.Keeper.StartAsync(default);
        for (var half = 0; half < 3; half++)
        {
            _store.Clock.Advance(Croupiers.Lasts / 2);
            await new CroupierJob(first.Croupiers).RunAsync(default);
            await new CroupierJob(second.Croupiers).RunAsync(default);
            Assert.Null(await new GameKeeperJob(second.Keeper).RunAsync(default));
        }

        Assert.Empty(second.Wire.Shown);
        if (_game == Game.Blackjack)
        {
            await PressAsync(first, Ana, Calls.Button(shown, "Stand"));
        }

        await StillAsync(first);
        await EndedAsync(Lost(1, Stake));
    }

    public async Task ForgedButtonAsync()
    {
        var hall = Open(moves: false);
        var button = await AskAsync(hall);
        var before = await _store.WalletAsync(Ana.Id);
        Assert.True(ComponentId.TryParse(button, out var id));
        foreach (var state in (string[][])[[], ["x"], ["-1", "yes"], ["999", "yes"], ["1", "0", "hit"], ["1", "-1", "h"], ["999", "0", "s"], ["1", "9", "h"], ["1", "9999999999999", "h"], [.. id.State, "yes"]])
        {
            await PressAsync(hall, Ana, ComponentId.For(id.Route, Ana.Id, state));
            Assert.Equal(before, await _store.WalletAsync(Ana.Id));
        }

        await PressAsync(hall, Ana, button);
        await StillAsync(hall);
        await EndedAsync(_game == Game.Crash ? LeftInTime : Lost(1, Stake));
    }

    public async Task DeliveredTwiceAsync()
    {
        var hall = Open(moves: false);
        await Task.WhenAll(PlaceAsync(hall, 1, Stake), PlaceAsync(hall, 1, Stake));
        await FinishAsync(hall);
        await PlaceAsync(hall, 1, Stake);
        await EndedAsync(Lost(1, Stake));
    }

    public async Task OutOfOrderAsync()
    {
        var hall = Open(moves: false);
        await PlaceAsync(hall, 1, Stake);
        await FinishAsync(hall);
        var end = Shown().Last(IsEnd);
        await PlaceAsync(hall, 2, Stake);
        await FinishAsync(hall);
        var again = await PlaceAsync(hall, 1, Stake);
        Assert.Equal(end.Title, again.Embeds[0].Title);
        Assert.Equal(end.Footer, again.Embeds[0].Footer);
        await EndedAsync(Lost(2, Stake));
    }

    public async Task WalkAwayAsync()
    {
        var hall = Open(moves: true);
        await PlaceAsync(hall, 1, Stake);
        await FinishAsync(hall);
        Assert.NotEmpty(hall.Wire.Shown);
        await EndedAsync(Lost(1, Stake));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var hall in _halls)
        {
            await hall.DisposeAsync();
        }
    }

    /// <summary>What a rocket leaves that was left at ×1.50.</summary>
    private static Coins LeftInTime => new(Purse + (Stake / 2));

    private Coins Lost(int bets, long stake) => new(Purse - (bets * (_game == Game.Plinko ? stake / 2 : stake)));

    private static bool IsEnd(Embed embed) => embed.Description?.Contains(EconomyTexts.InWallet(Coins.Zero)[..12], StringComparison.Ordinal) == true;

    private IEnumerable<Embed> Shown() => _answers.SelectMany(answer => answer.Embeds).Concat(_halls.SelectMany(hall => hall.Wire.Shown).SelectMany(draft => draft.Embeds ?? []));

    private async Task EndedAsync(Coins expected)
    {
        Assert.Equal(expected, await _store.WalletAsync(Ana.Id));
        Assert.Equal(new Coins(Purse), await _store.WalletAsync(Mika.Id));
        Assert.Empty(await _store.Ledger.OpenReservationsAsync(default));
        await _store.BalancesAsync();
        Assert.Contains(Shown(), embed => embed.Description?.Contains(EconomyTexts.InWallet(expected), StringComparison.Ordinal) == true);
    }

    private Hall Open(bool moves)
    {
        var hall = new Hall(_store, _luck, moves);
        _halls.Add(hall);
        return hall;
    }

    /// <summary>Places a bet whose end waits for a press: a game's own button, or the question that a person wants to be asked before they bet.</summary>
    /// <returns>The id of the button.</returns>
    private async Task<string> AskAsync(Hall hall)
    {
        if (_game is Game.Slots or Game.Roulette or Game.Plinko)
        {
            Assert.IsType<OptionChangeOutcome.Changed>(await _store.Options.ChangeAsync(
                Ana.Id, new Dictionary<string, string?> { ["coins.confirm"] = $"{Stake}" }, new OptionCause(Ana.Id, "test"), default));
        }

        var shown = await PlaceAsync(hall, 1, Stake, side: null);
        if (_game == Game.Crash)
        {
            _store.Clock.Advance(Flights.Countdown + CrashRules.TimeTo(150));
        }

        return Calls.Button(shown, _game switch { Game.Coinflip => "Heads", Game.Blackjack => "Stand", Game.Crash => "Cash out", _ => $"Bet {Stake} coins" });
    }

    private async Task<Reply> PlaceAsync(Hall hall, ulong eventId, long stake, CoinSide? side = CoinSide.Heads)
    {
        var screen = new Screening();
        var amount = $"{stake}";
        return Keep(screen, await (_game switch
        {
            Game.Coinflip => hall.FlipAsync(Ana, eventId, amount, side, screen),
            Game.Slots => hall.SlotsAsync(Ana, eventId, amount, screen),
            Game.Roulette => hall.RouletteAsync(Ana, eventId, amount, "17", screen),
            Game.Plinko => hall.PlinkoAsync(Ana, eventId, amount, screen),
            Game.Crash => hall.LaunchAsync(Ana, eventId, amount, on: screen),
            _ => hall.DealAsync(Ana, eventId, amount, screen),
        }));
    }

    private async Task PressAsync(Hall hall, User person, string button)
    {
        var screen = new Screening();
        Keep(screen, await hall.PressAsync(person, Interlocked.Increment(ref _next), button, screen));
    }

    /// <summary>What a call said last.</summary>
    private Reply Keep(Screening screen, CommandOutcome outcome)
    {
        var said = outcome switch
        {
            CommandOutcome.Replied replied => replied.Reply,
            CommandOutcome.Updated updated => updated.Reply,
            CommandOutcome.Refused refused => refused.Reply,
            _ => screen.Frames.Count > 0 ? screen.Last : Reply.Of(new Embed()),
        };
        lock (_answers)
        {
            _answers.Add(said);
        }

        return said;
    }

    /// <summary>Lets a bet end whose player does nothing.</summary>
    private async Task FinishAsync(Hall hall)
    {
        if (_game == Game.Blackjack)
        {
            _store.Clock.Advance(BlackjackTable.Patience);
            await new GameKeeperJob(hall.Keeper).RunAsync(default);
        }

        await StillAsync(hall);
    }

    /// <summary>Until nothing moves any more.</summary>
    private async Task StillAsync(Hall hall)
    {
        foreach (var placedBy in (ulong[])[1, 2])
        {
            await _store.PassUntilAsync(hall.Stage.WhenStillAsync(Ana.Id, placedBy));
        }
    }
}
