using System.Diagnostics.Metrics;
using Bronx.Platform.Telemetry;

namespace Bronx.Platform.Commands;

/// <summary>Commands as a monitoring system sees them. Tags come from closed sets: never an id or a typed text.</summary>
public sealed class CommandMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Bronx.Commands";

    private readonly Counter<long> _uses;
    private readonly Counter<long> _ignored;
    private readonly Counter<long> _lostReplies;
    private readonly Histogram<double> _durations;
    private Func<(int Running, int Waiting)> _load = static () => (0, 0);

    public CommandMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _uses = meter.CreateCounter<long>("bronx.commands.uses", "{use}", "Ends of commands, by command, form, end and kind");
        _ignored = meter.CreateCounter<long>("bronx.commands.ignored", "{event}", "Events that began a command and were not run, by reason");
        _lostReplies = meter.CreateCounter<long>("bronx.commands.lost_replies", "{reply}", "Answers that could not be delivered");
        _durations = meter.CreateHistogram<double>("bronx.commands.duration", "s", "Event received to answer written");
        meter.CreateObservableGauge("bronx.commands.running", () => _load().Running, "{call}", "Calls that run now");
        meter.CreateObservableGauge("bronx.commands.waiting", () => _load().Waiting, "{call}", "Calls that wait for their turn");
    }

    internal void Ended(in CommandUse use)
    {
        _uses.Add(1, new("command", use.Command), new("form", use.Form.ToString()), new("end", use.End.ToString()), new("kind", use.Kind));
        _durations.Record(use.Duration.TotalSeconds, new("command", use.Command), new("form", use.Form.ToString()));
    }

    internal void Ignored(string reason) => _ignored.Add(1, new KeyValuePair<string, object?>("reason", reason));

    internal void ReplyLost() => _lostReplies.Add(1);

    internal void Watch(Func<(int Running, int Waiting)> load) => _load = load;
}
