using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Bronx.Platform.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Book = Bronx.Platform.Ledger.Ledger;

[assembly: AssemblyFixture(typeof(Bronx.Platform.Tests.Ledger.KilledChild))]

namespace Bronx.Platform.Tests.Ledger;

/// <summary>What this program does before any test when it is started as the child that will be killed: moves coins and counts until then.</summary>
public sealed class KilledChild : IAsyncLifetime
{
    /// <summary>Directory, database address and number of the life, parted by |.</summary>
    public const string Variable = "KILLED_CHILD";

    private const int Workers = KilledProcessTests.Workers;

    private static CancellationToken Cancel => CancellationToken.None;

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split('|') is [var directory, var url, var life])
        {
            await LiveAsync(directory, url, life);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task LiveAsync(string directory, string url, string life)
    {
        var options = new StorageOptions { DataDirectory = directory, DatabaseUrl = url, PoolMin = 0 };
        await using var database = await Database.OpenAsync(options, Stores.AllMigrations, TimeProvider.System, NullLoggerFactory.Instance, Cancel);
        await using var book = await Book.OpenAsync(database, TimeProvider.System, NullLoggerFactory.Instance, null, Cancel);
        await using var tracker = await UsageTracker.OpenAsync(
            database, new UsageOptions { JournalFile = Path.Combine(directory, "usage.journal") }, TimeProvider.System, NullLoggerFactory.Instance, Cancel);
        await using var acks = new FileStream(Path.Combine(directory, $"acks{life}"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var number = 0L;
        var gate = new Lock();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            while (true)
            {
                var mine = (ulong)Interlocked.Increment(ref number);
                await book.PostAsync(KilledProcessTests.Drip(int.Parse(life, CultureInfo.InvariantCulture), mine), Cancel);
                var stake = new Reservation(
                    TransferId.From("stake", life, mine), AccountId.Wallet(new UserId(9)), new Coins(1), DateTimeOffset.UnixEpoch, "bet", TransferOrigin.None);
                await book.ReserveAsync(stake, Cancel);
                tracker.Record(new CommandUse($"life{life}", CommandForm.Slash, CommandEnd.Succeeded, null, TimeSpan.FromMilliseconds(1), null, null, TimeProvider.System.GetUtcNow()));
                if (mine % 50 == 0)
                {
                    await tracker.FlushAsync(Cancel);
                }

                lock (gate)
                {
                    acks.Write(BitConverter.GetBytes(mine));
                }
            }
        })));
    }
}
