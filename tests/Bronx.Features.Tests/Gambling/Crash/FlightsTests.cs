using Bronx.Discord.Models;
using Bronx.Features.Gambling;
using Bronx.Features.Gambling.Crash;
using Bronx.Features.Gambling.Fairness;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Testing;

namespace Bronx.Features.Tests.Gambling.Crash;

/// <summary>Live flights on a held clock: who is paid what, and what becomes of a flight that loses its bot.</summary>
public sealed class FlightsTests
{
    private static readonly User Ana = Calls.Person(1001);
    private static readonly Func<SeedSource> BetweenTwoAndThree = Luck.Of(stream => CrashRules.Point(stream) is >= 200 and < 300);
    private static readonly Func<SeedSource> OnTheGround = Luck.Of(stream => CrashRules.Point(stream) == 100);

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    [Theory, MemberData(nameof(Engines))]
    public async Task Press_IsPaidTheMultiplierOfTheMomentItArrived(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, BetweenTwoAndThree, moves: true);
        await LaunchAsync(hall, 1, "500");
        Assert.Equal(new Coins(500), await store.WalletAsync(Ana.Id));
        var launch = store.Clock.GetUtcNow() + Flights.Countdown;

        Assert.Equal(Refusal.RuleOfTheGame, Why(await hall.CashOutAsync(Ana, 2, placedBy: 1)));
        var arrived = launch + CrashRules.TimeTo(150);
        store.Clock.Advance(arrived - store.Clock.GetUtcNow() + TimeSpan.FromMilliseconds(300));
        var end = Assert.IsType<CommandOutcome.Updated>(await hall.CashOutAsync(Ana, 3, placedBy: 1, at: arrived)).Reply;
        var frames = hall.Wire.Shown.Count;

        Assert.Equal("Out at ×1.50!", end.Embeds[0].Title);
        Assert.Equal(new Coins(1_250), await store.WalletAsync(Ana.Id));
        store.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(frames, hall.Wire.Shown.Count);
        Assert.Null(await hall.Screens.FindAsync(Ana.Id, 1, default));
        await AllSettledAsync(store);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Crash_TakesTheStakeAndIsShownLast(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, BetweenTwoAndThree, moves: true);
        await LaunchAsync(hall, 1, "500");

        await store.PassUntilAsync(hall.Stage.WhenStillAsync(Ana.Id, 1));

        Assert.StartsWith("Crashed at ×2.", hall.Wire.Shown[^1].Embeds![0].Title, StringComparison.Ordinal);
        Assert.Empty(hall.Wire.Shown[^1].Components!);
        Assert.True(hall.Wire.Shown.Count > 4, $"{hall.Wire.Shown.Count} frames");
        Assert.Equal(new Coins(500), await store.WalletAsync(Ana.Id));
        var late = Assert.IsType<CommandOutcome.Updated>(await hall.CashOutAsync(Ana, 2, placedBy: 1)).Reply;
        Assert.StartsWith("Crashed at ×2.", late.Embeds[0].Title, StringComparison.Ordinal);
        await AllSettledAsync(store);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Stop_IsPaidByItselfAlsoWithoutAnyFrame(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, BetweenTwoAndThree);
        await LaunchAsync(hall, 1, "500", "2x");

        await store.PassUntilAsync(hall.Stage.WhenStillAsync(Ana.Id, 1));

