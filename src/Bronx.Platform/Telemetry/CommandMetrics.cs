using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Bronx.Platform.Telemetry;

/// <summary>Commands as metrics. Tags come from closed sets; ids of servers and persons are never among them.</summary>
public sealed class CommandMetrics : IDisposable
{
    public const string MeterName = "Bronx.Commands";

    private readonly Meter _meter = new(MeterName);
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _uses;

    public CommandMetrics()
    {
        _duration = _meter.CreateHistogram(
            "command.duration", "s", "From event received to reply written, of commands that ran",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
        _uses = _meter.CreateCounter<long>("command.uses", "{use}", "Calls of commands, however they ended");
    }

    /// <summary>Allocates nothing; costs a few nanoseconds while nobody listens.</summary>
    public void Count(in CommandUse use)
    {
        if (_uses.Enabled)
        {
            _uses.Add(1, Tag("command", NameOf(use)), Tag("form", NameOf(use.Form)), Tag("outcome", NameOf(use.End)));
        }

        if (_duration.Enabled && use.End is CommandEnd.Succeeded or CommandEnd.Failed)
        {
            _duration.Record(use.Duration.TotalSeconds, Tag("command", NameOf(use)), Tag("form", NameOf(use.Form)), Tag("outcome", NameOf(use.End)));
        }
    }

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string key, string value) => new(key, value);

    /// <summary>What was typed for an unknown command is nobody's tag.</summary>
    private static string NameOf(in CommandUse use) => use.End == CommandEnd.Unknown ? "(unknown)" : use.Command;

    private static string NameOf(CommandForm form) => form switch
    {
        CommandForm.Prefix => "prefix",
        CommandForm.Slash => "slash",
        CommandForm.Component => "component",
        _ => throw new UnreachableException(),
    };

    private static string NameOf(CommandEnd end) => end switch
    {
        CommandEnd.Succeeded => "succeeded",
        CommandEnd.Refused => "refused",
        CommandEnd.Failed => "failed",
        CommandEnd.Unknown => "unknown",
        _ => throw new UnreachableException(),
    };
}
