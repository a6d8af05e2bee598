using Bronx.Discord.Models;
using Bronx.Features.Gambling.Coinflip;
using Bronx.Features.Gambling.Fairness;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Options;
using Bronx.Platform.Storage;
using Bronx.Platform.Text;

namespace Bronx.Features.Tests.Gambling.Coinflip;

public sealed class CoinflipCommandTests
{
    private static readonly User Ana = Calls.Person(1001);
    private static readonly Func<SeedSource> Heads = Luck.Of(stream => CoinflipRules.Toss(stream) == CoinSide.Heads);
    private static readonly Func<SeedSource> Tails = Luck.Of(stream => CoinflipRules.Toss(stream) == CoinSide.Tails);
    private static readonly Func<SeedSource> TwelveHeads = Luck.Of(12, stream => CoinflipRules.Toss(stream) == CoinSide.Heads);

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    [Theory, MemberData(nameof(Engines))]
    public async Task Win_PaysTheStakeLessTheHousesShare(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);

        var end = Assert.IsType<CommandOutcome.Replied>(await FlipAsync(store, 1, "half", CoinSide.Heads, Heads));

        Assert.Equal("Heads!", end.Reply.Embeds[0].Title);
        Assert.Equal(new Coins(1_480), await store.WalletAsync(Ana.Id));
        Assert.Equal(new Coins(-480), await store.Ledger.BalanceAsync(AccountId.House("coinflip"), default));
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Loss_TakesTheStake(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);

        var end = Assert.IsType<CommandOutcome.Replied>(await FlipAsync(store, 1, "all", CoinSide.Heads, Tails));

        Assert.Equal("Tails!", end.Reply.Embeds[0].Title);
        Assert.Equal(Coins.Zero, await store.WalletAsync(Ana.Id));
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task SameEventAgain_ShowsTheFirstTossWhateverLuckSays(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);

        var first = Assert.IsType<CommandOutcome.Replied>(await FlipAsync(store, 1, "all", CoinSide.Tails, Heads));
        var again = Assert.IsType<CommandOutcome.Replied>(await FlipAsync(store, 1, "all", CoinSide.Tails, Tails));

        Assert.Equal(StoredText.Show(first.Reply), StoredText.Show(again.Reply));
        Assert.Equal(Coins.Zero, await store.WalletAsync(Ana.Id));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task TwelveBetsOfEverythingAtOnce_NeverStakeTheSameCoinsTwice(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);

