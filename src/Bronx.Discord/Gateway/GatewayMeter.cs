using System.Diagnostics.Metrics;

namespace Bronx.Discord.Gateway;

/// <summary>What the gateway measures.</summary>
internal sealed class GatewayMeter
{
    private readonly Counter<long> _received;
    private readonly Counter<long> _handled;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _unreadable;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _reconnects;
    private readonly Counter<long> _identifies;
    private readonly Histogram<double> _latency;

    public GatewayMeter(IMeterFactory meters)
    {
        var meter = meters.Create("Bronx.Discord");
        _received = meter.CreateCounter<long>("bronx.discord.events", "{event}", "Gateway events received.");
        _handled = meter.CreateCounter<long>("bronx.discord.events_handled", "{event}", "Events handed to handlers.");
        _dropped = meter.CreateCounter<long>("bronx.discord.events_dropped", "{event}", "Events dropped because too many waited.");
        _unreadable = meter.CreateCounter<long>("bronx.discord.events_unreadable", "{event}", "Events that could not be read.");
        _failed = meter.CreateCounter<long>("bronx.discord.handler_failures", "{event}", "Handlers that threw.");
        _reconnects = meter.CreateCounter<long>("bronx.discord.reconnects", "{connection}", "Connections ended and begun again.");
        _identifies = meter.CreateCounter<long>("bronx.discord.identifies", "{session}", "Sessions begun; Discord allows 1000 a day.");
        _latency = meter.CreateHistogram<double>("bronx.discord.heartbeat_latency", "s", "A heartbeat's round trip.");
    }

    public void Received() => _received.Add(1);

    public void Handled() => _handled.Add(1);

    public void Dropped() => _dropped.Add(1);

    public void Unreadable() => _unreadable.Add(1);

    public void HandlerFailed() => _failed.Add(1);

    public void Reconnected() => _reconnects.Add(1);

    public void Identified() => _identifies.Add(1);

    public void Latency(TimeSpan roundTrip) => _latency.Record(roundTrip.TotalSeconds);
}
