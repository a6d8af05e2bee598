using Bronx.Discord.Models;
using Bronx.Features.Terms;
using Bronx.Features.Terms.Owner;
using Bronx.Platform.Commands;
using Bronx.Platform.Storage;
using Bronx.Testing;

namespace Bronx.Features.Tests.Terms;

public sealed class TermsOwnerTests
{
    private static readonly User Ana = Calls.Person(1001);
    private static readonly User Ben = Calls.Person(1002, "ben");
    private static readonly User Cem = Calls.Person(1003, "cem");

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    [Theory, MemberData(nameof(Engines))]
    public async Task Numbers_CountEveryVersionAndWhoIsStillToBeAsked(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var old = new TermsHall(store);
        await old.JoinAsync(Ana);
        await old.JoinAsync(Ben);
        await old.JoinAsync(Cem);
        var hall = new TermsHall(store, TermsHall.Version("1.0"), TermsHall.Version("1.1"));
        await hall.JoinAsync(Ana);
        await hall.DeclineAsync(Ben, Calls.Button(await hall.PromptAsync(Ben), "Decline"));

        Assert.Equal(
            [new TermsCount("1.0", 3, 0), new TermsCount("1.1", 1, 1)],
            (await hall.Store.NumbersAsync(default)).OrderBy(count => count.Version, StringComparer.Ordinal));
        Assert.Equal(2, await hall.Store.NotYetAsync("1.1", default));
        Assert.Equal(0, await hall.Store.NotYetAsync("1.0", default));
    }

    /// <summary>A race of the world: the version is taken back while a prompt for it is open.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task AVersionWithdrawnWhileItsFormIsOpen_IsNotSigned(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var before = new TermsHall(store, TermsHall.Version("1.0"), TermsHall.Version("1.1"));
        var form = Assert.IsType<CommandOutcome.OpenedModal>(await before.AcceptAsync(Ana, Calls.Button(await before.PromptAsync(Ana), "Accept")));

        var after = new TermsHall(store, TermsHall.Version("1.0"), TermsHall.Version("1.1") with { Withdrawn = new DateOnly(2026, 4, 1) });
        var answer = Assert.IsType<CommandOutcome.Updated>(await after.SignAsync(Ana, form.Modal.CustomId, "I AGREE"));

        Assert.Contains("1.1", answer.Reply.Embeds[0].Description, StringComparison.Ordinal);
        Assert.Empty(await after.Store.HistoryAsync(Ana.Id, 10, default));
        Assert.Null(await after.Store.AcceptedAtAsync(Ana.Id, "1.1", default));
        await after.SignAsync(Ana, Assert.IsType<CommandOutcome.OpenedModal>(await after.AcceptAsync(Ana, Calls.Button(answer.Reply, "Accept"))).Modal.CustomId, "I AGREE");
        Assert.NotNull(await after.Store.AcceptedAtAsync(Ana.Id, "1.0", default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task WhoAcceptedTheVersionBefore_IsNotAskedWhenTheNewOneIsWithdrawn(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await new TermsHall(store).JoinAsync(Ana);
        var hall = new TermsHall(store, TermsHall.Version("1.0"), TermsHall.Version("1.1") with { Withdrawn = new DateOnly(2026, 4, 1) });
        Assert.Null(await hall.Gate.CheckAsync(Calls.Request(Features.Economy.Balance.BalanceCommand.Definition, Ana), default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task AYes_IsBelievedForAWhileAndThenAskedAnew(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var hall = new TermsHall(store);
        await hall.JoinAsync(Ana);
        await hall.Store.EraseAsync(Ana.Id, default);
        Assert.True(await hall.Accepted.ContainsAsync(Ana.Id, default));
        store.Clock.Advance(AcceptedPeople.Believed);
        Assert.False(await hall.Accepted.ContainsAsync(Ana.Id, default));
    }

    [Fact]
    public void OwnerCommands_AreForOwnersWhoAcceptedThemselves() => Assert.All(
        [TermsStatusCommand.Definition, TermsNumbersCommand.Definition, TermsAnnounceCommand.Definition],
        command => Assert.True(command is { OwnerOnly: true, NeedsTerms: true }));

    [Fact]
    public void Texts_ReadAsStored()
    {
        var catalogue = new TermsCatalogue([TermsHall.Version("1.0"), TermsHall.Version("1.1"), TermsHall.Version("1.2") with { Withdrawn = new DateOnly(2026, 4, 1) }]);
        var at = HeldClock.DefaultStart;
        StoredText.Matches(
            "Terms/Owner",
            ("somebody who accepted", TermsOwnerTexts.Standing(Ana, catalogue.Current, at, [new TermsDecision("1.1", true, TermsWay.Slash, at), new TermsDecision("1.0", true, TermsWay.Message, at)])),
            ("a stranger", TermsOwnerTexts.Standing(Ana, catalogue.Current, null, [])),
            ("numbers", TermsOwnerTexts.Numbers(catalogue, [new TermsCount("1.0", 1_204, 3), new TermsCount("1.1", 1, 0)], 1_203)),
            ("numbers of the beginning", TermsOwnerTexts.Numbers(new TermsCatalogue([TermsHall.Version("1.0")]), [], 0)),
            ("announcement", TermsOwnerTexts.Announcement(catalogue, ".tos")));
    }
}
