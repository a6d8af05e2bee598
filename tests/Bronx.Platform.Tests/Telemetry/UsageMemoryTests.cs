using Bronx.Discord.Models;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Bronx.Platform.Tests.Storage;
using Bronx.Testing;
using Bronx.Testing.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Platform.Tests.Telemetry;

/// <summary>Alone, after all others: what the process holds would be theirs too, and who listens to its meters makes a use cost more.</summary>
[CollectionDefinition(nameof(UsageMemoryTests), DisableParallelization = true)]
[Collection(nameof(UsageMemoryTests))]
public sealed class UsageMemoryTests(PostgresServer postgres)
{
    private readonly HeldClock _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Recording_AllocatesNothing()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var database = await place.OpenAsync();
        await using var tracker = await OpenAsync(database, place);
        var use = Use(0);
        tracker.Record(use);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            tracker.Record(use);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task ManyPersonsAndServers_TakeNoMoreMemory()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var database = await place.OpenAsync();
        await using var tracker = await OpenAsync(database, place);
        await RecordAsync(0, 10_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await RecordAsync(10_000, 60_000);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(grown < 2_000_000, $"it grew by {grown:#,0} bytes");
        Assert.Equal(60_000, tracker.Snapshot().Total);

        async Task RecordAsync(int from, int until)
        {
            for (var i = from; i < until; i++)
            {
                tracker.Record(Use(i));
            }

            await tracker.FlushAsync(Cancel);
        }
    }

    private Task<UsageTracker> OpenAsync(Database database, Stores place) => UsageTracker.OpenAsync(
        database, new UsageOptions { JournalFile = Path.Combine(place.Directory, "usage.journal") }, _clock, NullLoggerFactory.Instance, Cancel);

    private CommandUse Use(int person) => new(
        "daily", CommandForm.Slash, CommandEnd.Succeeded, null, TimeSpan.FromMilliseconds(3), new UserId((ulong)person + 1), new GuildId((ulong)(person / 10) + 1), _clock.GetUtcNow());
}
