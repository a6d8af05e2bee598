using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Bronx.Platform.Telemetry;

/// <summary>
/// Commands as metrics. Tags come from closed sets; ids of servers and persons are never among them. Calls are counted in places of
/// their own and read when somebody asks; tags of durations are made once per command, form and end.
/// </summary>
/// <param name="nameOf">A command's name by its number; 0 is no command's.</param>
public sealed class CommandMetrics : IDisposable
{
    public const string MeterName = "Bronx.Commands";

    private const int Forms = 3;
    private const int Ends = 4;

    private readonly Meter _meter = new(MeterName);
    private readonly Histogram<double> _duration;
    private readonly Func<ushort, string> _nameOf;
    private readonly Row?[] _rows = new Row?[UsageJournal.MaxNames];

    internal CommandMetrics(Func<ushort, string> nameOf)
    {
        _nameOf = nameOf;
        _duration = _meter.CreateHistogram(
            "command.duration", "s", "From event received to reply written, of commands that ran",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
        _meter.CreateObservableCounter("command.uses", Uses, "{use}", "Calls of commands, however they ended");
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>Counts a call. Under the intake's lock, which makes it the only writer.</summary>
    internal void Count(ushort command, in UsageFrame frame)
    {
        if ((int)frame.End < Ends)
        {
            var row = _rows[command] ??= new Row();
            row.Uses[PlaceOf(frame.Form, frame.End)]++;
        }
    }

    /// <summary>Tells who listens how long a command took. Allocates nothing after the first of its kind; costs next to nothing while nobody listens.</summary>
    internal void Time(ushort command, in CommandUse use)
    {
        if (use.End is CommandEnd.Succeeded or CommandEnd.Failed && _duration.Enabled && _rows[command] is { } row)
        {
            var tags = row.Tags[PlaceOf(use.Form, use.End)] ??= TagsOf(command, use.Form, use.End);
            _duration.Record(use.Duration.TotalSeconds, tags);
        }
    }

    private static int PlaceOf(CommandForm form, CommandEnd end) => ((int)form * Ends) + (int)end;

    private IEnumerable<Measurement<long>> Uses()
    {
        for (var command = 0; command < _rows.Length; command++)
        {
            if (Volatile.Read(ref _rows[command]) is not { } row)
            {
                continue;
            }

            for (var place = 0; place < Forms * Ends; place++)
            {
                if (Volatile.Read(ref row.Uses[place]) is > 0 and var uses)
                {
                    yield return new Measurement<long>(uses, TagsOf((ushort)command, (CommandForm)(place / Ends), (CommandEnd)(place % Ends)));
                }
            }
        }
    }

    /// <summary>What was typed for an unknown command is nobody's tag.</summary>
    private KeyValuePair<string, object?>[] TagsOf(ushort command, CommandForm form, CommandEnd end) =>
        [new("command", command == 0 ? "(unknown)" : _nameOf(command)), new("form", NameOf(form)), new("outcome", NameOf(end))];

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

    /// <summary>One command's counts by form and end, and the tags of those that were timed.</summary>
    private sealed class Row
    {
        public long[] Uses { get; } = new long[Forms * Ends];

        public KeyValuePair<string, object?>[]?[] Tags { get; } = new KeyValuePair<string, object?>[]?[Forms * Ends];
    }
}
