using Bronx.Discord.Models;
using Bronx.Features.Economy;
using Bronx.Features.Economy.Choices;
using Bronx.Features.Economy.Privacy;
using Bronx.Features.Economy.Rob;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Options;
using Bronx.Platform.People;
using Bronx.Platform.Storage;
using Bronx.Testing;

namespace Bronx.Features.Tests.Economy.Rob;

public sealed class RobCommandTests
{
    private static readonly User Ana = Calls.Person(1001);
    private static readonly User Ben = Calls.Person(1002, "ben");

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    /// <summary>The hole A19 of the reference: who has nothing risks nothing.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task RobberWithoutTheStake_RobsNobody(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 149);
        await store.GiveAsync(Ben.Id, 1_000);
        Assert.Equal(Refusal.RuleOfTheGame, Assert.IsType<CommandOutcome.Refused>(await RobAsync(store, Ana, Ben, 1, succeeds: true)).Why);
        Assert.Equal(new Coins(1_000), await store.WalletAsync(Ben.Id));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Success_BringsTheLootAndFailurePaysTheVictim(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 500);
        await store.GiveAsync(Ben.Id, 1_000);

        var first = Assert.IsType<CommandOutcome.Replied>(await RobAsync(store, Ana, Ben, 1, succeeds: true));
        Assert.Equal((600, 900), await WalletsAsync(store));
        var again = Assert.IsType<CommandOutcome.Replied>(await RobAsync(store, Ana, Ben, 1, succeeds: false));
        Assert.Equal(StoredText.Show(Reply.Of(first.Reply.Embeds[0])), StoredText.Show(again.Reply));
        Assert.Contains("Light fingers", first.Reply.Embeds[1].Description, StringComparison.Ordinal);
        Assert.Equal((600, 900), await WalletsAsync(store));

        Assert.IsType<CommandOutcome.Refused>(await RobAsync(store, Ana, Ben, 2, succeeds: true));
        store.Clock.Advance(RobRules.Shield);
        Assert.IsType<CommandOutcome.Replied>(await RobAsync(store, Ana, Ben, 3, succeeds: false));
        Assert.Equal((600 - 135, 900 + 135), await WalletsAsync(store));
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task TwentyRobbersAtOnce_TryOneVictimOnce(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ben.Id, 1_000);
        var robbers = Enumerable.Range(0, 20).Select(n => Calls.Person(2_000 + (ulong)n)).ToList();
        foreach (var robber in robbers)
        {
            await store.GiveAsync(robber.Id, 1_000);
        }

        var ends = await Task.WhenAll(robbers.Select((robber, n) => Task.Run(() => RobAsync(store, robber, Ben, 1 + (ulong)n, succeeds: true))));

