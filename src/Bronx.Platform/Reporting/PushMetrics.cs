using System.Diagnostics.Metrics;

namespace Bronx.Platform.Reporting;

/// <summary>How reporting goes. The tag is the dashboard's host, of which there are at most ten.</summary>
internal sealed class PushMetrics
{
    private readonly Counter<long> _sent;
    private readonly Counter<long> _failed;

    public PushMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Bronx.Push");
        _sent = meter.CreateCounter<long>("bronx.push.reports", "{report}", "Reports that a dashboard elsewhere took.");
        _failed = meter.CreateCounter<long>("bronx.push.failures", "{report}", "Reports that a dashboard elsewhere did not take.");
    }

    public void Sent(Uri to) => _sent.Add(1, new KeyValuePair<string, object?>("dashboard", to.Authority));

    public void Failed(Uri to) => _failed.Add(1, new KeyValuePair<string, object?>("dashboard", to.Authority));
}
