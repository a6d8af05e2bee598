using Bronx.Discord.Models;
using Bronx.Features.Economy.Bank;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Platform.Text;
using Bronx.Testing;
using FsCheck.Fluent;

namespace Bronx.Features.Tests.Economy.Bank;

public sealed class BankLimitTests : IDisposable
{
    private static readonly User Ana = Calls.Person(1001);

    private readonly BankDoor _door = new();

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    public void Dispose() => _door.Dispose();

    [Theory, MemberData(nameof(Engines))]
    public async Task FiftyDepositsAtOnce_DoNotPassTheLimit(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 100_000);

        var ends = await Task.WhenAll(Enumerable.Range(1, 50).Select(n => Task.Run(() => DepositAsync(store, (ulong)n, n % 2 == 0 ? "all" : "3k"))));

        var bank = await store.BankAsync(Ana.Id);
        Assert.InRange(bank.Value, 9_000, 10_000);
        Assert.All(ends.OfType<CommandOutcome.Refused>(), refused => Assert.Equal(Refusal.RuleOfTheGame, refused.Why));
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task FullBank_TakesNothingUntilItIsMadeBigger(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 40_000);
        await DepositAsync(store, 1, "all");
        Assert.Equal(new Coins(10_000), await store.BankAsync(Ana.Id));
        var full = Assert.IsType<CommandOutcome.Refused>(await DepositAsync(store, 2, "1"));
        Assert.Contains("full", full.Reply.Embeds[0].Description, StringComparison.Ordinal);

        Assert.IsType<CommandOutcome.Replied>(await UpgradeAsync(store, 3));
        Assert.Equal(new Coins(25_000), await store.WalletAsync(Ana.Id));
        await DepositAsync(store, 4, "all");
        Assert.Equal(new Coins(25_000), await store.BankAsync(Ana.Id));
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task TwentyUpgradesAtOnce_PayEachStepOnceAndItsOwnPrice(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 40_000);

        await Task.WhenAll(Enumerable.Range(1, 20).Select(n => Task.Run(() => UpgradeAsync(store, (ulong)n))));

        // 5,000 + 10,000 + 20,000 are affordable, the fourth step is not.
        var level = await new UpgradeStore(store.Database).LevelAsync(Ana.Id, Upgrade.Bank, default);
        var paid = Enumerable.Range(0, level).Sum(step => BankRules.Price(step)!.Value.Value);
        Assert.InRange(level, 1, 3);
        Assert.Equal(40_000 - paid, (await store.WalletAsync(Ana.Id)).Value);
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task DyingBetweenPaymentAndLevel_IsMendedByTheNextTry(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 5_000);
        var upgrades = new UpgradeStore(store.Database);
        var began = await upgrades.BeginAsync(Ana.Id, Upgrade.Bank, store.Clock.GetUtcNow(), default);
        var id = TransferId.From("upgrade", "bank", Ana.Id, (ulong)began.Since.ToUnixTimeMilliseconds(), 1);
        await store.Ledger.PostAsync(new Transfer(id, AccountId.Wallet(Ana.Id), AccountId.Sink("bank"), new Coins(5_000), "Bigger bank", TransferOrigin.None), default);

        Assert.IsType<CommandOutcome.Replied>(await UpgradeAsync(store, 9));

        Assert.Equal(1, await upgrades.LevelAsync(Ana.Id, Upgrade.Bank, default));
        Assert.Equal(Coins.Zero, await store.WalletAsync(Ana.Id));
    }

    [Fact]
    public void Room_IsNeverNegativeAndNeverMoreThanTheLimit()
    {
        var levels = Gen.Choose(-3, 20).ToArbitrary();
        var banks = Gen.Choose(0, int.MaxValue).ToArbitrary();
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(levels, banks, (level, bank) =>
        {
            var room = BankRules.Room(level, new Coins(bank));
            return room >= Coins.Zero && room <= BankRules.Limit(level) && (room == Coins.Zero || room + new Coins(bank) == BankRules.Limit(level));
        }));
    }

    [Fact]
    public void Texts_ReadAsStored()
    {
        var paid = new PostedTransfer(
            new Transfer(TransferId.From("x"), AccountId.Wallet(Ana.Id), AccountId.Sink("bank"), new Coins(5_000), "Bigger bank", TransferOrigin.None),
            new Coins(120), new Coins(5_000), HeldClock.DefaultStart, 1);
        StoredText.Matches(
            "Economy/Bank/Texts",
            ("full", BankTexts.NoRoom(0, Coins.Zero, ".bankupgrade")),
            ("nearly full", BankTexts.NoRoom(1, new Coins(70), "/bankupgrade")),
            ("full at the top", BankTexts.NoRoom(BankRules.TopLevel, Coins.Zero, ".bankupgrade")),
            ("bigger", UpgradeTexts.BiggerBank(paid, 1)),
            ("biggest", UpgradeTexts.BiggerBank(paid, BankRules.TopLevel)),
            ("too dear", UpgradeTexts.TooDear(new Coins(5_000), new Coins(2_036))),
            ("no bigger", UpgradeTexts.AtTheTop(Upgrade.Bank)),
            ("no more interest", UpgradeTexts.AtTheTop(Upgrade.Interest)));
    }

    private Task<CommandOutcome> DepositAsync(OpenStore store, ulong eventId, string amount) =>
        new DepositCommand(store.Ledger, new UpgradeStore(store.Database), _door).RunAsync(
            Calls.Command(DepositCommand.Definition, Ana, eventId, store.Clock.GetUtcNow(), arguments: ("amount", AmountExpression.Parse(amount).Amount)), default).AsTask();

    private static Task<CommandOutcome> UpgradeAsync(OpenStore store, ulong eventId) =>
        new BankUpgradeCommand(new UpgradeShop(store.Ledger, new UpgradeStore(store.Database)), store.Badges)
            .RunAsync(Calls.Command(BankUpgradeCommand.Definition, Ana, eventId, store.Clock.GetUtcNow()), default).AsTask();
}
