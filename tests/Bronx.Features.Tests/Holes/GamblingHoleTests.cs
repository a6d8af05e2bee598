using Bronx.Discord.Models;
using Bronx.Features.Gambling;
using Bronx.Features.Gambling.Blackjack;
using Bronx.Features.Gambling.Crash;
using Bronx.Features.Gambling.Fairness;
using Bronx.Features.Gambling.Plinko;
using Bronx.Features.Gambling.Roulette;
using Bronx.Features.Gambling.Slots;
using Bronx.Features.Tests.Gambling;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;

namespace Bronx.Features.Tests.Holes;

/// <summary>The holes of the earlier bot's games, by the names under which they are catalogued: none can be reproduced.</summary>
public sealed class GamblingHoleTests
{
    private static readonly User Ana = Calls.Person(1001);
    private static readonly User Mika = Calls.Person(1002, "mika");
    private static readonly Func<SeedSource> LosesByStanding = Luck.Of(stream => Round.Replay(stream, "s") is { IsOver: true } round
        && BlackjackRules.Pays(round, new Coins(100)) is [{ Value: 0 }]);

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    /// <summary>A1: a text of the person's own steered everybody's luck. Here it is one part of their own, beside a secret they never see.</summary>
    [Fact]
    public async Task A1_WhatAPersonSetsChangesNobodyElsesLuckAndTellsNothingOfTheirOwn()
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        await using var hall = new Hall(store, SeedSource.Cryptographic);
        var (mikas, _) = await hall.Fair.ReserveAsync(Mika.Id, 1, "roulette", new Coins(10), default);
        var drawn = RouletteRules.Spin(mikas!.Stream());
        List<int> spins = [];
        for (var bet = 2UL; bet < 42; bet++)
        {
            await hall.Fair.RotateAsync(Ana.Id, "always the same", default);
            spins.Add(RouletteRules.Spin((await hall.Fair.ReserveAsync(Ana.Id, bet, "roulette", new Coins(10), default)).Bet!.Stream()));
        }

