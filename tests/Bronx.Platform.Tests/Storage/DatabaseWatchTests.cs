using Bronx.Platform.Storage;
using Bronx.Testing;

namespace Bronx.Platform.Tests.Storage;

public sealed class DatabaseWatchTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AServerThatHangs_CountsAsNotAnswering_AndIsAskedOnce()
    {
        var (clock, answer) = (new HeldClock(), new TaskCompletionSource());
        await using var database = new UnwellDatabase(() => answer.Task);
        var watch = new DatabaseWatch(database, clock);
        for (var i = 0; i < 3; i++)
        {
            var look = watch.LookAsync(Cancel);
            Assert.False(look.IsCompleted);
            clock.Advance(TimeSpan.FromSeconds(5));
            var hung = (await look).Health;
            Assert.Equal("PostgreSQL, bronx on db:5432 has not answered for 5 seconds. Look at its load, its disk and its log.", hung.Problem);
            Assert.Same(hung, watch.Current!.Health);
        }

        Assert.Equal(1, database.Asked);
        answer.SetResult();
        Assert.True((await watch.LookAsync(Cancel)).Health.IsHealthy);
    }
}
