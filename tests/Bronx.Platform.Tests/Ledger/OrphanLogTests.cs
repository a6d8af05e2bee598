using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Platform.Tests.Commands;
using Bronx.Platform.Tests.Storage;
using Bronx.Testing;

namespace Bronx.Platform.Tests.Ledger;

public sealed class OrphanLogTests
{
    [Fact]
    public async Task AStoreThatIsAway_IsWarnedOfOnce_WhateverManyRoundsFindIt()
    {
        using var logs = new CapturedLogs();
        var clock = new HeldClock();
        await using var away = new UnwellDatabase(() => throw new StorageException("PostgreSQL cannot be reached.", transient: true));
        await using (var orphans = new LedgerOrphans(null!, away, new LedgerOptions(), clock, logs.CreateLogger("ledger")))
        {
            orphans.Start();
            while (away.Asked < 5)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }
        }

        Assert.Equal("Warning: Stakes past their deadline wait for the database: PostgreSQL cannot be reached. : ", logs.Lines.First());
        Assert.Equal(4, logs.Lines.Skip(1).Count(line => line.StartsWith("Debug", StringComparison.Ordinal)));
        Assert.Equal(5, logs.Lines.Count);
    }
}
