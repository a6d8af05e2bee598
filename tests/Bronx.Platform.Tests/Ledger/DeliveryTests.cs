using Bronx.Discord.Models;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Testing;
using Bronx.Testing.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using static Bronx.Platform.Tests.Ledger.Bookings;
using Book = Bronx.Platform.Ledger.Ledger;

namespace Bronx.Platform.Tests.Ledger;

/// <summary>What arrives twice, out of order, from two processes, or while the server dies.</summary>
public sealed class DeliveryTests(PostgresServer postgres)
{
    public static TheoryData<DatabaseEngine> Engines { get; } = [DatabaseEngine.Sqlite, DatabaseEngine.Postgres];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task EveryEventTwiceAndOutOfOrder_GivesTheSameBalances(DatabaseEngine engine)
    {
        // Nobody spends what they may not have yet, so the order cannot matter; nobody is paid twice, so the number cannot either.
        var events = Enumerable.Range(0, 120).Select(n => (Id: (ulong)n, From: new UserId(1_000 + (ulong)(n % 5)), To: new UserId(1_000 + (ulong)(n * 7 % 5)), Amount: 1 + (n * 13 % 50))).ToList();
        var balances = new List<string>();
        foreach (var seed in (int?[])[null, 1, 2])
        {
            await using var place = await Place.NewAsync(engine, postgres);
            foreach (var person in Enumerable.Range(0, 5))
            {
                await place.Book.PostAsync(Give($"start{person}", new UserId(1_000 + (ulong)person), 10_000), Cancel);
            }

            Task One((ulong Id, UserId From, UserId To, int Amount) happened) => happened.Id % 4 == 0 || happened.From == happened.To
                ? place.Book.PostAsync(Give("drip", happened.From, happened.Amount) with { Id = TransferId.From("event", happened.Id) }, Cancel)
                : happened.Id % 4 == 1
                    ? BetAsync(place, happened.Id, happened.From, happened.Amount)
                    : place.Book.PostAsync(
                        new Transfer(TransferId.From("event", happened.Id), AccountId.Wallet(happened.From), AccountId.Wallet(happened.To), new Coins(happened.Amount), "pay", Cause), Cancel);
            if (seed is { } mixed)
            {
                var twice = events.Concat(events).ToArray();
                new Random(mixed).Shuffle(twice);
                await Task.WhenAll(twice.Select(happened => Task.Run(() => One(happened), Cancel)));
            }
            else
            {
                foreach (var happened in events)
                {
                    await One(happened);
                }
            }

            var held = await Task.WhenAll(Enumerable.Range(0, 5).Select(n => place.Book.BalanceAsync(AccountId.Wallet(new UserId(1_000 + (ulong)n)), Cancel)));
            balances.Add(string.Join(' ', held));
            Assert.Empty(await place.Book.OpenReservationsAsync(Cancel));
            Assert.True((await place.Book.AuditAsync(Cancel)).IsProved);
        }

        Assert.Equal(balances[0], balances[1]);
        Assert.Equal(balances[0], balances[2]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task TwoProcessesOnOneStore_KeepOneChain(DatabaseEngine engine)
    {
        // Two ledgers over one store stand for two processes: neither knows what the other wrote.
        await using var place = await Place.NewAsync(engine, postgres);
        await using var second = await Book.OpenAsync(place.Database, place.Clock, NullLoggerFactory.Instance, null, Cancel);
        var work = Enumerable.Range(0, 300).Select(i => (i % 2 == 0 ? place.Book : second).PostAsync(
            i < 100 ? Give($"mint{i}", Ann, 10) : new Transfer(TransferId.From("pay", (ulong)i / 2), AnnsWallet, BensWallet, new Coins(7), "pay", Cause), Cancel));
        await Task.WhenAll(work);
        var audit = await place.Book.AuditAsync(Cancel);
        Assert.True(audit.IsProved, string.Join('\n', audit.Findings));
        Assert.Equal(new Coins(100 * 7), await second.BalanceAsync(BensWallet, Cancel));
    }

    [Fact]
    public async Task TheLedger_OutlivesACrashOfItsServer()
    {
        await using var server = new PostgresServer { Settings = ["synchronous_commit=on"] };

        // However long the server takes to be back on a slow machine: what is looked at is that nothing is lost or done twice.
        await using var place = await Place.NewAsync(DatabaseEngine.Postgres, server, TimeProvider.System, new LedgerOptions { Patience = Patience.Long });
        var work = Enumerable.Range(0, 2000).Select(async i =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(i / 4), TimeProvider.System, Cancel);
            return await place.Book.PostAsync(Give("drip", Ann, 1) with { Id = TransferId.From("drip", (ulong)i) }, Cancel);
        }).ToArray();
        await Task.Delay(TimeSpan.FromMilliseconds(150), TimeProvider.System, Cancel);
        await server.CrashAsync();
        await server.StartAsync();
        var outcomes = await Task.WhenAll(work);
        Assert.All(outcomes, outcome => Assert.IsType<PostOutcome.Posted>(outcome));
        Assert.Equal(new Coins(2000), await place.Book.BalanceAsync(AnnsWallet, Cancel));
        Assert.True((await place.Book.AuditAsync(Cancel)).IsProved);
    }

    /// <summary>A game in one event: stake, then a loss. A second delivery finds it reserved or settled.</summary>
    private static async Task BetAsync(Place place, ulong id, UserId person, int amount)
    {
        var stake = new Reservation(TransferId.From("bet", id), AccountId.Wallet(person), new Coins(amount), place.Clock.GetUtcNow().AddMinutes(2), "bet", Cause);
        await place.Book.ReserveAsync(stake, Cancel);
        await place.Book.SettleAsync(
            stake.Id, [new Transfer(TransferId.From("lost", id), AccountId.Wallet(person), AccountId.House("coinflip"), new Coins(amount), "lost", Cause)], Cancel);
    }
}
