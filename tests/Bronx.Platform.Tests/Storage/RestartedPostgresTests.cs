using Bronx.Discord.Models;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Testing;
using Bronx.Testing.Servers;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Book = Bronx.Platform.Ledger.Ledger;

namespace Bronx.Platform.Tests.Storage;

/// <summary>The server crashes and comes back while everybody works.</summary>
public sealed class RestartedPostgresTests
{
    private const int Workers = 8;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PostgresCrashedUnderLoad_AnswersEverybody_AndDoesNothingByHalves()
    {
        await using var server = new PostgresServer { Settings = [] };
        await using var place = await Stores.NewAsync(DatabaseEngine.Postgres, server);
        await using var database = await place.OpenAsync();
        await using var book = await Book.OpenAsync(database, TimeProvider.System, NullLoggerFactory.Instance, null, Cancel);
        using var enough = new CancellationTokenSource();
        var (answered, failed, reads) = (0L, 0L, 0L);
        var work = Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            for (ulong number = 1; !enough.IsCancellationRequested; number++)
            {
                try
                {
                    await book.PostAsync(Drip(worker, number), Cancel).WaitAsync(Patience.Long, Cancel);
                    Interlocked.Increment(ref answered);
                    await database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM ledger_head"), Cancel).WaitAsync(Patience.Long, Cancel);
                    Interlocked.Increment(ref reads);
                }
                catch (StorageException)
                {
                    // An answer too: the person is told. What counts is that nobody waits for ever.
                    Interlocked.Increment(ref failed);
                }
            }
        })).ToArray();
        for (var crash = 0; crash < 3; crash++)
        {
            await MoreAsync(200);
            await server.CrashAsync();
            await server.StartAsync();
            await MoreAsync(200);
        }

        await enough.CancelAsync();
        await Task.WhenAll(work);
        var audit = await book.AuditAsync(Cancel);
        Assert.Empty(audit.Findings);
        Assert.True(audit.Transfers >= answered, $"{answered} were acknowledged, {audit.Transfers} are there; {failed} were refused");
        for (var worker = 0; worker < Workers; worker++)
        {
            Assert.Equal(await CountAsync(worker), (await book.BalanceAsync(AccountId.Wallet(new UserId((ulong)worker + 1)), Cancel)).Value);
        }

        // A transfer per number, none twice and none by half: the balance is as many coins as the worker has entries.
        Task<long> CountAsync(int worker) => database.ReadAsync(
            c => c.ExecuteScalarAsync<long>(
                "SELECT count(*) FROM ledger_journal j JOIN ledger_accounts a ON a.id = j.to_account JOIN ledger_parties p ON p.party = a.party WHERE p.user_id = @user",
                new { user = (long)worker + 1 }),
            Cancel);

        async Task MoreAsync(long more)
        {
            using var patience = new CancellationTokenSource(Patience.Long);
            for (var from = Interlocked.Read(ref reads); Interlocked.Read(ref reads) < from + more;)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
            }
        }
    }

    private static Transfer Drip(int worker, ulong number) => new(
        TransferId.From("drip", $"{worker}", number), AccountId.Mint("test"), AccountId.Wallet(new UserId((ulong)worker + 1)), new Coins(1), "Drip", TransferOrigin.None);
}