        var end = Assert.Single(hall.Wire.Shown);
        Assert.Equal("Out at ×2.00!", end.Embeds![0].Title);
        Assert.Equal(new Coins(1_500), await store.WalletAsync(Ana.Id));
        await AllSettledAsync(store);
    }

    /// <summary>The press came in time and the bot was slow with it: it still counts, and what came too late does not.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task SlowBot_CostsNobodyAPressThatCameInTime(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, BetweenTwoAndThree);
        await LaunchAsync(hall, 1, "500");
        var flight = (await hall.Games.FindAsync(Ana.Id, 1, default))!;
        var point = CrashRules.Point((await hall.Fair.FindAsync(Ana.Id, 1, default))!.Stream());
        var crash = flight.LaunchedAt + CrashRules.Lasts(point, flight.Stop);
        store.Clock.Advance(crash - store.Clock.GetUtcNow() + TimeSpan.FromMilliseconds(500));

        Assert.IsType<CommandOutcome.Acknowledged>(await hall.CashOutAsync(Ana, 2, placedBy: 1, at: crash));
        Assert.IsType<CommandOutcome.Updated>(await hall.CashOutAsync(Ana, 3, placedBy: 1, at: crash - TimeSpan.FromMilliseconds(1)));

        Assert.Equal(new Coins(500 + (500 * point / 100)), await store.WalletAsync(Ana.Id));
        await AllSettledAsync(store);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task ManyPressesAtOnce_AreOneWayOut(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, BetweenTwoAndThree, moves: true);
        await LaunchAsync(hall, 1, "500");
        var launch = store.Clock.GetUtcNow() + Flights.Countdown;
        store.Clock.Advance(Flights.Countdown + CrashRules.TimeTo(180));

        var ends = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() =>
            hall.CashOutAsync(Ana, (ulong)n + 2, placedBy: 1, at: launch + CrashRules.TimeTo(110 + (10 * n))))));

        Assert.Single(ends.Select(end => StoredText.Show(Assert.IsType<CommandOutcome.Updated>(end).Reply)).Distinct());
        Assert.InRange((await store.WalletAsync(Ana.Id)).Value, 1_050, 1_400);
        await AllSettledAsync(store);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task SecondFlightWhileOneIsInTheAir_ShowsTheFirstAndTakesNoStake(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, BetweenTwoAndThree);
        await LaunchAsync(hall, 1, "500");

        var again = Assert.IsType<CommandOutcome.Replied>(await hall.LaunchAsync(Ana, 2, "100"));
        Assert.Contains("still in the air", again.Reply.Embeds[0].Description, StringComparison.Ordinal);
        Assert.Equal(new Coins(500), await store.WalletAsync(Ana.Id));
        Assert.Null(await hall.Fair.RotateAsync(Ana.Id, null, default));
        await store.PassUntilAsync(hall.Stage.WhenStillAsync(Ana.Id, 1));
        Assert.Equal(Refusal.MissingArgument, Why(await hall.LaunchAsync(Ana, 3, null)));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Restart_GivesTheStakeBackOrPaysTheStopThatWasReached(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        var mika = Calls.Person(1002, "mika");
        await store.GiveAsync(mika.Id, 1_000);
        await using (var dying = new Hall(store, BetweenTwoAndThree))
        {
            await LaunchAsync(dying, 1, "500");
            await dying.LaunchAsync(mika, 2, "500", "1.5", new Screening());
        }

        await using var next = new Hall(store, BetweenTwoAndThree);
        await next.Keeper.StartAsync(default);
        await Task.WhenAll(next.Stage.WhenStillAsync(Ana.Id, 1), next.Stage.WhenStillAsync(mika.Id, 2));

        Assert.Equal(new Coins(1_000), await store.WalletAsync(Ana.Id));
        Assert.Equal(new Coins(1_250), await store.WalletAsync(mika.Id));
        Assert.Equal(["Flight called off", "Out at ×1.50!"], next.Wire.Shown.Select(shown => shown.Embeds![0].Title).Order());
        var late = Assert.IsType<CommandOutcome.Updated>(await next.CashOutAsync(Ana, 3, placedBy: 1)).Reply;
        Assert.Equal("Flight called off", late.Embeds[0].Title);
        await AllSettledAsync(store);
    }

    /// <summary>Whoever leaves the bot in the middle of a flight sees its end last: no frame brings the button back.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task ErasureInTheMiddle_ShowsTheEndLastAndGivesTheStakeBack(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, BetweenTwoAndThree, moves: true);
        await LaunchAsync(hall, 1, "500");
        store.Clock.Advance(Flights.Countdown + CrashRules.TimeTo(150));

        // The clock stands still meanwhile: else the rocket may crash before its person has left.
        await hall.PersonalData.EraseAsync(Ana.Id, default).WaitAsync(Patience.Long);
        await store.PassUntilAsync(hall.Stage.WhenStillAsync(Ana.Id, 1));
        store.Clock.Advance(TimeSpan.FromMinutes(2));
        await store.PassUntilAsync(hall.Stage.WhenStillAsync(Ana.Id, 1));

        Assert.Equal("Flight called off", hall.Wire.Shown[^1].Embeds![0].Title);
        Assert.Empty(hall.Wire.Shown[^1].Components!);
        Assert.Single(hall.Wire.Shown, shown => shown.Components is null or []);
        Assert.Equal(new Coins(1_000), await store.WalletAsync(Ana.Id));
        Assert.Null(await hall.Screens.FindAsync(Ana.Id, 1, default));
        Assert.Equal(Refusal.Expired, Why(await hall.CashOutAsync(Ana, 2, placedBy: 1)));
        await AllSettledAsync(store);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task CrashOnTheGround_CannotBeLeftHoweverFastSomebodyPresses(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, OnTheGround);
        await LaunchAsync(hall, 1, "500");
        store.Clock.Advance(Flights.Countdown);

        Assert.IsType<CommandOutcome.Acknowledged>(await hall.CashOutAsync(Ana, 2, placedBy: 1));
        await store.PassUntilAsync(hall.Stage.WhenStillAsync(Ana.Id, 1));

        Assert.Equal(new Coins(500), await store.WalletAsync(Ana.Id));
        Assert.Equal("Crashed at ×1.00", hall.Wire.Shown[^1].Embeds![0].Title);
    }

    [Theory]
    [InlineData("crash.out~rt~99")]
    [InlineData("crash.out~rt~-1")]
    [InlineData("crash.out~rt")]
    public async Task ForgedButton_MovesNothing(string customId)
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, BetweenTwoAndThree);
        await LaunchAsync(hall, 1, "500");

        var press = Calls.Press(CrashCommand.Definition, customId, Ana, 2, store.Clock.GetUtcNow());
        Assert.Equal(Refusal.Expired, Why(await new CashOutButton(hall.Flights).RunAsync(press, default)));
        Assert.Equal(new Coins(500), await store.WalletAsync(Ana.Id));
    }

    private static Refusal Why(CommandOutcome outcome) => Assert.IsType<CommandOutcome.Refused>(outcome).Why;

    private static async Task LaunchAsync(Hall hall, ulong eventId, string amount, string? target = null) =>
        Assert.IsType<CommandOutcome.Acknowledged>(await hall.LaunchAsync(Ana, eventId, amount, target, new Screening()));

    private static async Task AllSettledAsync(OpenStore store)
    {
        Assert.Empty(await store.Ledger.OpenReservationsAsync(default));
        await store.BalancesAsync();
    }
}
