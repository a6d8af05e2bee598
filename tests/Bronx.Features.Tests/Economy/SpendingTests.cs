using System.Net;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Features.Economy.Choices;
using Bronx.Features.Economy.Pay;
using Bronx.Platform.Commands;
using Bronx.Platform.Commands.Confirming;
using Bronx.Platform.Ledger;
using Bronx.Platform.Options;
using Bronx.Platform.People;
using Bronx.Platform.Storage;
using Bronx.Platform.Text;

namespace Bronx.Features.Tests.Economy;

/// <summary>What people ask of themselves and of the bot about their coins is obeyed.</summary>
public sealed class SpendingTests
{
    private static readonly User Ana = Calls.Person(1001);
    private static readonly User Ben = Calls.Person(1002, "ben");

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    [Theory, MemberData(nameof(Engines))]
    public async Task AGiftFromTheAmountOn_IsAskedAbout_AndGivenOnceAfterAYes(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await store.GiveAsync(Ben.Id, 1);
        await ChooseAsync(store, Ana, "coins.confirm", "500");
        var confirmations = new Confirmations(store.Clock);
        var pay = new PayCommand(store.Ledger, new Spending(store.Options, confirmations), store.Notices, store.Badges);

        Assert.Equal("Coins given", Title(await pay.RunAsync(Call(store, 1, "499"), default)));
        var asked = Assert.IsType<CommandOutcome.Replied>(await pay.RunAsync(Call(store, 2, "500"), default)).Reply;
        Assert.Equal("Are you sure?", asked.Embeds[0].Title);
        Assert.Equal(new Coins(501), await store.WalletAsync(Ana.Id));

        var button = new ConfirmButton<PayCommand>(confirmations, pay);
        var yes = Calls.Press(PayCommand.Definition, Calls.Button(asked, "Give 500 coins"), Ana, 3, store.Clock.GetUtcNow());
        Assert.Equal("Coins given", Assert.IsType<CommandOutcome.Updated>(await button.RunAsync(yes, default)).Reply.Embeds[0].Title);
        Assert.Contains("expired", Assert.IsType<CommandOutcome.Updated>(await button.RunAsync(yes, default)).Reply.Embeds[0].Description, StringComparison.Ordinal);
        Assert.Equal(new Coins(1), await store.WalletAsync(Ana.Id));
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task ANo_AndATooLateYes_GiveNothing(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await store.GiveAsync(Ben.Id, 1);
        await ChooseAsync(store, Ana, "coins.confirm", "1");
        var confirmations = new Confirmations(store.Clock);
        var pay = new PayCommand(store.Ledger, new Spending(store.Options, confirmations), store.Notices, store.Badges);
        var button = new ConfirmButton<PayCommand>(confirmations, pay);

        var first = Assert.IsType<CommandOutcome.Replied>(await pay.RunAsync(Call(store, 1, "100"), default)).Reply;
        await button.RunAsync(Calls.Press(PayCommand.Definition, Calls.Button(first, "Cancel"), Ana, 2, store.Clock.GetUtcNow()), default);
        await button.RunAsync(Calls.Press(PayCommand.Definition, Calls.Button(first, "Give 100 coins"), Ana, 3, store.Clock.GetUtcNow()), default);

        var second = Assert.IsType<CommandOutcome.Replied>(await pay.RunAsync(Call(store, 4, "100"), default)).Reply;
        store.Clock.Advance(Confirmations.Lasts);
        await button.RunAsync(Calls.Press(PayCommand.Definition, Calls.Button(second, "Give 100 coins"), Ana, 5, store.Clock.GetUtcNow()), default);
        Assert.Equal(new Coins(1_000), await store.WalletAsync(Ana.Id));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task AYes_CountsOnlyForTheAmountItWasGivenFor(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await store.GiveAsync(Ben.Id, 1);
        await ChooseAsync(store, Ana, "coins.confirm", "1");
        var confirmations = new Confirmations(store.Clock);
        var pay = new PayCommand(store.Ledger, new Spending(store.Options, confirmations), store.Notices, store.Badges);
        var asked = Assert.IsType<CommandOutcome.Replied>(await pay.RunAsync(Call(store, 1, "half"), default)).Reply;
        await store.GiveAsync(Ana.Id, 500);

        var answer = await new ConfirmButton<PayCommand>(confirmations, pay)
            .RunAsync(Calls.Press(PayCommand.Definition, Calls.Button(asked, "Give 500 coins"), Ana, 2, store.Clock.GetUtcNow()), default);
        Assert.Contains("750", Assert.IsType<CommandOutcome.Updated>(answer).Reply.Embeds[0].Description, StringComparison.Ordinal);
        Assert.Equal(new Coins(1_500), await store.WalletAsync(Ana.Id));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task ABetAboveTheOwnLimit_IsRefused(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await ChooseAsync(store, Ana, "coins.most-per-bet", "100");
        Assert.Null(await store.Spending.RefuseBetAsync(Call(store, 1, "100"), new Coins(100), default));
        Assert.IsType<CommandOutcome.Refused>(await store.Spending.RefuseBetAsync(Call(store, 1, "101"), new Coins(101), default));
        await ChooseAsync(store, Ana, "coins.most-per-bet", null);
        Assert.Null(await store.Spending.RefuseBetAsync(Call(store, 1, "101"), new Coins(101), default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task AGift_IsWrittenAbout_OnlyToThoseWhoWantIt(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await store.GiveAsync(Ben.Id, 1);
        var pay = new PayCommand(store.Ledger, store.Spending, store.Notices, store.Badges);
        await pay.RunAsync(Call(store, 1, "10"), default);
        await ChooseAsync(store, Ben, "notices.gifts", "on");
        await pay.RunAsync(Call(store, 2, "20"), default);
        await store.DoneAfterwardsAsync();
        await ChooseAsync(store, Ben, "privacy.messages", "off");
        await pay.RunAsync(Call(store, 3, "30"), default);
        await store.DoneAfterwardsAsync();
        Assert.Contains("20 coins", Assert.Single(store.Letters).Text, StringComparison.Ordinal);
    }

    /// <summary>Who lets nobody write to them still gets the gift; what else goes wrong on the way is not mistaken for that.</summary>
    [Fact]
    public async Task SomebodyWhoTakesNoDirectMessages_IsNoFault()
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        Assert.Equal(DirectDelivery.Closed, await Line(50_007).SendAsync(Ben.Id, 1, Reply.Of(Look.Note("hello")), default));
        var fault = await Assert.ThrowsAsync<DiscordApiException>(() => Line(50_013).SendAsync(Ben.Id, 1, Reply.Of(Look.Note("hello")), default));
        Assert.Equal(50_013, fault.Code);

        DirectLine Line(int code) => new(store.Options, (_, _, _, _) => throw new DiscordApiException(HttpStatusCode.Forbidden, code, "no", "POST /channels/{channel}/messages"));
    }

    private static CommandCall Call(OpenStore store, ulong eventId, string amount) => Calls.Command(
        PayCommand.Definition, Ana, eventId, store.Clock.GetUtcNow(),
        arguments: [("amount", AmountExpression.Parse(amount).Amount), ("member", new MemberArgument(Ben, null))]);

    private static string? Title(CommandOutcome outcome) => Assert.IsType<CommandOutcome.Replied>(outcome).Reply.Embeds[0].Title;

    private static async Task ChooseAsync(OpenStore store, User who, string key, string? value) => Assert.IsType<OptionChangeOutcome.Changed>(
        await store.Options.ChangeAsync(who.Id, new Dictionary<string, string?> { [key] = value }, new OptionCause(who.Id, "test"), default));
}
