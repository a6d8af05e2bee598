using Bronx.Discord.Models;
using Bronx.Features.Economy;
using Bronx.Features.Economy.Leaderboard;
using Bronx.Features.Economy.Work;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Testing;

namespace Bronx.Features.Tests.Economy.Work;

public sealed class WorkCommandTests
{
    private static readonly User Ana = Calls.Person(1001);

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    /// <summary>The hole A14 of the reference: open N messages, press one button in each, N wages.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task ManyOpenMessages_BringOneWage(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var opened = await Task.WhenAll(Enumerable.Range(1, 20).Select(n => Task.Run(() => WorkAsync(store, (ulong)n))));
        var ids = opened.Select(end => Buttons(Assert.IsType<CommandOutcome.Replied>(end).Reply)).ToList();
        Assert.All(ids, id => Assert.Equal(ids[0], id));

        var ends = await Task.WhenAll(ids.Select((buttons, n) => Task.Run(() => AnswerAsync(store, buttons[n % 4], 100 + (ulong)n))));

        var wallet = await store.WalletAsync(Ana.Id);
        Assert.InRange(wallet.Value, Job.Ladder[0].Low / 2, Job.Ladder[0].High);
        Assert.Single(await store.Ledger.HistoryAsync(AccountId.Wallet(Ana.Id), 10, null, default));
        Assert.All(ends, end => Assert.Contains($"**{wallet} coins**", Assert.IsType<CommandOutcome.Updated>(end).Reply.Embeds[0].Description, StringComparison.Ordinal));
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Pause_CountsFromTheStartAndOutlivesARestart(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var first = Buttons(Assert.IsType<CommandOutcome.Replied>(await WorkAsync(store, 1)).Reply);
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        await AnswerAsync(store, first[0], 2);

        // Nothing but the database is kept: every call here has a store of its own.
        store.Clock.Advance(TimeSpan.FromMinutes(58));
        Assert.Equal(Refusal.OnCooldown, Assert.IsType<CommandOutcome.Refused>(await WorkAsync(store, 3)).Why);
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = Buttons(Assert.IsType<CommandOutcome.Replied>(await WorkAsync(store, 4)).Reply);

        var before = await store.WalletAsync(Ana.Id);
        Assert.Contains("over", Assert.IsType<CommandOutcome.Updated>(await AnswerAsync(store, first[0], 5)).Reply.Embeds[0].Description, StringComparison.Ordinal);
        Assert.Equal(before, await store.WalletAsync(Ana.Id));
        await AnswerAsync(store, second[0], 6);
        Assert.True(await store.WalletAsync(Ana.Id) > before);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task RightAnswerInTime_PaysTwiceAWrongOne(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var buttons = Buttons(Assert.IsType<CommandOutcome.Replied>(await WorkAsync(store, 1)).Reply);
        var shift = (await new WorkStore(store.Database).LastAsync(Ana.Id, default))!;
        var puzzle = WorkRules.Puzzle(shift.Job, shift.Luck);

        await AnswerAsync(store, buttons[puzzle.Right], 2);
        Assert.Equal(puzzle.Wage, (await store.WalletAsync(Ana.Id)).Value);

        store.Clock.Advance(TimeSpan.FromHours(1));
        buttons = Buttons(Assert.IsType<CommandOutcome.Replied>(await WorkAsync(store, 3)).Reply);
        store.Clock.Advance(WorkRules.AnswerTime + TimeSpan.FromSeconds(1));
        await AnswerAsync(store, buttons[puzzle.Right], 4);
        Assert.Equal(puzzle.Wage + (puzzle.Wage / 2), (await store.WalletAsync(Ana.Id)).Value);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task MadeUpButtons_BringNothing(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await AnswerAsync(store, "work.answer~rt~0~1", 1);
        await AnswerAsync(store, "work.answer~rt", 2);
        await WorkAsync(store, 3);
        await AnswerAsync(store, "work.answer~rt~5~1", 4);
        Assert.Equal(Coins.Zero, await store.WalletAsync(Ana.Id));
    }

    [Fact]
    public void Texts_ReadAsStored()
    {
        var start = HeldClock.DefaultStart;
        var (courier, cook) = (new Shift(9, start, 1, 4_611_686_018_427_387), new Shift(31, start, 1, 987_654_321_987_654));
        var (parcels, board) = (WorkRules.Puzzle(courier.Job, courier.Luck), WorkRules.Puzzle(cook.Job, cook.Luck));
        StoredText.Matches(
            "Economy/Work/Texts",
            ("courier", WorkTexts.Question(Ana.Id, courier, isOpenAlready: false)),
            ("cashier", WorkTexts.Question(Ana.Id, courier with { Number = 10 }, isOpenAlready: false)),
            ("cook, again", WorkTexts.Question(Ana.Id, cook, isOpenAlready: true)),
            ("gardener", WorkTexts.Question(Ana.Id, cook with { Number = 80 }, isOpenAlready: false)),
            ("right, and promoted", WorkTexts.Paid(courier, parcels, Wage(parcels.Wage))),
            ("wrong", WorkTexts.Paid(cook, board, Wage(board.Wage / 2))),
            ("resting", WorkTexts.Resting(courier)),
            ("over", WorkTexts.Over(".work")),
            ("jobs at the beginning", WorkTexts.Jobs(0)),
            ("jobs later", WorkTexts.Jobs(42)));
    }

    private static PostedTransfer Wage(int coins) => new(
        new Transfer(TransferId.From("test"), AccountId.Mint("work"), AccountId.Wallet(Ana.Id), new Coins(coins), "Wage", TransferOrigin.None),
        new Coins(-coins), new Coins(1_000 + coins), HeldClock.DefaultStart, 1);

    private static List<string> Buttons(Reply reply) => [.. reply.Components[0].Components!.Select(button => button.CustomId!)];

    private static Task<CommandOutcome> WorkAsync(OpenStore store, ulong eventId) =>
        new WorkCommand(new WorkStore(store.Database), new WorkPay(store.Ledger), new Regulars(new LeaderboardStore(store.Database)), new Chance(below => below / 3))
            .RunAsync(Calls.Command(WorkCommand.Definition, Ana, eventId, store.Clock.GetUtcNow()), default).AsTask();

    private static Task<CommandOutcome> AnswerAsync(OpenStore store, string id, ulong eventId) =>
        new AnswerWorkButton(new WorkStore(store.Database), new WorkPay(store.Ledger), store.Badges)
            .RunAsync(Calls.Press(WorkCommand.Definition, id, Ana, eventId, store.Clock.GetUtcNow()), default).AsTask();
}