        Assert.Single(ends.OfType<CommandOutcome.Replied>());
        Assert.Equal(new Coins(900), await store.WalletAsync(Ben.Id));
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task PeopleWhoOptedOut_AreLeftAloneAndLeaveOthersAlone(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var privacy = new PrivacyBook(store.Options);
        await store.GiveAsync(Ana.Id, 1_000);
        await store.GiveAsync(Ben.Id, 1_000);
        await privacy.ChooseAsync(Ben.Id, CoinChoices.Robbing, on: false, default);
        Assert.IsType<CommandOutcome.Refused>(await RobAsync(store, Ana, Ben, 1, succeeds: true));
        Assert.IsType<CommandOutcome.Refused>(await RobAsync(store, Ben, Ana, 2, succeeds: true));

        await privacy.ChooseAsync(Ben.Id, CoinChoices.Robbing, on: true, default);
        await privacy.ChooseAsync(Ben.Id, PersonChoices.Leaderboards, on: false, default);
        Assert.IsType<CommandOutcome.Refused>(await RobAsync(store, Ben, Ana, 3, succeeds: true));
        store.Clock.Advance(RobRules.Wait);
        await privacy.ChooseAsync(Ben.Id, CoinChoices.Robbing, on: true, default);
        Assert.IsType<CommandOutcome.Replied>(await RobAsync(store, Ben, Ana, 4, succeeds: true));
        Assert.False((await privacy.OfAsync(Ben.Id, default)).Listed);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task ARobbery_IsWrittenAbout_OnlyToThoseWhoWantIt(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await store.GiveAsync(Ben.Id, 1_000);
        await RobAsync(store, Ana, Ben, 1, succeeds: true);
        store.Clock.Advance(RobRules.Shield);
        await store.Options.ChangeAsync(Ben.Id, new Dictionary<string, string?> { ["notices.robbed"] = "on" }, new OptionCause(Ben.Id, "test"), default);
        await RobAsync(store, Ana, Ben, 2, succeeds: true);
        await store.DoneAfterwardsAsync();
        Assert.Contains("robbed you of", Assert.Single(store.Letters).Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task BotsYourselfAndThePoor_AreNoVictims(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await store.GiveAsync(Ben.Id, 499);
        Assert.Equal(Refusal.BadArgument, Assert.IsType<CommandOutcome.Refused>(await RobAsync(store, Ana, Ana, 1, succeeds: true)).Why);
        Assert.Equal(Refusal.BadArgument, Assert.IsType<CommandOutcome.Refused>(await RobAsync(store, Ana, Ben with { Bot = true }, 2, succeeds: true)).Why);
        Assert.Equal(Refusal.RuleOfTheGame, Assert.IsType<CommandOutcome.Refused>(await RobAsync(store, Ana, Ben, 3, succeeds: true)).Why);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task AServerThatSwitchedItOff_HasNoRobbing(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await store.GiveAsync(Ben.Id, 1_000);
        await store.Options.ChangeAsync(Calls.Server, new Dictionary<string, string?> { [EconomyOptions.Rob.Key] = "off" }, new OptionCause(Ben.Id, "test"), default);
        Assert.Equal(Refusal.RuleOfTheGame, Assert.IsType<CommandOutcome.Refused>(await RobAsync(store, Ana, Ben, 1, succeeds: true)).Why);
        Assert.Equal((1_000, 1_000), await WalletsAsync(store));

        await store.Options.ChangeAsync(Calls.Server, new Dictionary<string, string?> { [EconomyOptions.Rob.Key] = null }, new OptionCause(Ben.Id, "test"), default);
        Assert.IsType<CommandOutcome.Replied>(await RobAsync(store, Ana, Ben, 2, succeeds: true));
    }

    [Fact]
    public void Pause_OutlivesARestart() => Assert.True(RobCommand.Definition.Cooldown!.KeptOverRestarts);

    [Fact]
    public void Texts_ReadAsStored() => StoredText.Matches(
        "Economy/Rob/Texts",
        ("caught", RobTexts.Result([Move(Ana, Ben, 150, 350, 1_150)], Ana.Id)),
        ("got away", RobTexts.Result([Move(Ana, Ben, 150, 350, 1_150), Move(Ben, Ana, 350, 800, 700)], Ana.Id)),
        ("not here", RobTexts.NotHere()),
        ("yourself", RobTexts.Yourself()),
        ("too poor", RobTexts.TooPoor(Ben.Id)),
        ("no stake", RobTexts.NoStake(new Coins(150), new Coins(1))),
        ("shielded", RobTexts.Shielded(Ben.Id, HeldClock.DefaultStart)),
        ("they opted out", RobTexts.TheyOptedOut(Ben.Id)),
        ("you opted out", RobTexts.YouOptedOut(".privacy rob on")),
        ("not yet", RobTexts.NotYet(HeldClock.DefaultStart)),
        ("off", PrivacyTexts.Robbing(false, "1 day")),
        ("on", PrivacyTexts.Robbing(true, "1 day")));

    private static PostedTransfer Move(User from, User to, long amount, long fromBalance, long toBalance) => new(
        new Transfer(TransferId.From("test"), AccountId.Wallet(from.Id), AccountId.Wallet(to.Id), new Coins(amount), "Test", TransferOrigin.None),
        new Coins(fromBalance), new Coins(toBalance), HeldClock.DefaultStart, 1);

    private static async Task<(long Ana, long Ben)> WalletsAsync(OpenStore store) =>
        ((await store.WalletAsync(Ana.Id)).Value, (await store.WalletAsync(Ben.Id)).Value);

    private static Task<CommandOutcome> RobAsync(OpenStore store, User robber, User victim, ulong eventId, bool succeeds) =>
        new RobCommand(store.Ledger, new RobStore(store.Database), new PrivacyBook(store.Options), store.Notices, store.Options, store.Badges, new Chance(below => succeeds ? 0 : below - 1))
            .RunAsync(Calls.Command(RobCommand.Definition, robber, eventId, store.Clock.GetUtcNow(), arguments: ("victim", new MemberArgument(victim, null))), default).AsTask();
}
