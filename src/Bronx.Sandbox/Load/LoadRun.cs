using Bronx.Sandbox.Interactions;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Load;

/// <summary>A load run under way. State changes under the world's lock only.</summary>
public sealed class LoadRun
{
    private readonly World _world;
    private readonly LatencyTally _latency = new();
    private readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _sent;
    private int _refused;
    private int _requested;
    private int _answered;
    private int _failed;
    private long _began;
    private long _last;
    private string? _firstRefusal;

    internal LoadRun(World world, LoadPlan plan)
    {
        _world = world;
        Plan = plan;
    }

    public LoadPlan Plan { get; }

    /// <summary>Ends with the report when every action has its end; faults when the run could not begin.</summary>
    public Task<LoadReport> Completion { get; internal set; } = null!;

    /// <summary>How it stands.</summary>
    public LoadReport Report
    {
        get
        {
            lock (_world.Gate)
            {
                var seconds = _sent < 2 ? 0 : _world.Clock.GetElapsedTime(_began, _last).TotalSeconds;
                return new LoadReport(_sent, _refused, _requested, _answered, _failed, seconds, _latency.Read(), IsOver) { FirstRefusal = _firstRefusal };
            }
        }
    }

    internal bool IsOver { get; set; }

    /// <summary>Completes when nothing further is to happen.</summary>
    internal Task Stopped => _stop.Task;

    internal int Waiting => _sent - _answered - _failed;

    /// <summary>No further action; those under way are still awaited.</summary>
    public void Stop() => _stop.TrySetResult();

    internal LoadAction Sent(long at)
    {
        _began = _sent == 0 ? at : _began;
        _last = at;
        _sent++;
        return new LoadAction(this, at);
    }

    internal void Refused(string why)
    {
        _refused++;
        _firstRefusal ??= why;
    }

    internal void Requested(TimeSpan after)
    {
        _requested++;
        _latency.Add(after);
    }

    internal void Ended(bool inTime)
    {
        _ = inTime ? _answered++ : _failed++;
    }
}

/// <summary>One action that waits for its request and its end. Under the world's lock.</summary>
internal sealed class LoadAction(LoadRun run, long at)
{
    private bool _requested;
    private bool _ended;

    public long At { get; } = at;

    public bool Ended => _ended;

    public void Requested(TimeSpan after)
    {
        if (!_requested)
        {
            _requested = true;
            run.Requested(after);
        }
    }

    public void End(bool inTime)
    {
        if (!_ended)
        {
            _ended = true;
            run.Ended(inTime);
        }
    }

    /// <summary>For interactions the desk knows: answered, or failed after three seconds.</summary>
    public void Settled(Interaction interaction) => End(interaction.State == InteractionState.Answered);
}
