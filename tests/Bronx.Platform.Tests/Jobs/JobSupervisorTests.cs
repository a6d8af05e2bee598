using System.Diagnostics.Metrics;
using Bronx.Platform.Jobs;
using Bronx.Platform.Storage;
using Bronx.Platform.Tests.Commands;
using Bronx.Platform.Tests.Storage;
using Bronx.Testing;
using Bronx.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Tests.Jobs;

public sealed class JobSupervisorTests(PostgresServer postgres) : IAsyncDisposable
{

    private readonly HeldClock _clock = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly List<IAsyncDisposable> _open = [];
    private readonly CapturedLogs _logs = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _open.Reverse();
        foreach (var open in _open)
        {
            await open.DisposeAsync();
        }

        await _services.DisposeAsync();
    }

    [Fact]
    public async Task AJob_RunsByItsScheduleAndSaysWhatItDid()
    {
        var (board, _) = await StartAsync(Job("count", TimeSpan.FromMinutes(1), _ => Task.FromResult<string?>("counted 3")));
        Assert.Equal((JobPhase.Waiting, _clock.GetUtcNow() + TimeSpan.FromMinutes(1)), (board.Snapshot()[0].Phase, board.Snapshot()[0].Next));
        for (var i = 1; i <= 3; i++)
        {
            await AdvanceAsync(TimeSpan.FromMinutes(1));
            var state = await UntilAsync(board, "count", state => state.Runs == i && state.Phase == JobPhase.Waiting);
            Assert.Equal((JobEnd.Succeeded, "counted 3", _clock.GetUtcNow()), (state.LastEnd, state.Outcome, state.LastStart));
            Assert.Equal((TimeSpan.Zero, 1.0, 1.0), (state.Lateness!.Max, state.Lateness.OnTime, state.Uptime));
        }
    }

    [Fact]
    public async Task ADailyJob_RunsAtItsHourInUtc()
    {
        var ran = 0;
        var (board, _) = await StartAsync(new JobDefinition("nightly", "Tests.", new JobSchedule.Daily(new TimeOnly(10, 30))), _ => Task.FromResult<string?>($"{++ran}"));
        Assert.Equal(HeldClock.DefaultStart.AddMinutes(90), board.Snapshot()[0].Next);
        Assert.Equal("daily at 10:30 UTC", board.Snapshot()[0].Schedule);
        await AdvanceAsync(TimeSpan.FromMinutes(90));
        var state = await UntilAsync(board, "nightly", state => state.Runs == 1 && state.Next > _clock.GetUtcNow());
        Assert.Equal(HeldClock.DefaultStart.AddMinutes(90).AddDays(1), state.Next);
    }

    [Fact]
    public async Task AJobThatThrows_IsCounted_AndTriedAgainWithGrowingPauses()
    {
        var healthy = false;
        var (board, _) = await StartAsync(Job("shaky", TimeSpan.FromHours(1), _ => healthy ? Task.FromResult<string?>("done") : throw new InvalidOperationException("no disk")));
        await AdvanceAsync(TimeSpan.FromHours(1));
        foreach (var pause in (int[])[1, 2, 4])
        {
            var state = await UntilAsync(board, "shaky", state => state.Phase == JobPhase.BackingOff && state.Next == _clock.GetUtcNow().AddSeconds(pause));
            Assert.Equal((JobEnd.Failed, "no disk"), (state.LastEnd, state.LastError));
            await AdvanceAsync(TimeSpan.FromSeconds(pause));
        }

        await UntilAsync(board, "shaky", state => state.Failures == 4 && state.Phase == JobPhase.BackingOff);
        healthy = true;
        await AdvanceAsync(TimeSpan.FromSeconds(8));
        var good = await UntilAsync(board, "shaky", state => state is { LastEnd: JobEnd.Succeeded, Phase: JobPhase.Waiting });
        Assert.Equal((5, 4, 0), (good.Runs, good.Failures, good.FailuresInARow));
        Assert.Equal(1 - (15.0 / 3615), good.Uptime, 5);
        Assert.Equal("no disk", good.LastError);
    }

    [Fact]
    public async Task AJobThatFails_IsLoggedWithItsFault_AndInOneLineWhenTheStoreIsAway()
    {
        var faults = new Queue<Exception>([new StorageException("It is away.", new TimeoutException(), transient: true), new InvalidOperationException("no disk")]);
        var (board, _) = await StartAsync(Job("shaky", TimeSpan.FromHours(1), _ => throw faults.Dequeue()));
        await AdvanceAsync(TimeSpan.FromHours(1));
        await UntilAsync(board, "shaky", state => state.Phase == JobPhase.BackingOff);
        Assert.Equal("Warning: Job shaky waits for the database and is tried again after a pause: It is away. : ", Assert.Single(_logs.Lines));
        await AdvanceAsync(TimeSpan.FromSeconds(1));
        await UntilAsync(board, "shaky", state => state.Failures == 2 && state.Phase == JobPhase.BackingOff);
        Assert.Equal("Error: Job shaky failed; it is tried again after a pause InvalidOperationException: no disk", _logs.Lines.Last());
    }

    [Fact]
    public async Task AJobThatHangs_IsCancelledAtItsLimitAndTriedAgain()
    {
        var hang = true;
        var (board, _) = await StartAsync(
            Job("slow", TimeSpan.FromHours(1)) with { TimeLimit = TimeSpan.FromSeconds(20) },
            async ct =>
            {
                await Task.Delay(hang ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, _clock, ct);
                return null;
            });
        await AdvanceAsync(TimeSpan.FromHours(1));
        await UntilAsync(board, "slow", state => state.Phase == JobPhase.Running);
        await AdvanceAsync(TimeSpan.FromSeconds(20), armed: 3);
        var hung = await UntilAsync(board, "slow", state => state.Phase == JobPhase.BackingOff);
        Assert.Equal((JobEnd.Hung, 1, 0), (hung.LastEnd, hung.Hung, hung.Failures));
        hang = false;
        await AdvanceAsync(TimeSpan.FromSeconds(1));
        await UntilAsync(board, "slow", state => state.LastEnd == JobEnd.Succeeded);
    }

    [Fact]
    public async Task AJobThatDoesNotListen_IsStuck_NotRunTwice_AndCanBeLeftToItself()
    {
        var deaf = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var runs = 0;
        var (board, supervisor) = await StartAsync(
            Job("deaf", TimeSpan.FromMinutes(1)) with { TimeLimit = TimeSpan.FromSeconds(10) },
            _ => Interlocked.Increment(ref runs) == 1 ? deaf.Task : Task.FromResult<string?>("better"));
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await UntilAsync(board, "deaf", state => state.Phase == JobPhase.Running);
        await AdvanceAsync(TimeSpan.FromSeconds(20), armed: 3);
        await UntilAsync(board, "deaf", state => state.Phase == JobPhase.Stuck);
        await AdvanceAsync(TimeSpan.FromSeconds(40));
        await UntilAsync(board, "deaf", state => state.Overlaps == 1);
        Assert.Equal(["deaf"], supervisor.Restart("deaf"));
        var state = await UntilAsync(board, "deaf", state => state.LastEnd == JobEnd.Succeeded);
        Assert.Equal((2, "better"), (runs, state.Outcome));
        deaf.SetResult(null);
    }

    [Fact]
    public async Task ARunThatIsDueDuringTheLast_IsLeftOutAndCounted()
    {
        var go = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var (board, _) = await StartAsync(Job("long", TimeSpan.FromSeconds(10), _ => go.Task));
        await AdvanceAsync(TimeSpan.FromSeconds(10));
        await UntilAsync(board, "long", state => state.Phase == JobPhase.Running);
        for (var i = 1; i <= 3; i++)
        {
            await AdvanceAsync(TimeSpan.FromSeconds(10), armed: 3);
            await UntilAsync(board, "long", state => state.Overlaps == i);
        }

        go.SetResult("at last");
        var state = await UntilAsync(board, "long", state => state.Phase == JobPhase.Waiting);
        Assert.Equal((1, TimeSpan.FromSeconds(30)), (state.Runs, state.LastDuration));
    }

    [Fact]
    public async Task Restart_EndsWhatRunsAndBeginsAnew()
    {
        var runs = 0;
        var (board, supervisor) = await StartAsync(
            Job("worker", TimeSpan.FromMinutes(1)),
            async ct =>
            {
                if (Interlocked.Increment(ref runs) == 1)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, _clock, ct);
                }

                return "fresh";
            });
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await UntilAsync(board, "worker", state => state.Phase == JobPhase.Running);
        Assert.Equal(["worker"], supervisor.Restart(null));
        var state = await UntilAsync(board, "worker", state => state.LastEnd == JobEnd.Succeeded);
        Assert.Equal((2, 0, "fresh"), (state.Runs, state.Failures + state.Hung, state.Outcome));
        Assert.Empty(supervisor.Restart("nobody"));
    }

    [Fact]
    public async Task Stop_TellsRunsToEndAndWaitsForThem()
    {
        var ended = false;
        var (board, supervisor) = await StartAsync(
            Job("worker", TimeSpan.FromMinutes(1)),
            async ct =>
            {
                try
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, _clock, ct);
                }
                finally
                {
                    ended = true;
                }

                return null;
            });
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await UntilAsync(board, "worker", state => state.Phase == JobPhase.Running);
        await supervisor.StopAsync(Cancel);
        Assert.True(ended);
        Assert.Equal((JobPhase.Stopped, JobEnd.Cancelled, 0), (board.Snapshot()[0].Phase, board.Snapshot()[0].LastEnd, board.Snapshot()[0].Failures));
        Assert.Empty(supervisor.Restart(null));
    }

    [Fact]
    public async Task OfTwoProcessesOnOneStore_OneRunsEachTurn()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Postgres, postgres);
        var runs = 0;
        JobDefinition job = Job("shared", TimeSpan.FromMinutes(1)) with { OncePerInstallation = true };
        Task<string?> Work(CancellationToken ct) => Task.FromResult<string?>($"{Interlocked.Increment(ref runs)}");
        var (one, _) = await StartAsync(job, Work, place);
        var (two, _) = await StartAsync(job, Work, place);
        for (var turn = 1; turn <= 3; turn++)
        {
            await AdvanceAsync(TimeSpan.FromMinutes(1), armed: 2);
            await UntilAsync(one, "shared", state => state.Runs == turn && state.Phase == JobPhase.Waiting);
            await UntilAsync(two, "shared", state => state.Runs == turn && state.Phase == JobPhase.Waiting);
            Assert.Equal(turn, runs);
            Assert.Equal(1, new[] { one, two }.Count(board => board.Snapshot()[0].LastEnd == JobEnd.ElsewhereDone));
        }
    }

    [Fact]
    public async Task ATurnThatFailed_IsTriedAgain_AndAnOwnersWishIsObeyedOutOfTurn()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Postgres, postgres);
        var runs = 0;
        var (board, supervisor) = await StartAsync(
            Job("shared", TimeSpan.FromMinutes(1)) with { OncePerInstallation = true },
            _ => Interlocked.Increment(ref runs) == 1 ? throw new InvalidOperationException("no") : Task.FromResult<string?>($"run {runs}"),
            place);
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await UntilAsync(board, "shared", state => state.Phase == JobPhase.BackingOff);
        await AdvanceAsync(TimeSpan.FromSeconds(1));
        await UntilAsync(board, "shared", state => state.Outcome == "run 2" && state.Phase == JobPhase.Waiting);
        supervisor.Restart("shared");
        var state = await UntilAsync(board, "shared", state => state.Outcome == "run 3" && state.Phase == JobPhase.Waiting);
        Assert.Equal((3, 1, JobEnd.Succeeded), (state.Runs, state.Failures, state.LastEnd));
    }

    [Fact]
    public async Task ATurnOfAProcessThatDied_IsFreeInAMoment_AndOneThatIsUsedIsKept()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Postgres, postgres);
        await using var database = await place.OpenAsync([JobClaims.Migrations]);
        var claims = new JobClaims(database, _clock);
        var job = Job("shared", TimeSpan.FromSeconds(1)) with { OncePerInstallation = true, TimeLimit = TimeSpan.FromSeconds(30) };
        Task<bool> TakeAsync() => claims.TakeAsync(job, _clock.GetUtcNow(), forced: false, Cancel);

        // It dies while it has the turn, and says nothing more.
        Assert.True(await TakeAsync());
        _clock.Advance(JobClaims.Lasts - TimeSpan.FromSeconds(1));
        Assert.False(await TakeAsync());
        _clock.Advance(TimeSpan.FromSeconds(1));
        var due = _clock.GetUtcNow();
        Assert.True(await TakeAsync());

        // This one works on, and says so.
        using var ended = new CancellationTokenSource();
        var keeping = claims.KeepAsync(job, due, ended.Token);
        for (var second = 0; second < 10; second++)
        {
            await _clock.WhenArmedAsync().WaitAsync(Patience.Long, Cancel);
            _clock.Advance(TimeSpan.FromSeconds(1));
            await _clock.WhenArmedAsync().WaitAsync(Patience.Long, Cancel);
            Assert.False(await TakeAsync());
        }

        await ended.CancelAsync();
        await keeping;
        await claims.GiveBackAsync(job.Name, due, done: true);
        Assert.True(await TakeAsync());
    }

    [Fact]
    public async Task ALoop_IsSeenLikeAJob()
    {
        var board = new JobBoard(_clock);
        var watch = board.Watch("saver", "Tests.", TimeSpan.FromSeconds(5));
        await watch.RoundAsync(_clock.GetUtcNow(), () => Task.FromResult(7), saved => $"saved {saved}");
        Assert.Equal((true, 1L, "saved 7", JobPhase.Waiting), (board.Snapshot()[0].IsLoop, board.Snapshot()[0].Runs, board.Snapshot()[0].Outcome, board.Snapshot()[0].Phase));
        await Assert.ThrowsAsync<InvalidOperationException>(() => watch.RoundAsync<int>(_clock.GetUtcNow().AddMilliseconds(-200), () => throw new InvalidOperationException("full"), _ => null));
        var state = board.Snapshot()[0];
        Assert.Equal((1L, "full", 0.5), (state.Failures, state.LastError, state.Lateness!.OnTime));
        watch.Stop();
        Assert.Equal(JobPhase.Stopped, board.Snapshot()[0].Phase);
    }

    private static JobDefinition Job(string name, TimeSpan every) => new(name, "Tests.", new JobSchedule.Every(every)) { OncePerInstallation = false };

    private static (JobDefinition, Func<CancellationToken, Task<string?>>) Job(string name, TimeSpan every, Func<CancellationToken, Task<string?>> work) => (Job(name, every), work);

    private Task<(JobBoard, JobSupervisor)> StartAsync((JobDefinition Definition, Func<CancellationToken, Task<string?>> Work) job) => StartAsync(job.Definition, job.Work);

    private async Task<(JobBoard, JobSupervisor)> StartAsync(JobDefinition definition, Func<CancellationToken, Task<string?>> work, Stores? place = null)
    {
        if (place is null)
        {
            place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
            _open.Add(place);
        }

        var database = await place.OpenAsync([JobClaims.Migrations]);
        _open.Add(database);
        var board = new JobBoard(_clock);
        var supervisor = new JobSupervisor(
            [new JobEntry(definition, _ => work)], _services, board, database, _clock, _services.GetRequiredService<IMeterFactory>(), new LoggerFactory([_logs]));
        _open.Add(supervisor);
        await supervisor.StartAsync(Cancel);
        return (board, supervisor);
    }

    /// <summary>The schedule waits on the clock before it is moved; a run under way waits there too.</summary>
    private async Task AdvanceAsync(TimeSpan by, int armed = 1)
    {
        await _clock.WhenArmedAsync(armed).WaitAsync(Patience.Long);
        _clock.Advance(by);
    }

    private static async Task<JobState> UntilAsync(JobBoard board, string name, Predicate<JobState> enough)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        while (true)
        {
            var seen = board.Version;
            var state = board.Snapshot().Single(one => one.Name == name);
            if (enough(state))
            {
                return state;
            }

            try
            {
                await board.WaitForChangeAsync(seen, patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"It stayed at {state}");
            }
        }
    }
}
