using Bronx.Discord.Models;
using Bronx.Features.Economy.Leaderboard;
using Bronx.Features.Economy.Privacy;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.People;
using Bronx.Platform.Storage;

namespace Bronx.Features.Tests.Economy.Leaderboard;

public sealed class LeaderboardTests
{
    private static readonly GuildId Here = new(400);
    private static readonly User Ana = Calls.Person(1001);

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    [Theory, MemberData(nameof(Engines))]
    public async Task ServerBoard_ShowsItsPeopleByWhatTheyHaveAndForgetsWhoLeft(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var board = new LeaderboardStore(store.Database);
        await store.GiveAsync(Ana.Id, 100);
        await store.GiveAsync(new UserId(1002), 300);
        await store.GiveAsync(new UserId(1003), 900); // never used coins in this server
        await store.GiveAsync(new UserId(2001), 800); // was here and left
        await store.Ledger.PostAsync(new Transfer(TransferId.From("x"), AccountId.Wallet(new UserId(1002)), AccountId.Bank(new UserId(1002)), new Coins(299), "Deposit", TransferOrigin.None), default);
        await board.AddRegularAsync(Here, new UserId(1002), default);
        await board.AddRegularAsync(Here, new UserId(2001), default);

        var shown = await OpenAsync(store, LeaderboardScope.Server);

        Assert.DoesNotContain("<@", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("800", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("900", shown, StringComparison.Ordinal);
        Assert.Contains("Nick 1002 · 300 coins", shown, StringComparison.Ordinal);
        Assert.Contains("**ana** · 100 coins", shown, StringComparison.Ordinal);
        Assert.Equal([new UserId(1002), Ana.Id], (await board.RichestAsync(Here, 10, default)).Select(row => row.User));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task PeopleWhoHid_AreOnNoBoardUntilTheyComeBack(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var privacy = new PrivacyBook(store.Options);
        await store.GiveAsync(Ana.Id, 100);
        await store.GiveAsync(new UserId(1002), 300);
        await privacy.ChooseAsync(new UserId(1002), PersonChoices.Leaderboards, on: false, default);

        Assert.DoesNotContain("300", await OpenAsync(store, LeaderboardScope.Global), StringComparison.Ordinal);
        await privacy.ChooseAsync(new UserId(1002), PersonChoices.Leaderboards, on: true, default);
        Assert.Contains("p1002 · 300 coins", await OpenAsync(store, LeaderboardScope.Global), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Pages_HoldTenAndEndAtAHundred(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        for (ulong n = 1; n <= 101; n++)
        {
            await store.GiveAsync(new UserId(1_000 + n), 1_000 + (long)n);
        }

        var board = Book(store, new SmallTown());
        var call = Calls.Command(LeaderboardCommand.Definition, Ana, 1, store.Clock.GetUtcNow());
        var first = await board.OpenAsync(call, LeaderboardScope.Global, 0, default);
        var last = await board.OpenAsync(call, LeaderboardScope.Global, 999, default);

        Assert.Equal(10, first.Embeds[0].Description!.Split('\n').Length);
        Assert.Contains("You are not among the listed · page 1 of 10", first.Embeds[0].Footer!.Text, StringComparison.Ordinal);
        Assert.StartsWith("`91`", last.Embeds[0].Description, StringComparison.Ordinal);
        Assert.EndsWith("p1002 · 1,002 coins", last.Embeds[0].Description, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task ForgottenPeople_AreOnNoBoard(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 100);
        await store.Ledger.ForgetAsync(Ana.Id, default);
        Assert.Empty(await new LeaderboardStore(store.Database).RichestAsync(null, 10, default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Names_AreAskedOnceInAWhile(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var town = new SmallTown();
        var names = new NameBook(town, Caches.InMemory(store.Clock));
        await names.NameAsync(Here, Ana.Id, default);
        await names.NameAsync(Here, Ana.Id, default);
        Assert.Equal(1, town.Asked);
        store.Clock.Advance(NameBook.Kept);
        await names.NameAsync(Here, Ana.Id, default);
        Assert.Equal(2, town.Asked);
    }

    [Fact]
    public void Board_ReadsAsStored() => StoredText.Matches(
        "Economy/Leaderboard/Board",
        ("server", LeaderboardTexts.Board(
            Ana.Id,
            LeaderboardScope.Server,
            [new(1, "Mira", new Coins(1_000_000), false), new(2, "**ana**", new Coins(12_000), true), new(3, null, new Coins(11), false), new(4, "@everyone", new Coins(1), false)],
            0,
            2,
            2,
            ".daily")),
        ("global, alone", LeaderboardTexts.Board(Ana.Id, LeaderboardScope.Global, [new(1, "Mira", new Coins(7), false)], 0, 1, 0, ".daily")),
        ("empty", LeaderboardTexts.Board(Ana.Id, LeaderboardScope.Server, [], 0, 1, 0, ".daily")),
        ("hidden", PrivacyTexts.Leaderboard(false)),
        ("shown", PrivacyTexts.Leaderboard(true)));

    private static async Task<string> OpenAsync(OpenStore store, LeaderboardScope scope)
    {
        var call = Calls.Command(LeaderboardCommand.Definition, Ana, 1, store.Clock.GetUtcNow());
        return StoredText.Show(await Book(store, new SmallTown()).OpenAsync(call, scope, 0, default));
    }

    private static LeaderboardBook Book(OpenStore store, SmallTown town)
    {
        var board = new LeaderboardStore(store.Database);
        return new LeaderboardBook(board, new NameBook(town, Caches.InMemory(store.Clock)), new Regulars(board));
    }
}
