using Bronx.Discord.Models;
using Bronx.Features.Gambling;
using Bronx.Features.Gambling.Blackjack;
using Bronx.Features.Gambling.Fairness;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;

namespace Bronx.Features.Tests.Gambling.Blackjack;

/// <summary>Hands through command and buttons, on real stores: what happens to the coins whatever happens to the bot.</summary>
public sealed class BlackjackTableTests
{
    private static readonly User Ana = Calls.Person(1001);

    /// <summary>A hand that wins by standing, one that loses by it, and what else a test needs.</summary>
    private static readonly Func<SeedSource> Wins = Luck.Of(stream => Back(stream, "s") == 200);
    private static readonly Func<SeedSource> Loses = Luck.Of(stream => Back(stream, "s") == 0);
    private static readonly Func<SeedSource> Natural = Luck.Of(stream => Back(stream, "") == 250);
    private static readonly Func<SeedSource> DoubleWins = Luck.Of(stream => Back(stream, "d") == 400);
    private static readonly Func<SeedSource> SplitWins = Luck.Of(stream => Back(stream, "pss") == 400);

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    [Theory, MemberData(nameof(Engines))]
    public async Task WonHand_PaysDoubleAndTheStakeIsSetAsideBeforeTheFirstCard(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, Wins);

        var hand = await DealAsync(hall, 1, "400");
        Assert.Equal(new Coins(600), await store.WalletAsync(Ana.Id));
        var end = Assert.IsType<CommandOutcome.Updated>(await hall.MoveAsync(Ana, 2, Calls.Button(hand, "Stand"))).Reply;

        Assert.Contains("You win **400 coins**", end.Embeds[0].Description, StringComparison.Ordinal);
        Assert.Contains("bet 1-0 · moves s", end.Embeds[0].Footer!.Text, StringComparison.Ordinal);
        Assert.Empty(end.Components);
        Assert.Equal(new Coins(1_400), await store.WalletAsync(Ana.Id));
        await AllSettledAsync(store);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Natural_PaysThreeToTwoAtOnce(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, Natural);

        var end = Assert.IsType<CommandOutcome.Replied>(await hall.DealAsync(Ana, 1, "101"));
        var again = Assert.IsType<CommandOutcome.Replied>(await hall.DealAsync(Ana, 1, "101"));

