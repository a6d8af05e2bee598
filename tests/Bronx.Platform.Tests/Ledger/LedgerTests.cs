using Bronx.Discord.Models;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Platform.Tests.Storage;
using Bronx.Testing;
using Bronx.Testing.Servers;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using static Bronx.Platform.Tests.Ledger.Bookings;
using Book = Bronx.Platform.Ledger.Ledger;

namespace Bronx.Platform.Tests.Ledger;

/// <summary>Transfers: done once, whole or not at all, whoever asks at the same time.</summary>
public sealed class LedgerTests(PostgresServer postgres)
{
    public static TheoryData<DatabaseEngine> Engines { get; } = [DatabaseEngine.Sqlite, DatabaseEngine.Postgres];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ATransfer_MovesCoinsAndIsKept(DatabaseEngine engine)
    {
        await using var place = await Place.NewAsync(engine, postgres);
        var posted = Assert.IsType<PostOutcome.Posted>(await place.Book.PostAsync(Give("daily", Ann, 500), Cancel));
        var line = Assert.Single(posted.Transfers);
        Assert.Equal((new Coins(-500), new Coins(500), 1L), (line.FromBalance, line.ToBalance, line.Sequence));

        await place.ReopenAsync();
        Assert.Equal(new Coins(500), await place.Book.BalanceAsync(AnnsWallet, Cancel));
        Assert.Equal(new Coins(-500), await place.Book.BalanceAsync(AccountId.Mint("daily"), Cancel));
        Assert.Equal(line, Assert.Single(await place.Book.HistoryAsync(AnnsWallet, 10, null, Cancel)));
        Assert.Equal(line, Assert.Single((await place.Book.FindAsync(line.Transfer.Id, Cancel))!.Transfers));
        Assert.Null(await place.Book.FindAsync(TransferId.From("never"), Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ARepeat_ReturnsTheFirstResultWhateverIsAskedNow(DatabaseEngine engine)
    {
        await using var place = await Place.NewAsync(engine, postgres);
        var id = TransferId.From("pay", Ann, 1UL);
        await place.Book.PostAsync(Give("daily", Ann, 100), Cancel);
        var first = Assert.IsType<PostOutcome.Posted>(await place.Book.PostAsync(new Transfer(id, AnnsWallet, BensWallet, new Coins(100), "pay", Cause), Cancel));

        var other = new Transfer(id, AnnsWallet, House, new Coins(77), "something else", TransferOrigin.None);
        Assert.Equal(first.Transfers, Assert.IsType<PostOutcome.Repeated>(await place.Book.PostAsync(other, Cancel)).First);
        await place.ReopenAsync();
        Assert.Equal(first.Transfers, Assert.IsType<PostOutcome.Repeated>(await place.Book.PostAsync(other, Cancel)).First);
        Assert.Equal(Coins.Zero, await place.Book.BalanceAsync(AnnsWallet, Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task TwoClicksAtOnce_GiveOneBonus(DatabaseEngine engine)
    {
        await using var place = await Place.NewAsync(engine, postgres);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => place.Book.PostAsync(Give("welcome", Ann, 1000), Cancel)));
        Assert.Single(outcomes.OfType<PostOutcome.Posted>());
        Assert.Equal(19, outcomes.OfType<PostOutcome.Repeated>().Count());
        Assert.Equal(new Coins(1000), await place.Book.BalanceAsync(AnnsWallet, Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task TooLittle_IsRefusedAndMayBeTriedAgain(DatabaseEngine engine)
    {
        await using var place = await Place.NewAsync(engine, postgres);
        var pay = new Transfer(TransferId.From("pay", 1UL), AnnsWallet, BensWallet, new Coins(10), "pay", Cause);
        Assert.Equal(new PostOutcome.Insufficient(AnnsWallet, Coins.Zero, new Coins(10)), await place.Book.PostAsync(pay, Cancel));
        await place.Book.PostAsync(Give("daily", Ann, 10), Cancel);
        Assert.IsType<PostOutcome.Posted>(await place.Book.PostAsync(pay, Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task LinkedTransfers_AreAllOrNone(DatabaseEngine engine)
    {
        await using var place = await Place.NewAsync(engine, postgres);
        await place.Book.PostAsync(Give("daily", Ann, 100), Cancel);
        Transfer[] trade =
        [
            new(TransferId.From("trade", 1UL), AnnsWallet, BensWallet, new Coins(100), "trade", Cause),
            new(TransferId.From("trade", 2UL), BensWallet, House, new Coins(60), "fee", Cause),
            new(TransferId.From("trade", 3UL), BensWallet, House, new Coins(60), "fee", Cause),
        ];
        Assert.Equal(new PostOutcome.Insufficient(BensWallet, new Coins(40), new Coins(60)), await place.Book.PostAsync(trade, Cancel));
        Assert.Equal((new Coins(100), Coins.Zero, Coins.Zero), (await place.Book.BalanceAsync(AnnsWallet, Cancel), await place.Book.BalanceAsync(BensWallet, Cancel), await place.Book.BalanceAsync(House, Cancel)));
        var posted = Assert.IsType<PostOutcome.Posted>(await place.Book.PostAsync(trade[..2], Cancel));
        Assert.Equal([new Coins(100), new Coins(40)], posted.Transfers.Select((t, i) => i == 0 ? t.ToBalance : t.FromBalance));
        Assert.Equal(posted.Transfers, (await place.Book.FindAsync(trade[1].Id, Cancel))!.Transfers);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AMistakeInABatch_FailsAloneAndItsNeighboursPost(DatabaseEngine engine)
    {
        await using var place = await Place.NewAsync(engine, postgres);
        await place.Book.PostAsync(Give("daily", Ann, 1), Cancel);
        var used = Give("daily", Ann, 1).Id;
        var work = Enumerable.Range(0, 50).Select(i => i % 5 == 0
            ? place.Book.PostAsync([Give("a", new UserId((ulong)i + 1), 1), Give("b", Ann, 1) with { Id = used }], Cancel)
            : place.Book.PostAsync(Give("c", new UserId((ulong)i + 1), 1), Cancel)).ToArray();
        await Task.WhenAll(work).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Equal(10, work.Count(task => task.IsFaulted && task.Exception!.InnerException is InvalidOperationException));
        Assert.Equal(40, work.Count(task => task.IsCompletedSuccessfully));
        Assert.True((await place.Book.AuditAsync(Cancel)).IsProved);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task TheCeiling_IsAClearRefusal(DatabaseEngine engine)
    {
        await using var place = await Place.NewAsync(engine, postgres);
        Assert.IsType<PostOutcome.Posted>(await place.Book.PostAsync(Give("grant", Ann, Coins.CeilingValue), Cancel));
        var more = Give("other", Ann, 1);
        Assert.Equal(new PostOutcome.OverCeiling(AnnsWallet, Coins.Ceiling, new Coins(1)), await place.Book.PostAsync(more, Cancel));
        var mint = Assert.IsType<PostOutcome.OverCeiling>(await place.Book.PostAsync(Give("grant", Ben, 1), Cancel));
        Assert.Equal(AccountId.Mint("grant"), mint.Account);
        Assert.IsType<PostOutcome.OverCeiling>(await place.Book.PostAsync(Give("third", Ben, long.MaxValue), Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ATrade_IsDoneWholeOrNotAtAll(DatabaseEngine engine)
    {
        await using var place = await Place.NewAsync(engine, postgres);
        await place.Book.PostAsync(Give("daily", Ann, 100), Cancel);
        Transfer There(ulong number, long amount) => new(TransferId.From("there", number), AnnsWallet, BensWallet, new Coins(amount), "trade", Cause);
        Transfer Back(ulong number, long amount) => new(TransferId.From("back", number), BensWallet, AnnsWallet, new Coins(amount), "trade", Cause);

        // The second half cannot be: the first is taken back, and its id is free for a better try.
        Assert.IsType<PostOutcome.Insufficient>(await place.Book.PostAsync([There(1, 60), Back(1, 61)], Cancel));
        Assert.Equal(new Coins(100), await place.Book.BalanceAsync(AnnsWallet, Cancel));
        Assert.Null(await place.Book.FindAsync(There(1, 60).Id, Cancel));

        // What comes in by the first half may go out by the second.
        Assert.Equal(2, Assert.IsType<PostOutcome.Posted>(await place.Book.PostAsync([There(1, 60), Back(1, 60)], Cancel)).Transfers.Count);
        Assert.Equal(2, (await place.Book.FindAsync(There(1, 60).Id, Cancel))!.Transfers.Count);
        Assert.Equal(2, Assert.IsType<PostOutcome.Repeated>(await place.Book.PostAsync([There(1, 1), Back(1, 1)], Cancel)).First.Count);

        // A hundred trades at once over the same hundred coins: each is done whole, whoever loses the race is not done at all.
        var ends = await Task.WhenAll(Enumerable.Range(2, 100).Select(n => Task.Run(() => place.Book.PostAsync([There((ulong)n, 70), Back((ulong)n, n % 2 == 0 ? 70 : 71)], Cancel))));
        Assert.Equal(50, ends.Count(end => end is PostOutcome.Posted));
        Assert.Equal(new Coins(100), await place.Book.BalanceAsync(AnnsWallet, Cancel));
        Assert.True((await place.Book.AuditAsync(Cancel)).IsProved);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task History_PagesNewestFirst(DatabaseEngine engine)
    {
        await using var place = await Place.NewAsync(engine, postgres);
        for (var i = 1UL; i <= 25; i++)
        {
            await place.Book.PostAsync(i % 3 == 0
                ? new Transfer(TransferId.From("pay", i), AnnsWallet, BensWallet, new Coins(1), "pay", Cause)
                : Give("n", Ann, (long)i) with { Id = TransferId.From("n", i) }, Cancel);
        }

        var first = await place.Book.HistoryAsync(AnnsWallet, 10, null, Cancel);
        var second = await place.Book.HistoryAsync(AnnsWallet, 100, first[^1].Sequence, Cancel);
        Assert.Equal(Enumerable.Range(1, 25).Reverse().Select(i => (long)i), first.Concat(second).Select(line => line.Sequence));
    }

    [Fact]
    public async Task ACancelledRequest_LeavesNothing()
    {
        await using var place = await Place.NewAsync(DatabaseEngine.Sqlite, postgres);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => place.Book.PostAsync(Give("daily", Ann, 1), cancelled.Token));
        Assert.Equal(Coins.Zero, await place.Book.BalanceAsync(AnnsWallet, Cancel));
    }

    [Fact]
    public async Task PostingInsideAWrite_IsRefusedInsteadOfWaitingForever()
    {
        await using var place = await Place.NewAsync(DatabaseEngine.Sqlite, postgres);
        await Assert.ThrowsAsync<InvalidOperationException>(() => place.Database.WriteAsync((_, _) => place.Book.PostAsync(Give("daily", Ann, 1), Cancel), Cancel));
    }

    [Fact]
    public async Task OurOwnMistakes_Throw()
    {
        await using var place = await Place.NewAsync(DatabaseEngine.Sqlite, postgres);
        var good = Give("daily", Ann, 1);
        foreach (var bad in (IReadOnlyList<Transfer>[])
        [
            [], [good, good], [good with { Amount = Coins.Zero }], [good with { Amount = new Coins(-5) }], [good with { To = good.From }],
            [good with { To = AccountId.Held }], [good with { To = default }], [good with { Id = default }], [good with { Reason = " " }],
            [good with { Reason = "a\0b" }], [good with { Reason = "\ud800" }], [good with { Reason = new string('x', 101) }],
        ])
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(() => place.Book.PostAsync(bad, Cancel));
        }

        Assert.Throws<ArgumentException>(() => AccountId.Mint("Big Mint"));
        Assert.Throws<ArgumentException>(() => AccountId.Wallet(default));
    }
}
