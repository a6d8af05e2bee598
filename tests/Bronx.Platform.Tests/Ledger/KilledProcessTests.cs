using System.Diagnostics;
using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Bronx.Platform.Tests.Storage;
using Bronx.Testing.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using Book = Bronx.Platform.Ledger.Ledger;

namespace Bronx.Platform.Tests.Ledger;

/// <summary>A child process works with ledger and tracker and is killed with -9; whatever it acknowledged must be there, once.</summary>
public sealed class KilledProcessTests(PostgresServer postgres)
{
    internal const int Workers = 8;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseEngine.Sqlite, 1)]
    [InlineData(DatabaseEngine.Sqlite, 2)]
    [InlineData(DatabaseEngine.Postgres, 3)]
    public async Task WhatWasAcknowledged_IsThereOnceAfterAKill(DatabaseEngine engine, int seed)
    {
        var random = new Random(seed);
        await using var place = await Stores.NewAsync(engine, postgres);
        Directory.CreateDirectory(place.Directory);
        for (var life = 0; life < 2; life++)
        {
            var acks = await LiveAndDieAsync(place, life, random.Next(1, 400));
            await using var database = await place.OpenAsync();
            await using var book = await Book.OpenAsync(database, TimeProvider.System, NullLoggerFactory.Instance, null, Cancel);
            var audit = await book.AuditAsync(Cancel);
            Assert.True(audit.IsProved, string.Join('\n', audit.Findings));
            foreach (var number in acks)
            {
                Assert.NotNull(await book.FindAsync(TransferId.From("child", (ulong)life, number), Cancel));
                Assert.IsType<PostOutcome.Repeated>(await book.PostAsync(Drip(life, number), Cancel));
            }

            // Stakes of the dead are past their deadline and returned by opening alone.
            Assert.Empty(await book.OpenReservationsAsync(Cancel));

            await using var tracker = await UsageTracker.OpenAsync(
                database, new UsageOptions { JournalFile = JournalOf(place) }, TimeProvider.System, NullLoggerFactory.Instance, Cancel);
            var counted = tracker.Snapshot().Commands.Single(command => command.Name == $"life{life}").Uses;
            Assert.InRange(counted, acks.Count, acks.Count + Workers);
        }
    }

    internal static Transfer Drip(int life, ulong number) =>
        new(TransferId.From("child", (ulong)life, number), AccountId.Mint("drip"), AccountId.Wallet(new UserId(9)), new Coins(1), "drip", TransferOrigin.None);

    private static string JournalOf(Stores place) => Path.Combine(place.Directory, "usage.journal");

    /// <returns>What the child acknowledged before it was killed.</returns>
    private static async Task<List<ulong>> LiveAndDieAsync(Stores place, int life, int acksBeforeDeath)
    {
        var file = Path.Combine(place.Directory, $"acks{life}");
        var start = new ProcessStartInfo(Path.ChangeExtension(typeof(KilledProcessTests).Assembly.Location, null), [
            "--filter-class", typeof(LedgerPropertyTests).FullName!, "--results-directory", place.Directory])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment[KilledChild.Variable] = $"{place.Directory}|{place.Options.DatabaseUrl}|{life}";
        using var child = Process.Start(start)!;
        var output = child.StandardOutput.ReadToEndAsync(Cancel);
        while (!child.HasExited && (!File.Exists(file) || new FileInfo(file).Length < acksBeforeDeath * 8L))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancel);
        }

        Assert.False(child.HasExited, child.HasExited ? await output : "");
        child.Kill();
        await child.WaitForExitAsync(Cancel);
        var bytes = await File.ReadAllBytesAsync(file, Cancel);
        return [.. Enumerable.Range(0, bytes.Length / 8).Select(i => BitConverter.ToUInt64(bytes, i * 8))];
    }
}
