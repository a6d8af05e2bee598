using Bronx.Platform.Storage;
using Bronx.Platform.Text;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Jobs;

/// <summary>
/// One job under supervision: at most one run at a time, each with a time limit; a run that fails is tried again after a pause that
/// doubles. Due instants come from outside.
/// </summary>
internal sealed partial class SupervisedJob(
    JobDefinition definition, Func<CancellationToken, Task<string?>> work, JobRecord record, JobClaims claims, TimeProvider time, ILogger log) : IDisposable
{
    /// <summary>How long a run may go on after it was told to end.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private Run? _current;
    private ITimer? _retry;
    private DateTimeOffset _notBefore;
    private DateTimeOffset? _next;
    private int _failures;
    private bool _stopped;

    public JobDefinition Definition => definition;

    private string TookTooLong => $"ran longer than {DurationText.Write(definition.TimeLimit)} and was told to end";

    /// <summary>What the schedule says; null once it says nothing more.</summary>
    public void ScheduleSays(DateTimeOffset? next)
    {
        lock (_gate)
        {
            _next = next;
            if (_stopped || time.GetUtcNow() < _notBefore)
            {
                return;
            }
        }

        record.Schedule(next);
    }

    /// <summary>A run is due now.</summary>
    public void Due(DateTimeOffset due)
    {
        lock (_gate)
        {
            if (_stopped || time.GetUtcNow() < _notBefore)
            {
                return;
            }

            if (_current is not null)
            {
                record.Overlapped();
                return;
            }

            Begin(due);
        }
    }

    /// <summary>Ends what runs, forgets the pause and begins anew at once. A run that does not listen is left to itself.</summary>
    /// <returns>False once stopped.</returns>
    public bool Restart()
    {
        lock (_gate)
        {
            if (_stopped)
            {
                return false;
            }

            _failures = 0;
            _notBefore = default;
            _retry?.Dispose();
            if (_current is { IsStuck: false } running)
            {
                running.AgainAfter = true;
                running.Cancel.Cancel();
                return true;
            }

            Begin(time.GetUtcNow(), forced: true);
            return true;
        }
    }

    /// <summary>No more runs; what runs is told to end and waited for.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        Task running;
        lock (_gate)
        {
            _stopped = true;
            _retry?.Dispose();
            _current?.Cancel.Cancel();
            running = _current?.Task ?? Task.CompletedTask;
        }

        record.Schedule(null);
        await running.WaitAsync(ct);
    }

    public void Dispose() => _retry?.Dispose();

    /// <summary>Under the lock.</summary>
    private void Begin(DateTimeOffset due, bool forced = false)
    {
        var run = new Run { IsForced = forced };
        _current = run;
        run.Task = Task.Run(() => RunAsync(run, due));
    }

    private async Task RunAsync(Run run, DateTimeOffset due)
    {
        record.Begin(due);
        var (working, wasTooLong) = await WorkInTimeAsync(run, due);
        if (!working.IsCompleted)
        {
            run.IsStuck = true;
            record.End(JobEnd.Hung, null, TookTooLong);
            record.Stuck();
            Log.Hung(log, definition.Name, DurationText.Write(definition.TimeLimit));
            Log.Stuck(log, definition.Name);
            await ((Task)working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Ended(run, JobEnd.Hung, static () => { });
            return;
        }

        var (end, outcome, fault) = EndOf(working, run, wasTooLong);
        if (end is JobEnd.Failed && fault is StorageException { Transient: true })
        {
            // The store says itself what is wrong with it; where the job stood then helps nobody.
            Log.StoreIsAway(log, definition.Name, fault.Message);
        }
        else if (end is JobEnd.Failed)
        {
            Log.Failed(log, definition.Name, fault);
        }
        else if (end is JobEnd.Hung)
        {
            Log.Hung(log, definition.Name, DurationText.Write(definition.TimeLimit));
        }

        Ended(run, end, () => record.End(end, outcome, end == JobEnd.Hung ? TookTooLong : fault?.Message));
    }

    /// <summary>Cancels the work at its limit and turns away from it when it does not listen. Leaves no timer of the run behind.</summary>
    private async Task<(Task<(JobEnd End, string? Outcome)> Working, bool WasTooLong)> WorkInTimeAsync(Run run, DateTimeOffset due)
    {
        using var limit = new CancellationTokenSource(definition.TimeLimit, time);
        using var patience = new CancellationTokenSource(definition.TimeLimit + Grace, time);
        using var told = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, run.Cancel.Token);
        var givenUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var giving = patience.Token.Register(static gone => ((TaskCompletionSource)gone!).TrySetResult(), givenUp);
        var working = Task.Run(() => ClaimAndWorkAsync(due, run.IsForced, told.Token));
        await Task.WhenAny(working, givenUp.Task);
        return (working, limit.IsCancellationRequested);
    }

    private static (JobEnd End, string? Outcome, Exception? Fault) EndOf(Task<(JobEnd End, string? Outcome)> over, Run run, bool wasTooLong)
    {
        try
        {
            var (end, outcome) = over.GetAwaiter().GetResult();
            return (end, outcome, null);
        }
        catch (Exception e)
        {
            // Whatever a job throws ends this run and nothing else.
            return (run.Cancel.IsCancellationRequested ? JobEnd.Cancelled : wasTooLong ? JobEnd.Hung : JobEnd.Failed, null, e);
        }
    }

    private async Task<(JobEnd, string?)> ClaimAndWorkAsync(DateTimeOffset due, bool forced, CancellationToken ct)
    {
        if (!definition.OncePerInstallation)
        {
            return (JobEnd.Succeeded, await work(ct));
        }

        if (!await claims.TakeAsync(definition, due, forced, ct))
        {
            return (JobEnd.ElsewhereDone, null);
        }

        using var ended = new CancellationTokenSource();
        var keeping = claims.KeepAsync(definition, due, ended.Token);
        var done = false;
        try
        {
            var outcome = await work(ct);
            done = true;
            return (JobEnd.Succeeded, outcome);
        }
        finally
        {
            await ended.CancelAsync();
            await keeping;
            await claims.GiveBackAsync(definition.Name, due, done);
        }
    }

    /// <param name="tell">Says on the board how it ended: once it is over in every way, so that whoever reads it may move the clock.</param>
    private void Ended(Run run, JobEnd end, Action tell)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_current, run))
            {
                return;
            }

            _current = null;
            run.Cancel.Dispose();
            tell();
            if (_stopped)
            {
                return;
            }

            if (run.AgainAfter)
            {
                Begin(time.GetUtcNow(), forced: true);
                return;
            }

            if (end is not (JobEnd.Failed or JobEnd.Hung))
            {
                _failures = 0;
                record.Schedule(_next);
                return;
            }

            var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(_failures++, 20))));
            var until = time.GetUtcNow() + pause;
            _notBefore = until;
            _retry?.Dispose();
            _retry = time.CreateTimer(_ => Due(until), null, pause, Timeout.InfiniteTimeSpan);

            // Told once it is so: whoever reads it may move the clock.
            record.BackOff(until);
        }
    }

    private sealed class Run
    {
        public CancellationTokenSource Cancel { get; } = new();

        public Task Task { get; set; } = Task.CompletedTask;

        /// <summary>By an owner, not by the schedule.</summary>
        public bool IsForced { get; init; }

        public bool AgainAfter { get; set; }

        public bool IsStuck { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} failed; it is tried again after a pause")]
        public static partial void Failed(ILogger logger, string job, Exception? fault);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} waits for the database and is tried again after a pause: {Problem}")]
        public static partial void StoreIsAway(ILogger logger, string job, string problem);

        [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} ran longer than {Limit} and was told to end")]
        public static partial void Hung(ILogger logger, string job, string limit);

        [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} goes on although it was told to end; it runs again once it has ended, or by 'admin restart tasks {Job}'")]
        public static partial void Stuck(ILogger logger, string job);
    }
}
