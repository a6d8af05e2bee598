using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Testing.Servers;
using Dapper;
using static Bronx.Platform.Tests.Ledger.Bookings;

namespace Bronx.Platform.Tests.Ledger;

/// <summary>The journal: what nobody can change in it, and what a forgery looks like to an audit.</summary>
public sealed class JournalTests(PostgresServer postgres)
{
    public static TheoryData<DatabaseEngine> Engines { get; } = [DatabaseEngine.Sqlite, DatabaseEngine.Postgres];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AForgottenPerson_LeavesAProvableJournal(DatabaseEngine engine)
    {
        await using var place = await Place.NewAsync(engine, postgres);
        await place.Book.PostAsync(Give("daily", Ann, 100), Cancel);
        await place.Book.PostAsync(new Transfer(TransferId.From("pay", 1UL), AnnsWallet, BensWallet, new Coins(30), "pay", Cause), Cancel);
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
}
