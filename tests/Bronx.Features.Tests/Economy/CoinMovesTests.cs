using Bronx.Discord.Models;
using Bronx.Features.Economy.Balance;
using Bronx.Features.Economy.Bank;
using Bronx.Features.Economy.Pay;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Platform.Text;

namespace Bronx.Features.Tests.Economy;

public sealed class CoinMovesTests
{
    private static readonly BankDoor Door = new();
    private static readonly User Ana = Calls.Person(1001);
    private static readonly User Ben = Calls.Person(1002, "ben");
    private static readonly User Robot = Ben with { Id = new UserId(1003), Bot = true };

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    [Theory, MemberData(nameof(Engines))]
    public async Task DepositAndWithdraw_MoveWhatTheAmountComesTo(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_001);

        await DepositAsync(store, 1, "half");
        Assert.Equal((501, 500), await PocketsAsync(store));
        await DepositAsync(store, 2, "1");
        Assert.Equal((500, 501), await PocketsAsync(store));
        await WithdrawAsync(store, 3, "10%");
        Assert.Equal((550, 451), await PocketsAsync(store));
        await WithdrawAsync(store, 4, "all");
        Assert.Equal((1_001, 0), await PocketsAsync(store));
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task EventThatComesTwice_MovesOnce(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);

        var first = Assert.IsType<CommandOutcome.Replied>(await DepositAsync(store, 1, "half"));
        var again = Assert.IsType<CommandOutcome.Replied>(await DepositAsync(store, 1, "half"));

        Assert.Equal(StoredText.Show(first.Reply), StoredText.Show(again.Reply));
        Assert.Equal((500, 500), await PocketsAsync(store));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task MoreThanThereIs_IsRefusedWithTheBalance(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 10);

        var refused = Assert.IsType<CommandOutcome.Refused>(await DepositAsync(store, 1, "11"));

        Assert.Equal(Refusal.InsufficientFunds, refused.Why);
        Assert.Contains("10 coins", refused.Reply.Embeds[0].Description, StringComparison.Ordinal);
        Assert.Equal(Refusal.InsufficientFunds, Assert.IsType<CommandOutcome.Refused>(await WithdrawAsync(store, 2, "all")).Why);
        Assert.Equal(Refusal.InsufficientFunds, Assert.IsType<CommandOutcome.Refused>(await DepositAsync(store, 3, "1%")).Why);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task FiftyPaymentsOfEverythingAtOnce_SpendItOnce(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await store.GiveAsync(Ben.Id, 1);

        var ends = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => Task.Run(() => PayAsync(store, (ulong)n + 1, Ben, "all"))));

        Assert.Single(ends.OfType<CommandOutcome.Replied>());
        Assert.All(ends.OfType<CommandOutcome.Refused>(), refused => Assert.Equal(Refusal.InsufficientFunds, refused.Why));
        Assert.Equal(Coins.Zero, await store.WalletAsync(Ana.Id));
        Assert.Equal(new Coins(1_001), await store.WalletAsync(Ben.Id));
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Pay_RefusesBotsOneselfAndPeopleWithoutAnAccount(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);

        Assert.Equal(Refusal.BadArgument, Assert.IsType<CommandOutcome.Refused>(await PayAsync(store, 1, Robot, "1")).Why);
        Assert.Equal(Refusal.BadArgument, Assert.IsType<CommandOutcome.Refused>(await PayAsync(store, 2, Ana, "1")).Why);
        Assert.Equal(Refusal.RuleOfTheGame, Assert.IsType<CommandOutcome.Refused>(await PayAsync(store, 3, Ben, "1")).Why);
        Assert.Equal(new Coins(1_000), await store.WalletAsync(Ana.Id));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Pay_DeliveredTwiceGivesOnceAndMentionsNobody(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await store.GiveAsync(Ben.Id, 1);

        await PayAsync(store, 7, Ben, "25%");
        var again = Assert.IsType<CommandOutcome.Replied>(await PayAsync(store, 7, Ben, "25%"));

        Assert.Equal(new Coins(751 - 1), await store.WalletAsync(Ana.Id));
        Assert.Equal(new Coins(251), await store.WalletAsync(Ben.Id));
        Assert.Equal(AllowedMentions.None, again.Reply.Mentions);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Balance_ShowsOwnOrNamedPersonsCoinsAndNoBots(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ben.Id, 1_234);
        var command = new BalanceCommand(store.Ledger, store.Badges);
        Task<CommandOutcome> Of(params (string, object)[] arguments) =>
            command.RunAsync(Calls.Command(BalanceCommand.Definition, Ana, 1, store.Clock.GetUtcNow(), arguments: arguments), default).AsTask();

        var own = Assert.IsType<CommandOutcome.Replied>(await Of()).Reply.Embeds[0];
        var other = Assert.IsType<CommandOutcome.Replied>(await Of(("member", new MemberArgument(Ben, new Member { Nick = "Benno" })))).Reply.Embeds[0];

        Assert.Equal("Your coins", own.Title);
        Assert.Equal("Coins of Benno", other.Title);
        Assert.Contains("1,234", other.Description, StringComparison.Ordinal);
        Assert.IsType<CommandOutcome.Refused>(await Of(("member", new MemberArgument(Robot, null))));
        Assert.Equal("Your coins", Assert.IsType<CommandOutcome.Replied>(await Of(("member", new MemberArgument(Ana, null)))).Reply.Embeds[0].Title);
    }

    private static async Task<(long Wallet, long Bank)> PocketsAsync(OpenStore store) =>
        ((await store.WalletAsync(Ana.Id)).Value, (await store.BankAsync(Ana.Id)).Value);

    private static Task<CommandOutcome> DepositAsync(OpenStore store, ulong eventId, string amount) =>
        new DepositCommand(store.Ledger, new UpgradeStore(store.Database), Door).RunAsync(Call(DepositCommand.Definition, store, eventId, amount), default).AsTask();

    private static Task<CommandOutcome> WithdrawAsync(OpenStore store, ulong eventId, string amount) =>
        new WithdrawCommand(store.Ledger).RunAsync(Call(WithdrawCommand.Definition, store, eventId, amount), default).AsTask();

    private static Task<CommandOutcome> PayAsync(OpenStore store, ulong eventId, User to, string amount) =>
        new PayCommand(store.Ledger, store.Spending, store.Notices, store.Badges).RunAsync(Call(PayCommand.Definition, store, eventId, amount, ("member", new MemberArgument(to, null))), default).AsTask();

    private static CommandCall Call(CommandDefinition command, OpenStore store, ulong eventId, string amount, params (string, object)[] more) =>
        Calls.Command(command, Ana, eventId, store.Clock.GetUtcNow(), arguments: [("amount", AmountExpression.Parse(amount).Amount), .. more]);
}