        // The same client seed forty times and another server seed each time: forty equal spins would come once in 37^39.
        Assert.True(spins.Distinct().Count() > 1);
        Assert.Equal(drawn, RouletteRules.Spin((await hall.Fair.FindAsync(Mika.Id, 1, default))!.Stream()));
    }

    /// <summary>A2: nothing was debited at the deal, so the coins could be carried away before a loss; and a double click settled twice.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task A2_StakeOfAHandIsGoneFromTheWalletAtTheDealAndSettledOnce(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, LosesByStanding);
        var screen = new Screening();
        await hall.DealAsync(Ana, 1, "all", screen);

        var away = new Transfer(TransferId.From("away"), AccountId.Wallet(Ana.Id), AccountId.Bank(Ana.Id), new Coins(1_000), "Deposit", TransferOrigin.None);
        Assert.IsType<PostOutcome.Insufficient>(await store.Ledger.PostAsync(away, default));
        await Task.WhenAll(Enumerable.Range(2, 6).Select(n => Task.Run(() => hall.MoveAsync(Ana, (ulong)n, Calls.Button(screen.Last, "Stand")))));

        Assert.Equal(Coins.Zero, await store.WalletAsync(Ana.Id));
        Assert.Equal(new Coins(1_000), await store.Ledger.BalanceAsync(AccountId.House("blackjack"), default));
        await store.BalancesAsync();
    }

    /// <summary>A3: leaving a bad hand alone cost nothing.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task A3_WalkingAwayFromABadHandLosesItAndTheNextOneCanBeDealt(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, LosesByStanding);
        await hall.DealAsync(Ana, 1, "400");

        store.Clock.Advance(BlackjackTable.Patience);
        await hall.Keeper.EndOverdueAsync(default);

        Assert.Equal(new Coins(600), await store.WalletAsync(Ana.Id));
        Assert.Empty(await hall.Games.OfAsync(Ana.Id, default));
        Assert.IsNotType<CommandOutcome.Refused>(await hall.DealAsync(Ana, 2, "100"));
    }

    /// <summary>A4: several games at once with everything passed the same check, and all of them paid.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task A4_GamesOfEveryKindAtOnceWithEverythingTakeOneStake(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        var everything = new Coins(1_000);
        var plain = Luck.OfAnyGame(5, stream =>
            SlotsRules.Pays(SlotsRules.Spin(stream())) == 0 && RouletteRules.Spin(stream()) > 0 && Round.Replay(stream(), "") is { IsOver: false }
            && PlinkoRules.Payout(everything, PlinkoRules.Slot(PlinkoRules.Drop(stream()))) < everything);
        await using var hall = new Hall(store, plain);

        // The pair of seeds is there before they race for it.
        await hall.Fair.ViewAsync(Ana.Id, default);
        await Task.WhenAll(
            Task.Run(() => hall.SlotsAsync(Ana, 1, "1000")),
            Task.Run(() => hall.RouletteAsync(Ana, 2, "1000", "0")),
            Task.Run(() => hall.PlinkoAsync(Ana, 3, "1000")),
            Task.Run(() => hall.DealAsync(Ana, 4, "1000")),
            Task.Run(() => hall.LaunchAsync(Ana, 5, "1000")));

        var laid = (await store.Ledger.HistoryAsync(AccountId.Wallet(Ana.Id), 100, null, default))
            .Count(move => move.Transfer.From == AccountId.Wallet(Ana.Id) && move.Transfer.Reason.EndsWith("stake", StringComparison.Ordinal));

        // What plinko gives back in part is less than everything: nothing can be staked from it again.
        Assert.Equal(1, laid);
        await store.BalancesAsync();
    }

    /// <summary>A7: the first picture of a rocket could be left at a profit without any risk.</summary>
    [Fact]
    public void A7_NoMomentToLeaveARocketReturnsMoreThanItsStake()
    {
        // Every rocket there can be, by where it crashes.
        var crashes = new int[CrashRules.HighestTarget + 1];
        for (var drawn = 0; drawn < CrashRules.Draws; drawn++)
        {
            crashes[Math.Min(CrashRules.HighestTarget, CrashRules.Point(drawn))]++;
        }

        var reached = 0L;
        for (var target = CrashRules.HighestTarget; target >= CrashRules.LowestTarget; target--)
        {
            reached += crashes[target];
            Assert.True(reached * target <= 97L * CrashRules.Draws, $"×{target / 100m} returns {reached * target / (decimal)CrashRules.Draws} %");
        }

        Assert.Equal(CrashRules.LowestTarget, CrashRules.LeavesAt(TimeSpan.Zero, CrashRules.HighestTarget));
        Assert.Equal(Coins.Zero, CrashRules.Payout(new Coins(1_000), CrashRules.LowestTarget, point: 100));
    }

    /// <summary>A8: slots paid back 125 % of what they took.</summary>
    [Fact]
    public void A8_SlotsPayBackLessThanTheyTake()
    {
        var symbols = SlotsRules.Symbols;
        var paid = (from left in symbols from middle in symbols from right in symbols select (long)left.Weight * middle.Weight * right.Weight * SlotsRules.Pays([left, middle, right])).Sum();
        Assert.InRange(paid / Math.Pow(SlotsRules.Stops, 3), 0.94, 0.99);
    }

    /// <summary>A9: plinko paid back 130 % of what it took.</summary>
    [Fact]
    public void A9_PlinkoPaysBackLessThanItTakes()
    {
        var paid = Enumerable.Range(0, 1 << PlinkoRules.Rows).Sum(ways =>
            (double)PlinkoRules.Payout(new Coins(1_000), PlinkoRules.Slot([.. Enumerable.Range(0, PlinkoRules.Rows).Select(row => (ways >> row & 1) == 1)])).Value);
        Assert.InRange(paid / 1_000 / (1 << PlinkoRules.Rows), 0.94, 0.99);
    }

    /// <summary>A10, A12, A20 and A23: games that copied items, minted coins, doubled stakes for nothing or paused a whole server are not here.</summary>
    [Theory]
    [InlineData("doubleornothing")]
    [InlineData("bomb")]
    [InlineData("jackpot")]
    public void A10_A12_A20_A23_GamesThatMintedCoinsDoNotExist(string game) => Assert.Null(Names.Find(game));
}
