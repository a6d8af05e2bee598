using Bronx.Discord.Models;
using Bronx.Features.Economy.Bank;
using Bronx.Features.Economy.Interest;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Testing;
using FsCheck.Fluent;

namespace Bronx.Features.Tests.Economy.Interest;

public sealed class InterestTests
{
    private static readonly User Ana = Calls.Person(1001);

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    /// <summary>The hole A27 of the reference: interest that goes past the bank's limit.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task FiftyClaimsAtOnce_PayOnceIntoTheWallet(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await FillBankAsync(store, 10_000);

        var ends = await Task.WhenAll(Enumerable.Range(1, 50).Select(n => Task.Run(() => ClaimAsync(store, (ulong)n))));

        Assert.Single(ends.OfType<CommandOutcome.Replied>());
        Assert.Equal(new Coins(10), await store.WalletAsync(Ana.Id));
        Assert.Equal(new Coins(10_000), await store.BankAsync(Ana.Id));
        store.Clock.Advance(TimeSpan.FromDays(1));
        Assert.IsType<CommandOutcome.Replied>(await ClaimAsync(store, 99));
        Assert.Equal(new Coins(20), await store.WalletAsync(Ana.Id));
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task EmptyBank_EarnsNothingAndKeepsTheDay(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        Assert.Equal(Refusal.RuleOfTheGame, Assert.IsType<CommandOutcome.Refused>(await ClaimAsync(store, 1)).Why);
        await FillBankAsync(store, 1_000);
        Assert.IsType<CommandOutcome.Replied>(await ClaimAsync(store, 2));
    }

    [Fact]
    public void Interest_IsNeverMoreThanItsShareNorThanTheMost()
    {
        var banks = (from high in Gen.Choose(0, 2_000_000_000) from low in Gen.Choose(0, 2_000_000_000) select (long)high * low).ToArbitrary();
        var levels = Gen.Choose(0, InterestRules.TopLevel).ToArbitrary();
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(banks, levels, (bank, level) =>
        {
            var interest = InterestRules.Of(new Coins(bank), level).Value;
            return interest >= 0 && interest <= InterestRules.Most(level).Value && (Int128)interest * 10_000 <= (Int128)bank * InterestRules.Rate(level);
        }));
    }

    [Fact]
    public void Texts_ReadAsStored()
    {
        var paid = new PostedTransfer(
            new Transfer(TransferId.From("x"), AccountId.Mint("interest"), AccountId.Wallet(Ana.Id), new Coins(25), "Interest", TransferOrigin.None),
            new Coins(-25), new Coins(125), HeldClock.DefaultStart, 1);
        var next = HeldClock.DefaultStart.AddHours(15);
        StoredText.Matches(
            "Economy/Interest/Texts",
            ("claimed", InterestTexts.Claimed(paid, next)),
            ("again", InterestTexts.ClaimedBefore(paid, next)),
            ("nothing in the bank", InterestTexts.TooLittle(Coins.Zero, ".deposit")),
            ("too little in the bank", InterestTexts.TooLittle(new Coins(999), ".deposit")),
            ("status", InterestTexts.Status(0, new Coins(10_000))),
            ("status at the top", InterestTexts.Status(InterestRules.TopLevel, new Coins(25_000_000))),
            ("upgraded", InterestTexts.Upgraded(paid, 3)));
    }

    private static async Task FillBankAsync(OpenStore store, long coins) => await store.Ledger.PostAsync(
        new Transfer(TransferId.From("fill", Ana.Id, (ulong)coins), AccountId.Mint("test"), AccountId.Bank(Ana.Id), new Coins(coins), "Test", TransferOrigin.None), default);

    private static Task<CommandOutcome> ClaimAsync(OpenStore store, ulong eventId) =>
        new InterestClaimCommand(store.Ledger, new UpgradeStore(store.Database))
            .RunAsync(Calls.Command(InterestClaimCommand.Definition, Ana, eventId, store.Clock.GetUtcNow()), default).AsTask();
}
