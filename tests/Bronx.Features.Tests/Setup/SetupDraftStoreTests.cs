using Bronx.Discord.Models;
using Bronx.Features.Setup.Drafts;
using Bronx.Platform.Options;
using Bronx.Platform.Storage;

namespace Bronx.Features.Tests.Setup;

public sealed class SetupDraftStoreTests
{
    private static readonly UserId Ana = new(1001);
    private static readonly UserId Ben = new(1002);
    private static readonly OptionTarget Here = new GuildId(400);

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    [Theory, MemberData(nameof(Engines))]
    public async Task ADraft_IsKeptWithEverythingInIt(DatabaseEngine engine)
    {
        await using var open = await OpenStore.OpenAsync(engine);
        var store = new SetupDraftStore(open.Database, open.Clock);
        var draft = await store.BeginAsync(Here, Ana, default);
        await store.SaveAsync(draft.With("welcome.message", "Hello \"{name}\"\nλ").With("server.prefix", null).At(3), default);

        var found = await store.FindAsync(Here, Ana, default);
        Assert.Equal(draft.Number, found!.Number);
        Assert.Equal(3, found.Step);
        Assert.Equal("Hello \"{name}\"\nλ", found.Changes["welcome.message"]);
        Assert.Null(found.Changes["server.prefix"]);
        Assert.Null(await store.FindAsync(Here, Ben, default));
        Assert.Null(await store.FindAsync(Ana, Ana, default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task ANewDraft_EndsTheOldOne_AndOthersAreSeen(DatabaseEngine engine)
    {
        await using var open = await OpenStore.OpenAsync(engine);
        var store = new SetupDraftStore(open.Database, open.Clock);
        var first = await store.BeginAsync(Here, Ana, default);
        var second = await store.BeginAsync(Here, Ana, default);
        Assert.NotEqual(first.Number, second.Number);
        await store.BeginAsync(Here, Ben, default);

        Assert.Equal(Ben, Assert.Single(await store.OthersAsync(Here, Ana, default)).Person);
        Assert.Equal(Ana, Assert.Single(await store.OthersAsync(Here, Ben, default)).Person);
        Assert.Empty(await store.OthersAsync(new GuildId(401), Ben, default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task AfterADayWithoutAPress_ADraftIsOver_AndForgottenByTheJob(DatabaseEngine engine)
    {
        await using var open = await OpenStore.OpenAsync(engine);
        var store = new SetupDraftStore(open.Database, open.Clock);
        var draft = await store.BeginAsync(Here, Ana, default);
        open.Clock.Advance(SetupDraft.Lasts - TimeSpan.FromMinutes(1));
        Assert.NotNull(await store.FindAsync(Here, Ana, default));
        Assert.Null(await new SetupDraftJob(store).RunAsync(default));
        await store.SaveAsync(draft, default);
        open.Clock.Advance(SetupDraft.Lasts);
        Assert.Null(await store.FindAsync(Here, Ana, default));
        Assert.Equal("forgot 1 draft", await new SetupDraftJob(store).RunAsync(default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task WhatSomebodyBegan_IsShownToThem_AndErased(DatabaseEngine engine)
    {
        await using var open = await OpenStore.OpenAsync(engine);
        var store = new SetupDraftStore(open.Database, open.Clock);
        await store.BeginAsync(Here, Ana, default);
        await store.BeginAsync(Ana, Ana, default);
        await store.BeginAsync(Here, Ben, default);
        var known = new SetupPersonalData(store);
        Assert.Equal(2, Assert.Single(await known.ExportAsync(Ana, default)).Rows.Count);
        Assert.Equal(2, (await known.EraseAsync(Ana, default)).Rows);
        Assert.Empty(await known.ExportAsync(Ana, default));
        Assert.NotNull(await store.FindAsync(Here, Ben, default));
    }
}
