using Bronx.Platform.Telemetry;

namespace Bronx.Platform.Jobs;

/// <summary>One job's counts and times. Safe for several threads.</summary>
internal sealed class JobRecord(string name, string purpose, JobSchedule schedule, bool isLoop, TimeProvider time, ChangeSignal changes)
{
    private const int MaxErrorLength = 300;

    private readonly Lock _gate = new();
    private readonly LatenessWindow _lateness = new();
    private readonly DateTimeOffset _since = time.GetUtcNow();
    private JobState _state = new() { Name = name, Purpose = purpose, Schedule = schedule.InWords(), IsLoop = isLoop, Phase = JobPhase.Stopped };
    private DateTimeOffset? _downSince;
    private TimeSpan _down;

    public string Name => name;

    /// <param name="next">Null: nothing is scheduled any more.</param>
    public void Schedule(DateTimeOffset? next) => Change(state => state with
    {
        Next = next,
        Phase = state.Phase is JobPhase.Running or JobPhase.Stuck or JobPhase.BackingOff && next is not null ? state.Phase
            : next is null ? JobPhase.Stopped
            : JobPhase.Waiting,
    });

    public void Begin(DateTimeOffset due)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            _lateness.Add(now - due);
        }

        Change(state => state with { Phase = JobPhase.Running, LastStart = now, LastLateness = now > due ? now - due : TimeSpan.Zero });
    }

    public void End(JobEnd end, string? outcome, string? error)
    {
        var now = time.GetUtcNow();
        var bad = end is JobEnd.Failed or JobEnd.Hung;
        Change(state =>
        {
            CountDown(end, now);
            return state with
            {
                Phase = state.Next is null ? JobPhase.Stopped : JobPhase.Waiting,
                LastDuration = now - state.LastStart,
                LastEnd = end,
                Outcome = end == JobEnd.Succeeded ? outcome : state.Outcome,
                Runs = state.Runs + 1,
                Failures = state.Failures + (end == JobEnd.Failed ? 1 : 0),
                Hung = state.Hung + (end == JobEnd.Hung ? 1 : 0),
                FailuresInARow = bad ? state.FailuresInARow + 1 : end == JobEnd.Cancelled ? state.FailuresInARow : 0,
                LastError = bad ? Shorten(error ?? "it took too long") : state.LastError,
                LastErrorAt = bad ? now : state.LastErrorAt,
            };
        });
    }

    public void BackOff(DateTimeOffset until) => Change(state => state with { Phase = JobPhase.BackingOff, Next = until });

    public void Stuck() => Change(state => state with { Phase = JobPhase.Stuck });

    public void Overlapped() => Change(state => state with { Overlaps = state.Overlaps + 1 });

    public JobState Read()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var lived = now - _since;
            var down = _down + (_downSince is { } since ? now - since : TimeSpan.Zero);
            return _state with { Lateness = _lateness.Read(), Uptime = lived <= TimeSpan.Zero ? 1 : Math.Clamp(1 - (down / lived), 0, 1) };
        }
    }

    private static string Shorten(string text) => text.ReplaceLineEndings(" ") is { Length: > MaxErrorLength } longer ? longer[..MaxErrorLength] + "…" : text.ReplaceLineEndings(" ");

    /// <summary>Down from a failure to the next good run.</summary>
    private void CountDown(JobEnd end, DateTimeOffset now)
    {
        if (end is JobEnd.Failed or JobEnd.Hung)
        {
            _downSince ??= now;
        }
        else if (end != JobEnd.Cancelled && _downSince is { } since)
        {
            _down += now - since;
            _downSince = null;
        }
    }

    private void Change(Func<JobState, JobState> change)
    {
        lock (_gate)
        {
            _state = change(_state);
        }

        changes.Raise();
    }
}
