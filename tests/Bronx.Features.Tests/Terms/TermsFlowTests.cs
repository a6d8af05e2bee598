using Bronx.Discord.Models;
using Bronx.Features.Terms;
using Bronx.Features.Terms.Buttons;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;

namespace Bronx.Features.Tests.Terms;

public sealed class TermsFlowTests
{
    private static readonly User Ana = Calls.Person(1001);
    private static readonly User Ben = Calls.Person(1002, "ben");

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    [Theory, MemberData(nameof(Engines))]
    public async Task Agreeing_OpensTheGateAndBringsTheBonus(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var hall = new TermsHall(store);

        var end = Assert.IsType<CommandOutcome.Updated>(await hall.JoinAsync(Ana));

        Assert.Equal("Welcome!", end.Reply.Embeds[0].Title);
        Assert.Empty(end.Reply.Components);
        Assert.Equal(new Coins(1_000), await store.WalletAsync(Ana.Id));
        Assert.True(await hall.Accepted.ContainsAsync(Ana.Id, default));
        Assert.Equal(Coins.Zero, await store.WalletAsync(Ben.Id));
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task FiftySubmitsAtOnce_BringOneBonusAndOneAcceptance(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var hall = new TermsHall(store);
        var sign = SignTermsForm.Id(Ana.Id, hall.Catalogue.Current, TermsWay.Slash, prompt: null);

        var ends = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => hall.SignAsync(Ana, sign, "i agree"))));

        var titles = ends.Select(end => Assert.IsType<CommandOutcome.Updated>(end).Reply.Embeds[0].Title).ToList();
        Assert.Single(titles, "Welcome!");
        Assert.Equal(49, titles.Count(title => title == "All set"));
        Assert.Equal(new Coins(1_000), await store.WalletAsync(Ana.Id));
        Assert.Single(await hall.Store.HistoryAsync(Ana.Id, 10, default));
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task SigningsThatAllPassedTheCheck_StillBringOneBonus(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var (here, there) = (new TermsHall(store), new TermsHall(store));
        var origin = new TransferOrigin(Ana.Id, null, null, 1);

        var acceptances = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => Task.Run(() =>
            (n % 2 == 0 ? here : there).Signing.SignAsync(Ana.Id, here.Catalogue.Current, TermsWay.Slash, origin, default))));

        Assert.Single(acceptances, acceptance => acceptance.IsNew);
        Assert.Single(acceptances.Select(acceptance => acceptance.At).Distinct());
        Assert.Equal(new Coins(1_000), await store.WalletAsync(Ana.Id));
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task DyingBetweenBonusAndAcceptance_LeavesNeitherTwoNorNone(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var hall = new TermsHall(store);
        var paid = new Transfer(TransferId.From("terms-bonus", Ana.Id.Value), AccountId.Mint("terms-bonus"), AccountId.Wallet(Ana.Id), TermsSigning.Bonus, "Welcome bonus", TransferOrigin.None);
        await store.Ledger.PostAsync(paid, default);
        Assert.NotNull(await hall.Gate.CheckAsync(Calls.Request(Needing, Ana), default));

        var end = Assert.IsType<CommandOutcome.Updated>(await new TermsHall(store).JoinAsync(Ana));

        Assert.Equal("Welcome!", end.Reply.Embeds[0].Title);
        Assert.Equal(new Coins(1_000), await store.WalletAsync(Ana.Id));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task NewVersion_AsksAgainAndKeepsEverything(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await new TermsHall(store).JoinAsync(Ana);
        await store.GiveAsync(Ana.Id, 234);
        var later = new TermsHall(store, TermsHall.Version("1.0"), TermsHall.Version("1.1"));

        var refused = await later.Gate.CheckAsync(Calls.Request(Needing, Ana), default);
        Assert.Equal("New Terms of Service", refused!.Reply.Embeds[0].Title);
        var end = Assert.IsType<CommandOutcome.Updated>(await later.JoinAsync(Ana));

        Assert.Equal("Thank you", end.Reply.Embeds[0].Title);
        Assert.Null(await later.Gate.CheckAsync(Calls.Request(Needing, Ana), default));
        Assert.Equal(new Coins(1_234), await store.WalletAsync(Ana.Id));
        Assert.Equal(["1.1", "1.0"], (await later.Store.HistoryAsync(Ana.Id, 10, default)).Select(decision => decision.Version));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Buttons_WorkAfterARestartAndHoursLater(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var prompt = await new TermsHall(store).PromptAsync(Ana);
        store.Clock.Advance(TimeSpan.FromHours(30));

        var restarted = new TermsHall(store);
        var form = Assert.IsType<CommandOutcome.OpenedModal>(await restarted.AcceptAsync(Ana, Calls.Button(prompt, "Accept")));
        await restarted.SignAsync(Ana, form.Modal.CustomId, "I AGREE");

        Assert.Equal(store.Clock.GetUtcNow(), await restarted.Store.AcceptedAtAsync(Ana.Id, "1.0", default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task OutdatedPrompt_BecomesTheCurrentOneWhicheverButtonIsPressed(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var old = await new TermsHall(store).PromptAsync(Ana);
        var later = new TermsHall(store, TermsHall.Version("1.0"), TermsHall.Version("1.1"));

        foreach (var end in (CommandOutcome[])[await later.AcceptAsync(Ana, Calls.Button(old, "Accept")), await later.DeclineAsync(Ana, Calls.Button(old, "Decline"))])
        {
            var reply = Assert.IsType<CommandOutcome.Updated>(end).Reply;
            Assert.Contains("belong to version 1.0", reply.Embeds[0].Description, StringComparison.Ordinal);
            Assert.Contains("1.1", Calls.Button(reply, "Accept"), StringComparison.Ordinal);
        }

        var signed = await later.SignAsync(Ana, SignTermsForm.Id(Ana.Id, TermsHall.Version("1.0"), TermsWay.Slash, null), "I AGREE");
        Assert.NotEmpty(Assert.IsType<CommandOutcome.Updated>(signed).Reply.Components);
        Assert.Empty(await later.Store.HistoryAsync(Ana.Id, 10, default));
        var read = Assert.IsType<CommandOutcome.Replied>(await later.ReadAsync(Ana, Calls.Button(old, "Read"))).Reply;
        Assert.Contains("Of version 1.1", read.Embeds[0].Description, StringComparison.Ordinal);
        Assert.Contains("belong to version 1.0", read.Embeds[0].Description, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task PromptThatWasAnswered_SaysSo(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var hall = new TermsHall(store);
        var prompt = await hall.PromptAsync(Ana);
        await hall.JoinAsync(Ana);

        foreach (var end in (CommandOutcome[])[await hall.AcceptAsync(Ana, Calls.Button(prompt, "Accept")), await hall.DeclineAsync(Ana, Calls.Button(prompt, "Decline"))])
        {
            Assert.Equal("All set", Assert.IsType<CommandOutcome.Updated>(end).Reply.Embeds[0].Title);
        }

        Assert.Null(await hall.Gate.CheckAsync(Calls.Request(Needing, Ana), default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task WrongWords_UnderAPublicPromptAreToldInPrivateAndThePromptIsClosedInTheEnd(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var hall = new TermsHall(store);
        var prompt = On(7001, MessageFlags.None);
        var form = Assert.IsType<CommandOutcome.OpenedModal>(await hall.AcceptAsync(Ana, Calls.Button(await hall.PromptAsync(Ana), "Accept"), prompt));

        var wrong = Assert.IsType<CommandOutcome.Refused>(await hall.SignAsync(Ana, form.Modal.CustomId, "yes", prompt));
        Assert.True(wrong.Reply.Ephemeral);
        var again = Assert.IsType<CommandOutcome.OpenedModal>(await hall.AcceptAsync(Ana, Calls.Button(wrong.Reply, "Try again"), On(7002, MessageFlags.Ephemeral)));
        var stillWrong = Assert.IsType<CommandOutcome.Updated>(await hall.SignAsync(Ana, again.Modal.CustomId, "okay", On(7002, MessageFlags.Ephemeral)));
        again = Assert.IsType<CommandOutcome.OpenedModal>(await hall.AcceptAsync(Ana, Calls.Button(stillWrong.Reply, "Try again"), On(7002, MessageFlags.Ephemeral)));
        await hall.SignAsync(Ana, again.Modal.CustomId, " i agree", On(7002, MessageFlags.Ephemeral));

        var (closed, reply) = Assert.Single(hall.Closed);
        Assert.Equal(prompt.Id, closed);
        Assert.Equal("Welcome!", reply.Embeds[0].Title);
        Assert.Equal(new Coins(1_000), await store.WalletAsync(Ana.Id));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task WrongWords_UnderAPrivatePromptChangeItInPlace(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var hall = new TermsHall(store);
        var form = Assert.IsType<CommandOutcome.OpenedModal>(await hall.AcceptAsync(Ana, Calls.Button(await hall.PromptAsync(Ana, CommandForm.Slash), "Accept")));

        var wrong = Assert.IsType<CommandOutcome.Updated>(await hall.SignAsync(Ana, form.Modal.CustomId, "AGREE", On(7001, MessageFlags.Ephemeral)));

        Assert.NotNull(Calls.Button(wrong.Reply, "Try again"));
        Assert.Equal(Coins.Zero, await store.WalletAsync(Ana.Id));
        Assert.Empty(hall.Closed);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Declining_LeavesNoTraceOfSomebodyWhoNeverAccepted(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var hall = new TermsHall(store);

        var end = Assert.IsType<CommandOutcome.Updated>(await hall.DeclineAsync(Ana, Calls.Button(await hall.PromptAsync(Ana), "Decline")));

        Assert.Empty(end.Reply.Components);
        Assert.Contains("Nothing about you is stored", end.Reply.Embeds[0].Description, StringComparison.Ordinal);
        Assert.Empty(await hall.Store.HistoryAsync(Ana.Id, 10, default));
        Assert.NotNull(await hall.Gate.CheckAsync(Calls.Request(Needing, Ana), default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task DecliningANewVersion_IsNotedOnceAndCanBeChanged(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await new TermsHall(store).JoinAsync(Ana);
        var later = new TermsHall(store, TermsHall.Version("1.0"), TermsHall.Version("2.0"));

        await later.DeclineAsync(Ana, Calls.Button(await later.PromptAsync(Ana), "Decline"));
        await later.DeclineAsync(Ana, Calls.Button(await later.PromptAsync(Ana), "Decline"));
        Assert.NotNull(await later.Gate.CheckAsync(Calls.Request(Needing, Ana), default));
        await later.JoinAsync(Ana);

        var history = await later.Store.HistoryAsync(Ana.Id, 10, default);
        Assert.Equal([("2.0", true), ("2.0", false), ("1.0", true)], history.Select(decision => (decision.Version, decision.Accepted)));
        Assert.Equal(new Coins(1_000), await store.WalletAsync(Ana.Id));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task TosInfo_TellsHowAndWhen(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var hall = new TermsHall(store);
        Assert.Contains("not accepted", Assert.Single((await hall.DetailsAsync(Ana)).Embeds).Fields![1].Value, StringComparison.Ordinal);
        await hall.JoinAsync(Ana);

        var fields = Assert.Single((await hall.DetailsAsync(Ana)).Embeds).Fields!;

        Assert.StartsWith("accepted <t:", fields[1].Value, StringComparison.Ordinal);
        Assert.EndsWith("by message", fields[2].Value, StringComparison.Ordinal);
        Assert.NotNull(Calls.Button(await hall.PromptAsync(Ana), "Read"));
    }

    internal static CommandDefinition Needing { get; } = new("daily", "Economy", "Coins once a day");

    private static Message On(ulong id, MessageFlags flags) => new()
    {
        Id = new MessageId(id),
        ChannelId = Calls.Channel,
        Author = Calls.Person(1, "bronx"),
        Flags = flags,
    };
}
