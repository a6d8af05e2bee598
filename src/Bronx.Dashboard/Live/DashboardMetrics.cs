using System.Diagnostics.Metrics;

namespace Bronx.Dashboard.Live;

/// <summary>What the live feed measures of itself.</summary>
internal sealed class DashboardMetrics
{
    private readonly UpDownCounter<long> _viewers;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _pushed;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _reports;

    public DashboardMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Bronx.Dashboard");
        _viewers = meter.CreateUpDownCounter<long>("bronx.dashboard.viewers", "{viewer}", "Open live streams.");
        _refused = meter.CreateCounter<long>("bronx.dashboard.viewers.refused", "{viewer}", "Streams refused because there were too many.");
        _pushed = meter.CreateCounter<long>("bronx.dashboard.frames", "{frame}", "States pushed to everybody who watches.");
        _dropped = meter.CreateCounter<long>("bronx.dashboard.frames.dropped", "{frame}", "States a slow viewer skipped.");
        _reports = meter.CreateCounter<long>("bronx.dashboard.reports", "{report}", "Reports of a bot elsewhere, by what became of them.");
    }

    public void ViewerJoined() => _viewers.Add(1);

    public void ViewerLeft() => _viewers.Add(-1);

    public void ViewerRefused() => _refused.Add(1);

    public void FramePushed() => _pushed.Add(1);

    public void FrameDropped() => _dropped.Add(1);

    /// <param name="outcome">shown, known or refused.</param>
    public void Reported(string outcome) => _reports.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
