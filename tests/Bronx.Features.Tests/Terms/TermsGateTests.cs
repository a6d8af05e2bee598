using Bronx.Discord.Models;
using Bronx.Features.Terms;
using Bronx.Platform.Commands;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Dapper;

namespace Bronx.Features.Tests.Terms;

public sealed class TermsGateTests
{
    private static readonly User Ana = Calls.Person(1001);
    private static readonly Bronx.Platform.Commands.CommandDefinition Needing = TermsFlowTests.Needing;
    private static readonly Bronx.Platform.Commands.CommandDefinition Exempt = new("help", "General", "What I can do") { NeedsTerms = false };

    [Theory]
    [InlineData(CommandForm.Prefix)]
    [InlineData(CommandForm.Slash)]
    [InlineData(CommandForm.Component)]
    public async Task EveryForm_IsBlockedUntilAcceptanceAndOpenAfter(CommandForm form)
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        var hall = new TermsHall(store);
        var before = Calls.Request(Needing, Ana, form);

        var refused = await hall.Gate.CheckAsync(before, default);
        await hall.JoinAsync(Ana);
        var after = Calls.Request(Needing, Ana, form);

        Assert.Equal(Refusal.TermsNotAccepted, refused!.Why);
        Assert.False(before.MayRecord);
        Assert.Null(await hall.Gate.CheckAsync(after, default));
        Assert.True(after.MayRecord);
    }

    [Fact]
    public async Task ExemptCommands_PassAndRecordOnlyWhoAccepted()
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        var hall = new TermsHall(store);
        var before = Calls.Request(Exempt, Ana);
        Assert.Null(await hall.Gate.CheckAsync(before, default));
        await hall.JoinAsync(Ana);
        var after = Calls.Request(Exempt, Ana);
        Assert.Null(await new TermsHall(store).Gate.CheckAsync(after, default));

        Assert.False(before.MayRecord);
        Assert.True(after.MayRecord);
    }

    [Fact]
    public async Task ExemptCommands_AnswerWhileTheStoreDoesNotAndOthersFailClosed()
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        var hall = new TermsHall(store);
        await store.Database.WriteAsync((connection, transaction) => connection.ExecuteAsync("DROP TABLE terms_decisions", transaction: transaction), default);
        var request = Calls.Request(Exempt, Ana);

        Assert.Null(await hall.Gate.CheckAsync(request, default));
        Assert.False(request.MayRecord);
        await Assert.ThrowsAnyAsync<Exception>(() => hall.Gate.CheckAsync(Calls.Request(Needing, Ana), default).AsTask());
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public async Task AnOwner_GetsAtOwnersCommandsWhileTheStoreIsAway_AndNobodyElseDoes(bool isOwner, bool isForOwners, bool passes)
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        var hall = new TermsHall(store);
        var request = Calls.Request(Needing with { OwnerOnly = isForOwners }, Ana, isOwner: isOwner);
        Assert.Equal(Refusal.TermsNotAccepted, (await hall.Gate.CheckAsync(request, default))!.Why);

        await store.Database.WriteAsync((connection, transaction) => connection.ExecuteAsync("DROP TABLE terms_decisions", transaction: transaction), default);
        if (passes)
        {
            Assert.Null(await hall.Gate.CheckAsync(request, default));
            Assert.False(request.MayRecord);
        }
        else
        {
            await Assert.ThrowsAnyAsync<Exception>(() => hall.Gate.CheckAsync(request, default).AsTask());
        }
    }

    [Fact]
    public async Task Messages_GetOnePromptAMinuteThenAPointerThenSilence()
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        var hall = new TermsHall(store);
        async Task<Reply> Knock(ulong channel = 500) => (await hall.Gate.CheckAsync(Calls.Request(Needing, Ana, channel: new ChannelId(channel)), default))!.Reply;

        Assert.Equal("Before we start", (await Knock()).Embeds[0].Title);
        Assert.Contains("just above", (await Knock()).Embeds[0].Description, StringComparison.Ordinal);
        Assert.Same(Reply.Silence, await Knock());
        Assert.Same(Reply.Silence, await Knock());
        Assert.Equal("Before we start", (await Knock(501)).Embeds[0].Title);
        store.Clock.Advance(PromptPace.Minute - TimeSpan.FromSeconds(1));
        Assert.Same(Reply.Silence, await Knock());
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Before we start", (await Knock()).Embeds[0].Title);
    }

    [Fact]
    public async Task Interactions_GetThePromptEveryTimeForTheirPersonAlone()
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        var hall = new TermsHall(store);
        for (var time = 0; time < 4; time++)
        {
            var refused = await hall.Gate.CheckAsync(Calls.Request(Needing, Ana, CommandForm.Slash), default);
            Assert.Equal("Before we start", refused!.Reply.Embeds[0].Title);
            Assert.True(refused.Reply.Ephemeral);
        }
    }

    [Fact]
    public async Task ADecision_MakesRoomForTheNextPrompt()
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        var hall = new TermsHall(store);
        var prompt = (await hall.Gate.CheckAsync(Calls.Request(Needing, Ana), default))!.Reply;
        await hall.DeclineAsync(Ana, Calls.Button(prompt, "Decline"));

        Assert.Equal("Before we start", (await hall.Gate.CheckAsync(Calls.Request(Needing, Ana), default))!.Reply.Embeds[0].Title);
    }

    [Fact]
    public void RecentMap_NeverHoldsMoreThanTwiceItsCapacityAndForgetsTheUntouched()
    {
        var map = new RecentMap<int, int>(100);
        for (var key = 0; key < 10_000; key++)
        {
            map.Set(key, key);
            Assert.True(map.TryGet(0, out _), "what is touched all the time stays");
            Assert.True(map.Count <= 200);
        }

        Assert.False(map.TryGet(5_000, out _));
        Assert.True(map.TryGet(9_999, out _));
        map.Remove(9_999);
        Assert.False(map.TryGet(9_999, out _));
    }
}
