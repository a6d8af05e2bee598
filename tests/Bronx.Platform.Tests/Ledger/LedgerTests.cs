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
<<<<<<< HEAD
    public async Task AStake_IsHeldAndSettledOnce(DatabaseEngine engine)
    {
        await using var place = await Place.NewAsync(engine, postgres);
        await place.Book.PostAsync(Give("daily", Ann, 100), Cancel);
        var stake = Stake(1, 60, place);
        Assert.IsType<ReserveOutcome.Reserved>(await place.Book.ReserveAsync(stake, Cancel));
        Assert.IsType<ReserveOutcome.Repeated>(await place.Book.ReserveAsync(stake with { Amount = new Coins(1) }, Cancel));
        Assert.Equal(new ReserveOutcome.Insufficient(AnnsWallet, new Coins(40), new Coins(60)), await place.Book.ReserveAsync(Stake(2, 60, place), Cancel));
        Assert.Equal(stake.Id, Assert.Single(await place.Book.OpenReservationsAsync(Cancel)).Id);

        var win = new Transfer(TransferId.From("win", 1UL), House, AnnsWallet, new Coins(58), "coinflip won", Message);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => place.Book.SettleAsync(stake.Id, [win], Cancel)));
        var posted = Assert.Single(outcomes.OfType<PostOutcome.Posted>());
        Assert.All(outcomes.OfType<PostOutcome.Repeated>(), repeated => Assert.Equal(posted.Transfers, repeated.First));
        await place.ReopenAsync();
        Assert.Equal(posted.Transfers, Assert.IsType<PostOutcome.Repeated>(await place.Book.SettleAsync(stake.Id, [], Cancel)).First);
        Assert.False(await place.Book.VoidAsync(stake.Id, "too late", Cancel));
        Assert.Equal(new Coins(158), await place.Book.BalanceAsync(AnnsWallet, Cancel));
        Assert.Empty(await place.Book.OpenReservationsAsync(Cancel));
        Assert.True((await place.Book.AuditAsync(Cancel)).IsProved);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ASettlementThatCannotBePaid_LeavesTheStakeReserved(DatabaseEngine engine)
    {
        await using var place = await Place.NewAsync(engine, postgres);
        await place.Book.PostAsync(Give("daily", Ann, 100), Cancel);
        var stake = Stake(1, 60, place);
        await place.Book.ReserveAsync(stake, Cancel);
        var toomuch = new Transfer(TransferId.From("loss", 1UL), AnnsWallet, House, new Coins(101), "lost", Message);
        Assert.Equal(new PostOutcome.Insufficient(AnnsWallet, new Coins(100), new Coins(101)), await place.Book.SettleAsync(stake.Id, [toomuch], Cancel));
        Assert.Equal(new Coins(60), await place.Book.BalanceAsync(AccountId.Held, Cancel));
        Assert.True(await place.Book.VoidAsync(stake.Id, "game broken", Cancel));
        Assert.False(await place.Book.VoidAsync(stake.Id, "game broken", Cancel));
        Assert.Equal(new PostOutcome.NotReserved(stake.Id, WasVoided: true), await place.Book.SettleAsync(stake.Id, [], Cancel));
        Assert.Equal(new PostOutcome.NotReserved(toomuch.Id, WasVoided: false), await place.Book.SettleAsync(toomuch.Id, [], Cancel));
        Assert.Equal(new Coins(100), await place.Book.BalanceAsync(AnnsWallet, Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AnOrphanedStake_ReturnsByDeadlineAndAtStart(DatabaseEngine engine)
    {
        await using var place = await Place.NewAsync(engine, postgres);
        await place.Book.PostAsync(Give("daily", Ann, 100), Cancel);
        await place.Book.ReserveAsync(Stake(1, 60, place), Cancel);
        await place.Clock.WhenArmedAsync();
        place.Clock.Advance(TimeSpan.FromMinutes(5));
        while (await place.Book.BalanceAsync(AnnsWallet, Cancel) != new Coins(100))
        {
            await Task.Yield();
        }

        await place.Book.ReserveAsync(Stake(2, 60, place), Cancel);
        await place.CloseAsync();
        place.Clock.Advance(TimeSpan.FromMinutes(10));
        await place.ReopenAsync();
        Assert.Equal(new Coins(100), await place.Book.BalanceAsync(AnnsWallet, Cancel));
        Assert.True((await place.Book.AuditAsync(Cancel)).IsProved);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AForgottenPerson_LeavesAProvableJournal(DatabaseEngine engine)
    {
        await using var place = await Place.NewAsync(engine, postgres);
        await place.Book.PostAsync(Give("daily", Ann, 100), Cancel);
        await place.Book.PostAsync(new Transfer(TransferId.From("pay", 1UL), AnnsWallet, BensWallet, new Coins(30), "pay", Message), Cancel);
        await place.Book.ReserveAsync(Stake(1, 60, place), Cancel);

        Assert.Equal(ForgetOutcome.HasOpenStake, await place.Book.ForgetAsync(Ann, Cancel));
        Assert.True(await place.Book.VoidAsync(Stake(1, 60, place).Id, "game over", Cancel));
        Assert.Equal(ForgetOutcome.Forgotten, await place.Book.ForgetAsync(Ann, Cancel));
        Assert.Equal(ForgetOutcome.NotKnown, await place.Book.ForgetAsync(Ann, Cancel));
        Assert.Equal(Coins.Zero, await place.Book.BalanceAsync(AnnsWallet, Cancel));
        var seen = Assert.Single(await place.Book.HistoryAsync(BensWallet, 10, null, Cancel));
        Assert.Equal(AccountKind.Forgotten, seen.Transfer.From.Kind);
        Assert.Equal(TransferOrigin.None, seen.Transfer.Origin);
        Assert.Equal(0, await place.Database.ReadAsync(c => c.ExecuteScalarAsync<long>(
            "SELECT (SELECT count(*) FROM ledger_parties WHERE user_id = 1001) + (SELECT count(*) FROM ledger_journal WHERE guild IS NOT NULL OR event IS NOT NULL)"), Cancel));

        await place.Book.PostAsync(Give("again", Ann, 5), Cancel);
        Assert.Equal(new Coins(5), await place.Book.BalanceAsync(AnnsWallet, Cancel));
        var audit = await place.Book.AuditAsync(Cancel);
        Assert.True(audit.IsProved, string.Join('\n', audit.Findings));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task TheJournal_CannotBeRewritten(DatabaseEngine engine)
    {
        await using var place = await Place.NewAsync(engine, postgres);
        await place.Book.PostAsync(Give("daily", Ann, 100), Cancel);
        foreach (var forgery in (string[])["UPDATE ledger_journal SET amount = 1", "DELETE FROM ledger_journal", "UPDATE ledger_accounts SET balance = -1 WHERE floored"])
        {
            await Assert.ThrowsAnyAsync<Exception>(() => place.Database.WriteAsync((c, t) => c.ExecuteAsync(forgery, transaction: t), Cancel));
        }

        Assert.True((await place.Book.AuditAsync(Cancel)).IsProved);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite, "UPDATE ledger_accounts SET balance = balance + 5 WHERE kind = 1")]
    [InlineData(DatabaseEngine.Postgres, "UPDATE ledger_accounts SET balance = balance + 5 WHERE kind = 1")]
    [InlineData(DatabaseEngine.Sqlite, "DROP TRIGGER ledger_journal_fixed; UPDATE ledger_journal SET reason = 'gift' WHERE sequence = 1")]
    [InlineData(DatabaseEngine.Postgres, "DROP TRIGGER ledger_journal_fixed ON ledger_journal; UPDATE ledger_journal SET reason = 'gift' WHERE sequence = 1")]
    [InlineData(DatabaseEngine.Sqlite, "DROP TRIGGER ledger_journal_kept; DELETE FROM ledger_journal WHERE sequence = 2")]
    [InlineData(DatabaseEngine.Postgres, "DROP TRIGGER ledger_journal_kept ON ledger_journal; DELETE FROM ledger_journal WHERE sequence = 2")]
    [InlineData(DatabaseEngine.Sqlite, "UPDATE ledger_accounts SET party = 9 WHERE kind = 1")]
    [InlineData(DatabaseEngine.Postgres, "UPDATE ledger_accounts SET party = 9 WHERE kind = 1")]
    public async Task AForgery_IsFoundByTheAudit(DatabaseEngine engine, string forgery)
    {
        await using var place = await Place.NewAsync(engine, postgres);
        await place.Book.PostAsync(Give("daily", Ann, 100), Cancel);
        await place.Book.PostAsync(Give("daily", Ann, 100) with { Id = TransferId.From("second") }, Cancel);
        await place.Database.WriteAsync((c, t) => c.ExecuteAsync(forgery, transaction: t), Cancel);
        Assert.False((await place.Book.AuditAsync(Cancel)).IsProved);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AHistoryWrittenAnewFromTheBeginning_IsFoundByAnEarlierAudit(DatabaseEngine engine)
    {
        // Whoever holds the file can compute every hash again: only somebody who noted the head before can tell.
        await using var place = await Place.NewAsync(engine, postgres);
        await place.Book.PostAsync(Give("daily", Ann, 100), Cancel);
        var earlier = await place.Book.AuditAsync(Cancel);
        await place.Book.PostAsync(Give("daily", Ben, 100), Cancel);
        Assert.True((await place.Book.AuditAsync(Cancel, earlier)).IsProved);

        await using var other = await Place.NewAsync(engine, postgres);
        await other.Book.PostAsync(Give("daily", Ann, 99), Cancel);
        Assert.True((await other.Book.AuditAsync(Cancel)).IsProved);
        Assert.False((await other.Book.AuditAsync(Cancel, earlier)).IsProved);
        await using var empty = await Place.NewAsync(engine, postgres);
        Assert.False((await empty.Book.AuditAsync(Cancel, earlier)).IsProved);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AHistoryWrittenAnewBetweenTwoAudits_IsFoundByTheJob_AndByEveryRunAfter(DatabaseEngine engine)
    {
        // Another ledger with sound books of its own stands for the file that somebody wrote anew while the bot ran.
        await using var place = await Place.NewAsync(engine, postgres);
        await using var forged = await Place.NewAsync(engine, postgres);
        await place.Book.PostAsync(Give("daily", Ann, 100), Cancel);
        await forged.Book.PostAsync(Give("daily", Ann, 99), Cancel);
        var watch = new LedgerWatch();
        Assert.Equal("1 transfers proved", await new LedgerAuditJob(place.Book, watch).RunAsync(Cancel));
        await place.Book.PostAsync(Give("daily", Ben, 100), Cancel);
        Assert.Equal("2 transfers proved", await new LedgerAuditJob(place.Book, watch).RunAsync(Cancel));
        await forged.Book.PostAsync(Give("daily", Ben, 100), Cancel);
        for (var run = 0; run < 2; run++)
        {
            var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => new LedgerAuditJob(forged.Book, watch).RunAsync(Cancel));
            Assert.Contains("earlier audit", fault.Message, StringComparison.Ordinal);
            Assert.False(watch.Last!.IsProved);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
=======
>>>>>>> money5
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
