using System.Diagnostics.Metrics;

namespace Bronx.Platform.Telemetry;

/// <summary>Hears of each answer of 429 that this process's connection to Discord gets, and has it counted.</summary>
public sealed class RateLimitEar : IDisposable
{
    private const string Instrument = "bronx.discord.rate_limited";

    private readonly MeterListener _listener = new();

    /// <param name="meters">The factory of this process's connection: others in the same process are not heard.</param>
    public RateLimitEar(IMeterFactory meters, UsageTracker usage)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == Instrument && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            var scope = "user";
            foreach (var tag in tags)
            {
                scope = tag is { Key: "scope", Value: "global" or "shared" } ? (string)tag.Value! : scope;
            }

            for (; count > 0; count--)
            {
                usage.RecordRateLimit(scope);
            }
        });
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();
}
