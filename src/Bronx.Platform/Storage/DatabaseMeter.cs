using System.Diagnostics.Metrics;

namespace Bronx.Platform.Storage;

/// <summary>The store as metrics: the last check-up and the connections, read when somebody asks.</summary>
internal static class DatabaseMeter
{
    public static void Watch(IMeterFactory meters, Database database, DatabaseWatch watch)
    {
        var meter = meters.Create("Bronx.Database");
        meter.CreateObservableGauge("database.up", () => watch.Current is { } reading ? [new Measurement<int>(reading.Health.IsHealthy ? 1 : 0)] : Array.Empty<Measurement<int>>(), "{database}", "Whether it answered the last check-up");
        meter.CreateObservableGauge("database.latency", () => watch.Current is { } reading ? [new Measurement<double>(reading.Health.Latency.TotalSeconds)] : Array.Empty<Measurement<double>>(), "s", "Of the last check-up, waiting for a connection included");
        meter.CreateObservableGauge("database.size", () => watch.Current?.Health.SizeBytes is { } size ? [new Measurement<long>(size)] : Array.Empty<Measurement<long>>(), "By", "On disk");
        meter.CreateObservableGauge("database.connections.used", () => database.Pool.InUse, "{connection}", "Connections at work");
        meter.CreateObservableGauge("database.connections.most", () => database.Pool.Peak, "{connection}", "Most connections at work at once since the start");
        meter.CreateObservableGauge("database.connections.limit", () => database.Pool.Max, "{connection}", "Connections there may be");
        meter.CreateObservableGauge("database.connections.waiting", () => database.Pool.Waiting, "{caller}", "Callers that wait for a connection");
    }
}
