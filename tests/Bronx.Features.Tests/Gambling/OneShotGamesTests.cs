using Bronx.Discord.Models;
using Bronx.Features.Gambling;
using Bronx.Features.Gambling.Crash;
using Bronx.Features.Gambling.Fairness;
using Bronx.Features.Gambling.Plinko;
using Bronx.Features.Gambling.Roulette;
using Bronx.Features.Gambling.Slots;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Platform.Text;

namespace Bronx.Features.Tests.Gambling;

/// <summary>Slots, roulette and plinko through their commands, on real stores.</summary>
public sealed class OneShotGamesTests
{
    private static readonly User Ana = Calls.Person(1001);
    private static readonly Func<SeedSource> Any = () => Luck.Numbered(1);

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    [Theory, MemberData(nameof(Engines))]
    public async Task Slots_PayWhatTheReelsSay(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        var threeGrapes = Luck.Of(stream => SlotsRules.Spin(stream).All(symbol => symbol.Name == "grape"));

        var end = Assert.IsType<CommandOutcome.Replied>(await SlotsAsync(store, 1, "half", threeGrapes));

        Assert.Equal("Three grapes!", end.Reply.Embeds[0].Title);
        Assert.Contains("bet 1-0", end.Reply.Embeds[0].Footer!.Text, StringComparison.Ordinal);
        Assert.Equal(new Coins(10_500), await store.WalletAsync(Ana.Id));
        Assert.Equal(new Coins(-9_500), await store.Ledger.BalanceAsync(AccountId.House("slots"), default));
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Roulette_PaysAWonNumberAndTakesALostOne(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        var seventeen = Luck.Of(2, stream => RouletteRules.Spin(stream) == 17);

        Assert.IsType<CommandOutcome.Replied>(await RouletteAsync(store, 1, "100", "17", seventeen));
        Assert.Equal(new Coins(4_500), await store.WalletAsync(Ana.Id));
        Assert.IsType<CommandOutcome.Replied>(await RouletteAsync(store, 2, "all", "red", seventeen));
        Assert.Equal(Coins.Zero, await store.WalletAsync(Ana.Id));
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Plinko_PaysByTheSlot(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        var middle = Luck.Of(stream => PlinkoRules.Slot(PlinkoRules.Drop(stream)) == 6);

        Assert.IsType<CommandOutcome.Replied>(await PlinkoAsync(store, 1, "101", middle));

        Assert.Equal(new Coins(1_000 - 101 + 50), await store.WalletAsync(Ana.Id));
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task SameEventManyTimesAtOnce_IsOneBetWithOneEnd(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);

        var ends = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => SlotsAsync(store, 1, "500", Any))));
        var after = await store.WalletAsync(Ana.Id);
        var late = await SlotsAsync(store, 1, "500", Any);

        Assert.Single(ends.Append(late).Select(end => StoredText.Show(Assert.IsType<CommandOutcome.Replied>(end).Reply)).Distinct());
        Assert.Equal(after, await store.WalletAsync(Ana.Id));
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task ManyBetsOfEverythingAtOnce_NeverStakeTheSameCoinsTwice(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        var neverSeventeen = Luck.Of(12, stream => RouletteRules.Spin(stream) != 17);

        var ends = await Task.WhenAll(Enumerable.Range(1, 12).Select(n => Task.Run(() => RouletteAsync(store, (ulong)n, "all", "17", neverSeventeen))));

        Assert.Single(ends.OfType<CommandOutcome.Replied>());
        Assert.Equal(new Coins(1_000), await store.Ledger.BalanceAsync(AccountId.House("roulette"), default));
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task BetThatWasNotSettledBeforeItsSeedWasRevealed_NeverIs(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        var fair = new Hall(store, Any).Fair;
        await fair.ReserveAsync(Ana.Id, 1, "roulette", new Coins(100), default);
        await RouletteAsync(store, 2, "100", "red", Any);
        var after = await store.WalletAsync(Ana.Id);
        await fair.RotateAsync(Ana.Id, null, default);

        var late = Assert.IsType<CommandOutcome.Refused>(await RouletteAsync(store, 1, "all", "17", Any));
        var repeated = Assert.IsType<CommandOutcome.Replied>(await RouletteAsync(store, 2, "100", "red", Any));

        Assert.Equal(Refusal.Expired, late.Why);
        Assert.Contains("bet 1-1", repeated.Reply.Embeds[0].Footer!.Text, StringComparison.Ordinal);
        Assert.Equal(after, await store.WalletAsync(Ana.Id));
    }

    [Fact]
    public async Task WrongBets_MoveNothing()
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        await store.GiveAsync(Ana.Id, 50);

        Assert.Equal(Refusal.BadArgument, Why(await RouletteAsync(store, 1, "20", "purple", Any)));
        Assert.Equal(Refusal.RuleOfTheGame, Why(await SlotsAsync(store, 2, "9", Any)));
        Assert.Equal(Refusal.RuleOfTheGame, Why(await PlinkoAsync(store, 3, "50", Any)));
        Assert.Equal(Refusal.InsufficientFunds, Why(await PlinkoAsync(store, 4, "100", Any)));
        Assert.Equal(new Coins(50), await store.WalletAsync(Ana.Id));
        Assert.Equal(0, (await new Hall(store, Any).Fair.ViewAsync(Ana.Id, default)).Bets);
    }

    [Fact]
    public async Task ServersBounds_HoldForEveryGame()
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        await store.GiveAsync(Ana.Id, 10_000);
        await using var hall = new Hall(store, Any) { Bounds = (new Coins(200), new Coins(300)) };
        foreach (var stake in (string[])["199", "301"])
        {
            CommandOutcome[] ends =
            [
                await hall.SlotsAsync(Ana, 1, stake), await hall.RouletteAsync(Ana, 2, stake, "red"), await hall.PlinkoAsync(Ana, 3, stake),
                await hall.FlipAsync(Ana, 4, stake, Features.Gambling.Coinflip.CoinSide.Heads), await hall.DealAsync(Ana, 5, stake), await hall.LaunchAsync(Ana, 6, stake),
            ];
            Assert.All(ends, end => Assert.Equal(Refusal.RuleOfTheGame, Why(end)));
        }

        Assert.IsType<CommandOutcome.Replied>(await hall.SlotsAsync(Ana, 10, "all"));
        Assert.Equal(new Coins(300), (await hall.House.FindAsync(Game.Slots, Ana.Id, 10, default))!.Stake);

        hall.Bounds = (new Coins(10), new Coins(50));
        Assert.Equal(Refusal.RuleOfTheGame, Why(await hall.PlinkoAsync(Ana, 20, "50")));
        Assert.IsType<CommandOutcome.Replied>(await hall.SlotsAsync(Ana, 21, "50"));
    }

    private static Refusal Why(CommandOutcome outcome) => Assert.IsType<CommandOutcome.Refused>(outcome).Why;

    private static Task<CommandOutcome> SlotsAsync(OpenStore store, ulong eventId, string amount, Func<SeedSource> luck) =>
        new Hall(store, luck).SlotsAsync(Ana, eventId, amount);

    private static Task<CommandOutcome> RouletteAsync(OpenStore store, ulong eventId, string amount, string bet, Func<SeedSource> luck) =>
        new Hall(store, luck).RouletteAsync(Ana, eventId, amount, bet);

    private static Task<CommandOutcome> PlinkoAsync(OpenStore store, ulong eventId, string amount, Func<SeedSource> luck) =>
        new Hall(store, luck).PlinkoAsync(Ana, eventId, amount);
}
