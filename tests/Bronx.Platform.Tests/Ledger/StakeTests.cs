using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Testing.Servers;
using static Bronx.Platform.Tests.Ledger.Bookings;

namespace Bronx.Platform.Tests.Ledger;

/// <summary>Stakes that are set aside: settled once, or given back.</summary>
public sealed class StakeTests(PostgresServer postgres)
{
    public static TheoryData<DatabaseEngine> Engines { get; } = [DatabaseEngine.Sqlite, DatabaseEngine.Postgres];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AStake_IsHeldAndSettledOnce(DatabaseEngine engine)
    {
        await using var place = await Place.NewAsync(engine, postgres);
        await place.Book.PostAsync(Give("daily", Ann, 100), Cancel);
        var stake = Stake(1, 60, place);
        Assert.IsType<ReserveOutcome.Reserved>(await place.Book.ReserveAsync(stake, Cancel));
        Assert.IsType<ReserveOutcome.Repeated>(await place.Book.ReserveAsync(stake with { Amount = new Coins(1) }, Cancel));
        Assert.Equal(new ReserveOutcome.Insufficient(AnnsWallet, new Coins(40), new Coins(60)), await place.Book.ReserveAsync(Stake(2, 60, place), Cancel));
        Assert.Equal(stake.Id, Assert.Single(await place.Book.OpenReservationsAsync(Cancel)).Id);

        var win = new Transfer(TransferId.From("win", 1UL), House, AnnsWallet, new Coins(58), "coinflip won", Cause);
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
        var toomuch = new Transfer(TransferId.From("loss", 1UL), AnnsWallet, House, new Coins(101), "lost", Cause);
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
}