        Assert.Equal("Blackjack!", end.Reply.Embeds[0].Title);
        Assert.Equal(StoredText.Show(end.Reply), StoredText.Show(again.Reply));
        Assert.Equal(new Coins(1_151), await store.WalletAsync(Ana.Id));
        await AllSettledAsync(store);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task DoubleAndSplit_SetAnotherStakeAsideAndPayBoth(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using (var doubling = new Hall(store, DoubleWins))
        {
            var hand = await DealAsync(doubling, 1, "500");
            Assert.IsType<CommandOutcome.Updated>(await doubling.MoveAsync(Ana, 2, Calls.Button(hand, "Double")));
        }

        Assert.Equal(new Coins(2_000), await store.WalletAsync(Ana.Id));
        await AllSettledAsync(store);

        await store.GiveAsync(new UserId(1002), 1_000);
        var mika = Calls.Person(1002, "mika");
        await using var splitting = new Hall(store, SplitWins);
        var screen = new Screening();
        await splitting.DealAsync(mika, 3, "500", screen);
        var split = Assert.IsType<CommandOutcome.Updated>(await splitting.MoveAsync(mika, 4, Calls.Button(screen.Last, "Split"))).Reply;
        Assert.Equal(Coins.Zero, await store.WalletAsync(mika.Id));
        var second = Assert.IsType<CommandOutcome.Updated>(await splitting.MoveAsync(mika, 5, Calls.Button(split, "Stand"))).Reply;
        Assert.IsType<CommandOutcome.Updated>(await splitting.MoveAsync(mika, 6, Calls.Button(second, "Stand")));
        Assert.Equal(new Coins(2_000), await store.WalletAsync(mika.Id));
        await AllSettledAsync(store);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task DoubleWithoutTheCoins_IsRefusedAndTheHandGoesOn(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 900);
        await using var hall = new Hall(store, DoubleWins);
        var hand = await DealAsync(hall, 1, "500");

        var no = Assert.IsType<CommandOutcome.Refused>(await hall.MoveAsync(Ana, 2, Calls.Button(hand, "Double")));
        Assert.Equal(Refusal.InsufficientFunds, no.Why);
        Assert.IsType<CommandOutcome.Updated>(await hall.MoveAsync(Ana, 3, Calls.Button(hand, "Stand")));
        await AllSettledAsync(store);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task PressesOfOneMomentManyTimes_MoveOnce(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, DoubleWins);
        var hand = await DealAsync(hall, 1, "500");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() =>
            hall.MoveAsync(Ana, (ulong)n + 10, Calls.Button(hand, n % 2 == 0 ? "Double" : "Stand")))));

        // One of the two came first; whichever it was, the hand ended once and no stake is left behind.
        Assert.Contains((await store.WalletAsync(Ana.Id)).Value, (long[])[2_000, 1_500, 1_000, 500]);
        Assert.Single((await hall.Games.FindAsync(Ana.Id, 1, default))!.Moves);
        await AllSettledAsync(store);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task SecondHandWhileOneIsOnTheTable_ShowsTheFirstAndTakesNoStake(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, Wins);
        await DealAsync(hall, 1, "400");

        var again = await DealAsync(hall, 2, "300");
        var shown = await DealAsync(hall, 3, null);

        Assert.Contains("still on the table", again.Embeds[0].Description, StringComparison.Ordinal);
        Assert.Equal(Calls.Button(again, "Hit"), Calls.Button(shown, "Hit"));
        Assert.Equal(new Coins(600), await store.WalletAsync(Ana.Id));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task ManyHandsAtOnce_AreOneHandWithOneStake(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        var plain = Luck.Of(8, stream => !Dealt(stream).IsOver);
        await using var hall = new Hall(store, plain);

        // The pair of seeds is there before they race for it: else it may be one whose first hand ends at once.
        await hall.Fair.ViewAsync(Ana.Id, default);
        await Task.WhenAll(Enumerable.Range(1, 8).Select(n => Task.Run(() => hall.DealAsync(Ana, (ulong)n, "100"))));

        Assert.Equal(new Coins(900), await store.WalletAsync(Ana.Id));
        Assert.Single(await store.Ledger.OpenReservationsAsync(default));
        Assert.Single(await hall.Games.OfAsync(Ana.Id, default));
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task WalkAway_IsStoodForAfterTwoMinutesAndShown(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, Loses);
        var hand = await DealAsync(hall, 1, "400");

        store.Clock.Advance(BlackjackTable.Patience - TimeSpan.FromSeconds(1));
        Assert.Null(await new GameKeeperJob(hall.Keeper).RunAsync(default));
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("ended 1 game", await new GameKeeperJob(hall.Keeper).RunAsync(default));
        await hall.Stage.WhenStillAsync(Ana.Id, 1);

        Assert.Equal(new Coins(600), await store.WalletAsync(Ana.Id));
        Assert.Contains("I stood for you", hall.Wire.Shown[^1].Embeds![0].Description, StringComparison.Ordinal);
        var late = Assert.IsType<CommandOutcome.Updated>(await hall.MoveAsync(Ana, 2, Calls.Button(hand, "Hit")));
        Assert.Contains("You lose **400 coins**", late.Reply.Embeds[0].Description, StringComparison.Ordinal);
        await AllSettledAsync(store);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Restart_LeavesTheHandToBePlayedOnWithTheSameButtons(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var before = new Hall(store, Wins);
        var hand = await DealAsync(before, 1, "400");
        store.Clock.Advance(BlackjackTable.Patience * 3);

        await using var after = new Hall(store, Wins);
        await after.Keeper.StartAsync(default);
        await after.Stage.WhenStillAsync(Ana.Id, 1);
        Assert.Null(await new GameKeeperJob(after.Keeper).RunAsync(default));
        Assert.Contains("Your move", after.Wire.Shown[^1].Embeds![0].Description, StringComparison.Ordinal);
        Assert.IsType<CommandOutcome.Updated>(await after.MoveAsync(Ana, 2, Calls.Button(hand, "Stand")));

        Assert.Equal(new Coins(1_400), await store.WalletAsync(Ana.Id));
        await AllSettledAsync(store);
    }

    /// <summary>A process that dies between two of its writes: each gap is made by hand, and the next start closes it.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task Restart_ClosesEveryGapThatADyingProcessLeaves(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var before = new Hall(store, DoubleWins);
        var hand = await DealAsync(before, 1, "300");
        var game = (await before.Games.FindAsync(Ana.Id, 1, default))!;

        // A stake without its game, and a second stake whose double was not written down.
        await before.Holds.LayAsync(game with { PlacedBy = 99 }, 0, default);
        await before.Holds.LayAsync(game, 1, default);
        Assert.Equal(new Coins(100), await store.WalletAsync(Ana.Id));
        store.Clock.Advance(Croupiers.Lasts);
        await using (var after = new Hall(store, DoubleWins))
        {
            await after.Keeper.StartAsync(default);
            Assert.Equal(new Coins(700), await store.WalletAsync(Ana.Id));
        }

        // A hand whose last move was written down, and nothing after it.
        Assert.True(await before.Games.MoveAsync((await before.Games.FindAsync(Ana.Id, 1, default))!, "s", game.Deadline, default));
        await using var last = new Hall(store, DoubleWins);
        await last.Keeper.StartAsync(default);
        await last.Stage.WhenStillAsync(Ana.Id, 1);
        Assert.Contains((await store.WalletAsync(Ana.Id)).Value, (long[])[700, 1_000, 1_300]);
        Assert.NotEmpty(last.Wire.Shown);
        Assert.Equal(Refusal.Expired, Assert.IsType<CommandOutcome.Refused>(await last.MoveAsync(Ana, 5, Calls.Button(hand, "Hit").Replace("~1~0~", "~2~0~", StringComparison.Ordinal))).Why);
        await AllSettledAsync(store);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Rotation_WaitsForTheHandBecauseItsSeedWouldTellTheCards(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, Wins);
        var hand = await DealAsync(hall, 1, "400");

        var no = await new FairRotateCommand(hall.Fair).RunAsync(Calls.Command(FairRotateCommand.Definition, Ana, 2, store.Clock.GetUtcNow()), default);
        Assert.Equal(Refusal.RuleOfTheGame, Assert.IsType<CommandOutcome.Refused>(no).Why);
        await hall.MoveAsync(Ana, 3, Calls.Button(hand, "Stand"));
        Assert.NotNull(await hall.Fair.RotateAsync(Ana.Id, null, default));
        Assert.Equal(Refusal.MissingArgument, Assert.IsType<CommandOutcome.Refused>(await hall.DealAsync(Ana, 4, null)).Why);
    }

    /// <summary>A hand that is drawn from a seed that was revealed before it came to the table is never dealt.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task HandOfARevealedSeed_IsNotDealtAndCostsNothing(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, Wins);
        await hall.House.DrawAsync(Game.Blackjack, Ana.Id, 1, new Coins(400), default);
        await hall.Fair.RotateAsync(Ana.Id, null, default);

        Assert.Equal(Refusal.Expired, Assert.IsType<CommandOutcome.Refused>(await hall.DealAsync(Ana, 1, "400")).Why);
        Assert.Equal(new Coins(1_000), await store.WalletAsync(Ana.Id));
        Assert.Empty(await store.Ledger.OpenReservationsAsync(default));
    }

    [Theory]
    [InlineData("blackjack.move~rt~1~0~x")]
    [InlineData("blackjack.move~rt~1~-1~h")]
    [InlineData("blackjack.move~rt~2~0~h")]
    [InlineData("blackjack.move~rt~one~0~h")]
    [InlineData("blackjack.move~rt~1~0")]
    [InlineData("blackjack.move~rt~1~0~hit")]
    public async Task ForgedButton_MovesNothing(string customId)
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, Wins);
        await DealAsync(hall, 1, "400");

        await hall.MoveAsync(Ana, 2, customId);

        Assert.Equal("", (await hall.Games.FindAsync(Ana.Id, 1, default))!.Moves);
        Assert.Equal(new Coins(600), await store.WalletAsync(Ana.Id));
    }

    [Fact]
    public async Task DealersCards_ComeOneByOneAndEndOnTheTrueEnd()
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        await store.GiveAsync(Ana.Id, 1_000);
        var longDraw = Luck.Of(stream => Round.Replay(stream, "s") is { IsOver: true, Dealer.Cards.Count: >= 5, IsNatural: false });
        await using var hall = new Hall(store, longDraw, moves: true);
        var hand = await DealAsync(hall, 1, "400");
        var screen = new Screening();

        Assert.IsType<CommandOutcome.Acknowledged>(await hall.MoveAsync(Ana, 2, Calls.Button(hand, "Stand"), screen));
        var wallet = await store.WalletAsync(Ana.Id);
        await store.PassUntilAsync(hall.Stage.WhenStillAsync(Ana.Id, 1));

        Assert.Single(screen.Frames);
        Assert.Contains("Your wallet", hall.Wire.Shown[^1].Embeds![0].Description, StringComparison.Ordinal);
        Assert.True(hall.Wire.Shown.Count >= 3, $"{hall.Wire.Shown.Count} frames");
        Assert.Equal(wallet, await store.WalletAsync(Ana.Id));
        Assert.Null(await hall.Screens.FindAsync(Ana.Id, 1, default));
    }

    private static async Task<Reply> DealAsync(Hall hall, ulong eventId, string? amount)
    {
        var screen = new Screening();
        Assert.IsType<CommandOutcome.Acknowledged>(await hall.DealAsync(Ana, eventId, amount, screen));
        return screen.Last;
    }

    private static async Task AllSettledAsync(OpenStore store)
    {
        Assert.Empty(await store.Ledger.OpenReservationsAsync(default));
        await store.BalancesAsync();
    }

    private static Round Dealt(FairStream stream) => Round.Replay(stream, "")!;

    /// <summary>What comes back of 100 coins a stake; -1 when these are not the moves of the whole round.</summary>
    private static long Back(FairStream stream, string moves) =>
        Round.Replay(stream, moves) is { IsOver: true } round && (moves.Length == 0 || !BlackjackRules.IsNatural(round.Dealer))
            ? BlackjackRules.Pays(round, new Coins(100)).Sum(coins => coins.Value)
            : -1;
}
