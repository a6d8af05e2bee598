using System.Diagnostics.Metrics;
using Bronx.Platform.Telemetry;

namespace Bronx.Platform.Commands.Pipeline;

/// <summary>
/// What the pipeline knows beyond the ends of commands (those are counted by <see cref="UsageTracker"/>): what was not run, which answers
/// were lost, how much is going on. Tags come from closed sets.
/// </summary>
internal sealed class CallMetrics
{
    private readonly Counter<long> _ignored;
    private readonly Counter<long> _lostReplies;
    private Func<(int Running, int Waiting)> _load = static () => (0, 0);

    public CallMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(CommandMetrics.MeterName);
        _ignored = meter.CreateCounter<long>("command.ignored", "{event}", "Events that began a command and were not run, by reason");
        _lostReplies = meter.CreateCounter<long>("command.lost_replies", "{reply}", "Answers that could not be delivered");
        meter.CreateObservableGauge("command.running", () => _load().Running, "{call}", "Calls that run now");
        meter.CreateObservableGauge("command.waiting", () => _load().Waiting, "{call}", "Calls that wait for their turn");
    }

    public void Ignored(string reason) => _ignored.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void ReplyLost() => _lostReplies.Add(1);

    public void Watch(Func<(int Running, int Waiting)> load) => _load = load;
}