        var ends = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => Task.Run(() => FlipAsync(store, (ulong)n + 1, "all", CoinSide.Tails, TwelveHeads))));

        Assert.Single(ends.OfType<CommandOutcome.Replied>());
        Assert.Equal(11, ends.OfType<CommandOutcome.Refused>().Count(refused => refused.Why == Refusal.InsufficientFunds));
        Assert.Equal(Coins.Zero, await store.WalletAsync(Ana.Id));
        Assert.Equal(new Coins(1_000), await store.Ledger.BalanceAsync(AccountId.House("coinflip"), default));
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Stakes_OutsideTheLimitsAreRefusedAndMoveNothing(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 2_000_000_000_000);

        Assert.Equal(Refusal.RuleOfTheGame, Assert.IsType<CommandOutcome.Refused>(await FlipAsync(store, 1, "9", CoinSide.Heads, Heads)).Why);
        Assert.Equal(Refusal.RuleOfTheGame, Assert.IsType<CommandOutcome.Refused>(await FlipAsync(store, 2, "1.5e12", CoinSide.Heads, Heads)).Why);
        Assert.Equal(Refusal.RuleOfTheGame, Assert.IsType<CommandOutcome.Refused>(await FlipAsync(store, 3, "3e12", CoinSide.Heads, Heads)).Why);
        Assert.Equal(new Coins(2_000_000_000_000), await store.WalletAsync(Ana.Id));
        Assert.IsType<CommandOutcome.Replied>(await FlipAsync(store, 4, "all", CoinSide.Heads, Tails));
        Assert.Equal(new Coins(1_000_000_000_000), await store.WalletAsync(Ana.Id));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task WithoutASide_TheBetIsShownAndTossedByOnePressOnly(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);

        var asked = Assert.IsType<CommandOutcome.Replied>(await FlipAsync(store, 1, "half", null, Tails)).Reply;
        Assert.Equal(new Coins(1_000), await store.WalletAsync(Ana.Id));
        var presses = await Task.WhenAll(
            Task.Run(() => PressAsync(store, 2, asked, "Heads", Heads)),
            Task.Run(() => PressAsync(store, 3, asked, "Tails", Heads)),
            Task.Run(() => PressAsync(store, 4, asked, "Heads", Heads)));

        Assert.Single(presses.OfType<CommandOutcome.Updated>());
        Assert.Equal(2, presses.OfType<CommandOutcome.Refused>().Count(refused => refused.Why == Refusal.Expired));
        Assert.Contains((await store.WalletAsync(Ana.Id)).Value, (long[])[500, 1_480]);
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task PressDeliveredTwice_ShowsTheSameToss(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        var asked = Assert.IsType<CommandOutcome.Replied>(await FlipAsync(store, 1, "500", null, Tails)).Reply;

        var first = Assert.IsType<CommandOutcome.Updated>(await PressAsync(store, 2, asked, "Tails", Tails));
        var again = Assert.IsType<CommandOutcome.Updated>(await PressAsync(store, 2, asked, "Tails", Heads));

        Assert.Equal(StoredText.Show(first.Reply), StoredText.Show(again.Reply));
        Assert.Equal(new Coins(1_480), await store.WalletAsync(Ana.Id));
    }

    [Theory]
    [InlineData("coinflip.side~rt~1~9~h")]
    [InlineData("coinflip.side~rt~1~-500~h")]
    [InlineData("coinflip.side~rt~1~9999999999999~h")]
    [InlineData("coinflip.side~rt~1~500~x")]
    [InlineData("coinflip.side~rt~1~500")]
    [InlineData("coinflip.side~rt~one~500~h")]
    public async Task ForgedButton_MovesNothing(string customId)
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        await store.GiveAsync(Ana.Id, 1_000);

        var end = await new Hall(store, Heads).PressSideAsync(Ana, 2, customId);

        Assert.Equal(Refusal.Expired, Assert.IsType<CommandOutcome.Refused>(end).Why);
        Assert.Equal(new Coins(1_000), await store.WalletAsync(Ana.Id));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task StakeSpentBeforeThePress_IsRefused(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        var asked = Assert.IsType<CommandOutcome.Replied>(await FlipAsync(store, 1, "all", null, Tails)).Reply;
        await FlipAsync(store, 2, "100", CoinSide.Heads, Tails);

        var end = Assert.IsType<CommandOutcome.Refused>(await PressAsync(store, 3, asked, "Heads", Heads));

        Assert.Equal(Refusal.InsufficientFunds, end.Why);
        Assert.Equal(new Coins(900), await store.WalletAsync(Ana.Id));
    }

    [Fact]
    public async Task LimitSetBeforeThePress_Holds()
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        await store.GiveAsync(Ana.Id, 1_000);
        var asked = Assert.IsType<CommandOutcome.Replied>(await FlipAsync(store, 1, "500", null, Heads)).Reply;
        var tossed = Assert.IsType<CommandOutcome.Replied>(await FlipAsync(store, 2, "500", null, Heads)).Reply;
        await PressAsync(store, 3, tossed, "Heads", Heads);
        var wallet = await store.WalletAsync(Ana.Id);
        await store.Options.ChangeAsync(Calls.Server, new Dictionary<string, string?> { ["gambling.largest"] = "100" }, new OptionCause(Ana.Id, "test"), default);

        var refused = Assert.IsType<CommandOutcome.Refused>(await PressAsync(store, 4, asked, "Heads", Heads));
        Assert.Contains("100 coins", refused.Reply.Embeds[0].Description, StringComparison.Ordinal);
        Assert.Equal(wallet, await store.WalletAsync(Ana.Id));

        // What was tossed before the limit stays shown as it was.
        Assert.IsType<CommandOutcome.Updated>(await PressAsync(store, 3, tossed, "Heads", Heads));
    }

    private static Task<CommandOutcome> FlipAsync(OpenStore store, ulong eventId, string amount, CoinSide? side, Func<SeedSource> luck) =>
        new Hall(store, luck).FlipAsync(Ana, eventId, amount, side);

    private static Task<CommandOutcome> PressAsync(OpenStore store, ulong eventId, Reply on, string label, Func<SeedSource> luck) =>
        new Hall(store, luck).PressSideAsync(Ana, eventId, Calls.Button(on, label));
}
