using Bronx.Discord.Models;
using Bronx.Features.Economy;
using Bronx.Features.Economy.Bank;
using Bronx.Features.Economy.Daily;
using Bronx.Features.Economy.Interest;
using Bronx.Features.Economy.Leaderboard;
using Bronx.Features.Economy.Pay;
using Bronx.Features.Economy.Privacy;
using Bronx.Features.Economy.Rob;
using Bronx.Features.Economy.Work;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Platform.Text;

namespace Bronx.Features.Tests.Holes;

/// <summary>What people could do to the earlier bot's money, tried again: a test per hole. The table is in tests/README.md.</summary>
public sealed class EconomyHoleTests : IDisposable
{
    private static readonly User Ana = Calls.Person(1001);
    private static readonly User Ben = Calls.Person(1002, "ben");

    private readonly BankDoor _door = new();

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    public void Dispose() => _door.Dispose();

    /// <summary>A command that took a word from a person seeded the one generator of everything.</summary>
    [Fact]
    public void A1_NothingThatAPersonTypesCanForetellLuck()
    {
        var (one, other) = (Chance.Cryptographic(), Chance.Cryptographic());
        Assert.NotEqual(Draw(one), Draw(other));
        Assert.NotEqual(Draw(one), Draw(one));

        // No slice has a generator that somebody could seed or share.
        var seeded = Directory.EnumerateFiles(Path.Combine(Economy.GuideTests.Root(), "src", "Bronx.Features"), "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("new Random(", StringComparison.Ordinal));
        Assert.Empty(seeded);
    }

    /// <summary>Several commands at once passed the same look at the balance; one was charged, all were paid.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task A4_FiftyCallsThatSpendEverything_SpendItOnce(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await store.GiveAsync(Ben.Id, 1);

        await Task.WhenAll(Enumerable.Range(1, 50).Select(n => Task.Run(() => PayAsync(store, Ana, Ben, (ulong)n, "all"))));

        Assert.Equal((Coins.Zero, new Coins(1_001)), (await store.WalletAsync(Ana.Id), await store.WalletAsync(Ben.Id)));
        await store.BalancesAsync();
    }

    /// <summary>Balances were read, changed in memory and written back: what happened in between was lost or came back.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task A5_MovesFromAllSidesAtOnce_LoseAndInventNothing(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await store.GiveAsync(Ben.Id, 1_000);

        await Task.WhenAll(Enumerable.Range(1, 60).Select(n => Task.Run(() => (n % 4) switch
        {
            0 => PayAsync(store, Ana, Ben, (ulong)n, "37"),
            1 => PayAsync(store, Ben, Ana, (ulong)n, "41"),
            2 => DepositAsync(store, Ana, (ulong)n, "13"),
            _ => WithdrawAsync(store, Ana, (ulong)n, "half"),
        })));

        var all = await store.WalletAsync(Ana.Id) + await store.BankAsync(Ana.Id) + await store.WalletAsync(Ben.Id);
        Assert.Equal(new Coins(2_000), all);
        await store.BalancesAsync();
    }

    /// <summary>The pause of a day was dropped: every call paid.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task A6_FiftyDailiesAtOnce_PayOnce(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var ends = await Task.WhenAll(Enumerable.Range(1, 50).Select(n => Task.Run(() => DailyAsync(store, (ulong)n))));

