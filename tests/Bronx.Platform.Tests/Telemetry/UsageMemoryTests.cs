using Bronx.Discord.Models;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Bronx.Platform.Tests.Storage;
using Bronx.Testing;
using Bronx.Testing.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Platform.Tests.Telemetry;

/// <summary>Alone, after all others: what the process holds would be theirs too.</summary>
[CollectionDefinition(nameof(UsageMemoryTests), DisableParallelization = true)]
[Collection(nameof(UsageMemoryTests))]
public sealed class UsageMemoryTests(PostgresServer postgres)
{
    private readonly HeldClock _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ManyPersonsAndServers_TakeNoMoreMemory()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var database = await place.OpenAsync(_clock);
        await using var tracker = await UsageTracker.OpenAsync(
            database, new UsageOptions { JournalFile = Path.Combine(place.Directory, "usage.journal") }, _clock, NullLoggerFactory.Instance, Cancel);
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
                tracker.Record(new CommandUse(
                    "daily", CommandForm.Slash, CommandEnd.Succeeded, null, TimeSpan.FromMilliseconds(3), new UserId((ulong)i + 1), new GuildId((ulong)(i / 10) + 1), _clock.GetUtcNow()));
            }

            await tracker.FlushAsync(Cancel);
        }
    }
}
