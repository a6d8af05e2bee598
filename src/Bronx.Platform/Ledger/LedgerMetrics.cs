using System.Diagnostics.Metrics;

namespace Bronx.Platform.Ledger;

/// <summary>The ledger's writer as metrics.</summary>
internal sealed class LedgerMetrics : IDisposable
{
    public const string MeterName = "Bronx.Ledger";

    private readonly Meter _meter = new(MeterName);
    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _size;
    private readonly Counter<long> _failed;

    public LedgerMetrics(Func<int> waiting)
    {
        _duration = _meter.CreateHistogram(
            "ledger.commit.duration", "s", "From a batch taken to its answers, waiting for the store included",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5] });
        _size = _meter.CreateHistogram(
            "ledger.batch.size", "{request}", "Requests in one commit",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000] });
        _failed = _meter.CreateCounter<long>("ledger.requests.failed", "{request}", "Requests the store did not take");
        _meter.CreateObservableGauge("ledger.queue.depth", waiting, "{request}", "Requests waiting for the writer");
    }

    public void Committed(int requests, TimeSpan took)
    {
        _size.Record(requests);
        _duration.Record(took.TotalSeconds);
    }

    public void Failed(int requests) => _failed.Add(requests);

    public void Dispose() => _meter.Dispose();
}