        Assert.Single(ends.OfType<CommandOutcome.Replied>());
        Assert.Single(await store.Ledger.HistoryAsync(AccountId.Wallet(Ana.Id), 10, null, default));
        await store.BalancesAsync();
    }

    /// <summary>The pause began with the answer: ten open questions brought ten wages.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task A14_TenOpenShifts_BringOneWage(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var opened = await Task.WhenAll(Enumerable.Range(1, 10).Select(n => Task.Run(() => WorkAsync(store, (ulong)n))));
        await Task.WhenAll(opened.OfType<CommandOutcome.Replied>().Select((question, n) => Task.Run(
            () => AnswerAsync(store, question.Reply.Components[0].Components![n % 4].CustomId!, 100 + (ulong)n))));

        Assert.Single(await store.Ledger.HistoryAsync(AccountId.Wallet(Ana.Id), 10, null, default));
        await store.BalancesAsync();
    }

    /// <summary>The fine was a share of the robber's own wallet: with an empty one robbing was free.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task A19_AnEmptyPurse_RobsNobody(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ben.Id, 100_000);
        Assert.IsType<CommandOutcome.Refused>(await RobAsync(store, 1, luck: 0));
        await store.GiveAsync(Ana.Id, RobRules.Stake(new Coins(100_000)).Value);

        // And who can pay it pays it, to the victim.
        Assert.IsType<CommandOutcome.Replied>(await RobAsync(store, 2, luck: int.MaxValue));
        Assert.Equal((Coins.Zero, new Coins(107_500)), (await store.WalletAsync(Ana.Id), await store.WalletAsync(Ben.Id)));

        // Whatever somebody holds, trying it again and again loses on average.
        var win = Enumerable.Range(RobRules.LeastLoot, RobRules.MostLoot - RobRules.LeastLoot + 1).Average(percent => RobRules.Loot(new Coins(10_000), percent).Value) * RobRules.SuccessChance;
        Assert.True(win < RobRules.Stake(new Coins(10_000)).Value * (100 - RobRules.SuccessChance));
    }

    /// <summary>Purchases took coins without a floor, so that two at once overdrew; prices came from elsewhere and could be below zero.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task A21_TwentyPurchasesAtOnce_NeitherOverdrawNorPayTwice(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 7_000);
        await Task.WhenAll(Enumerable.Range(1, 20).Select(n => Task.Run(() => BuyRoomAsync(store, (ulong)n))));

        Assert.Equal(new Coins(2_000), await store.WalletAsync(Ana.Id));
        Assert.Equal(1, await new UpgradeStore(store.Database).LevelAsync(Ana.Id, Upgrade.Bank, default));
        Assert.All(Enumerable.Range(0, BankRules.TopLevel), level => Assert.True(BankRules.Price(level)!.Value > Coins.Zero));
        Assert.All(Enumerable.Range(0, InterestRules.TopLevel), level => Assert.True(InterestRules.Price(level)!.Value > Coins.Zero));
        await store.BalancesAsync();
    }

    /// <summary>Interest and others credited the bank without asking for its limit.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task A27_NothingPutsMoreIntoABankThanItHolds(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 50_000);
        await Task.WhenAll(Enumerable.Range(1, 20).Select(n => Task.Run(() => DepositAsync(store, Ana, (ulong)n, n % 2 == 0 ? "all" : "9k"))));
        Assert.InRange((await store.BankAsync(Ana.Id)).Value, 1, BankRules.Limits[0]);

        await DepositAsync(store, Ana, 50, "all");
        var wallet = await store.WalletAsync(Ana.Id);
        await new InterestClaimCommand(store.Ledger, new UpgradeStore(store.Database)).RunAsync(Calls.Command(InterestClaimCommand.Definition, Ana, 51, store.Clock.GetUtcNow()), default);
        Assert.Equal(new Coins(BankRules.Limits[0]), await store.BankAsync(Ana.Id));
        Assert.True(await store.WalletAsync(Ana.Id) > wallet);
        await store.BalancesAsync();
    }

    private static string Draw(Chance chance) => string.Join(' ', Enumerable.Range(0, 32).Select(_ => chance.Between(0, 999_999)));

    private static AmountExpression Amount(string text) => AmountExpression.Parse(text).Amount;

    private static Task<CommandOutcome> PayAsync(OpenStore store, User from, User to, ulong eventId, string amount) =>
        new PayCommand(store.Ledger, store.Spending, store.Notices, store.Badges).RunAsync(
            Calls.Command(PayCommand.Definition, from, eventId, store.Clock.GetUtcNow(), arguments: [("member", new MemberArgument(to, null)), ("amount", Amount(amount))]), default).AsTask();

    private Task<CommandOutcome> DepositAsync(OpenStore store, User who, ulong eventId, string amount) =>
        new DepositCommand(store.Ledger, new UpgradeStore(store.Database), _door).RunAsync(
            Calls.Command(DepositCommand.Definition, who, eventId, store.Clock.GetUtcNow(), arguments: ("amount", Amount(amount))), default).AsTask();

    private static Task<CommandOutcome> WithdrawAsync(OpenStore store, User who, ulong eventId, string amount) =>
        new WithdrawCommand(store.Ledger).RunAsync(
            Calls.Command(WithdrawCommand.Definition, who, eventId, store.Clock.GetUtcNow(), arguments: ("amount", Amount(amount))), default).AsTask();

    private static Task<CommandOutcome> DailyAsync(OpenStore store, ulong eventId) =>
        new DailyCommand(store.Ledger, new EconomyStore(store.Database), new Regulars(new LeaderboardStore(store.Database)), store.Badges, Chance.Cryptographic())
            .RunAsync(Calls.Command(DailyCommand.Definition, Ana, eventId, store.Clock.GetUtcNow()), default).AsTask();

    private static Task<CommandOutcome> WorkAsync(OpenStore store, ulong eventId) =>
        new WorkCommand(new WorkStore(store.Database), new WorkPay(store.Ledger), new Regulars(new LeaderboardStore(store.Database)), Chance.Cryptographic())
            .RunAsync(Calls.Command(WorkCommand.Definition, Ana, eventId, store.Clock.GetUtcNow()), default).AsTask();

    private static Task<CommandOutcome> AnswerAsync(OpenStore store, string id, ulong eventId) =>
        new AnswerWorkButton(new WorkStore(store.Database), new WorkPay(store.Ledger), store.Badges)
            .RunAsync(Calls.Press(WorkCommand.Definition, id, Ana, eventId, store.Clock.GetUtcNow()), default).AsTask();

    private static Task<CommandOutcome> RobAsync(OpenStore store, ulong eventId, int luck) =>
        new RobCommand(store.Ledger, new RobStore(store.Database), new PrivacyBook(store.Options), store.Notices, store.Options, store.Badges, new Chance(below => Math.Min(luck, below - 1)))
            .RunAsync(Calls.Command(RobCommand.Definition, Ana, eventId, store.Clock.GetUtcNow(), arguments: ("victim", new MemberArgument(Ben, null))), default).AsTask();

    private static Task<CommandOutcome> BuyRoomAsync(OpenStore store, ulong eventId) =>
        new BankUpgradeCommand(new UpgradeShop(store.Ledger, new UpgradeStore(store.Database)), store.Badges)
            .RunAsync(Calls.Command(BankUpgradeCommand.Definition, Ana, eventId, store.Clock.GetUtcNow()), default).AsTask();
}
