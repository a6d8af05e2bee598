using System.Diagnostics.Metrics;
using Bronx.Platform.Telemetry;

namespace Bronx.Platform.Tests.Telemetry;

public sealed class PrometheusTextTests : IDisposable
{
    private static int _meters;
    private readonly string _name = $"t{Interlocked.Increment(ref _meters)}";
    private readonly Meter _meter;

    public PrometheusTextTests() => _meter = new Meter($"Bronx.Test.{_name}");

    public void Dispose() => _meter.Dispose();

    [Fact]
    public void Counters_AddUpPerLabelsInAnyOrder()
    {
        using var text = new PrometheusText();
        var counter = _meter.CreateCounter<long>($"{_name}.hits", "{hit}", "Hits\nand \\ more");
        counter.Add(2, new("route", "a"), new("scope", "user"));
        counter.Add(3, new("scope", "user"), new("route", "a"));
        counter.Add(1, new KeyValuePair<string, object?>("route", "b\"\\\n"));
        Assert.Equal(
            $"""
            # HELP bronx_{_name}_hits_total Hits\nand \\ more
            # TYPE bronx_{_name}_hits_total counter
            {Bronx}hits_total{Braced("""route="a",scope="user" """)} 5
            {Bronx}hits_total{Braced("""route="b\"\\\n" """)} 1
            """,
            Mine(text));
    }

    [Fact]
    public void Histograms_HaveCumulativeBucketsSumAndCount()
    {
        using var text = new PrometheusText();
        var histogram = _meter.CreateHistogram("wait", "s", null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (var value in (double[])[0.1, 0.5, 0.25, 7])
        {
            histogram.Record(value);
        }

        var lines = text.Render().Split('\n').Where(line => line.StartsWith("bronx_wait_seconds", StringComparison.Ordinal));
        Assert.Equal(
            ["bronx_wait_seconds_bucket{le=\"0.1\"} 1", "bronx_wait_seconds_bucket{le=\"1\"} 3", "bronx_wait_seconds_bucket{le=\"+Inf\"} 4", "bronx_wait_seconds_sum 7.85", "bronx_wait_seconds_count 4"],
            lines);
    }

    [Fact]
    public void ObservedGauges_ShowOnlyWhatAnswersNow()
    {
        using var text = new PrometheusText();
        var shards = new List<int> { 0, 1 };
        _meter.CreateObservableGauge($"{_name}.latency", () => shards.Select(s => new Measurement<double>(s + 0.5, new KeyValuePair<string, object?>("shard", s))), "s");
        Assert.Contains($"{Bronx}latency_seconds{{shard=\"1\"}} 1.5", Mine(text), StringComparison.Ordinal);
        shards.Remove(1);
        Assert.DoesNotContain("shard=\"1\"", Mine(text), StringComparison.Ordinal);
        Assert.Contains("shard=\"0\"", Mine(text), StringComparison.Ordinal);
    }

    [Fact]
    public void UpDownCountersAndGauges_AreGauges()
    {
        using var text = new PrometheusText();
        var open = _meter.CreateUpDownCounter<int>($"{_name}.open");
        open.Add(5);
        open.Add(-2);
        var level = _meter.CreateGauge<double>($"{_name}.level");
        level.Record(1);
        level.Record(double.NaN);
        Assert.Contains($"# TYPE {Bronx}open gauge\n{Bronx}open 3", Mine(text), StringComparison.Ordinal);
        Assert.Contains($"{Bronx}level NaN", Mine(text), StringComparison.Ordinal);
    }

    [Fact]
    public void TooManySeries_AreCountedTogether()
    {
        using var text = new PrometheusText(maxSeries: 10);
        var counter = _meter.CreateCounter<long>($"{_name}.ids");
        for (var i = 0; i < 1000; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("id", i));
        }

        var lines = Mine(text).Split('\n').Where(line => !line.StartsWith('#')).ToArray();
        Assert.Equal(11, lines.Length);
        Assert.Equal($"{Bronx}ids_total{{overflow=\"true\"}} 990", lines[^1]);
    }

    [Fact]
    public void ForeignMeters_AreNotListenedTo()
    {
        using var text = new PrometheusText();
        using var foreign = new Meter("Npgsql.Test");
        foreign.CreateCounter<long>("foreign").Add(1);
        Assert.DoesNotContain("foreign", text.Render(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheRuntime_IsPartOfIt()
    {
        using var text = new PrometheusText();
        var rendered = text.Render();
        Assert.Contains("# TYPE dotnet_gc_collections_total counter", rendered, StringComparison.Ordinal);
        Assert.Contains("dotnet_process_memory_working_set_bytes ", rendered, StringComparison.Ordinal);
        Assert.EndsWith("\n", rendered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConcurrentRecording_LosesNothing()
    {
        using var text = new PrometheusText();
        var counter = _meter.CreateCounter<long>($"{_name}.busy");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                counter.Add(1, new KeyValuePair<string, object?>("worker", i % 7));
                if (i % 1000 == worker)
                {
                    text.Render();
                }
            }
        })));
        var total = Mine(text).Split('\n').Where(line => !line.StartsWith('#')).Sum(line => long.Parse(line.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(40_000, total);
    }

    private string Bronx => $"bronx_{_name}_";

    private static string Braced(string labels) => "{" + labels.TrimEnd() + "}";

    /// <summary>The lines of this test's meter; others run beside it.</summary>
    private string Mine(PrometheusText text) => string.Join('\n', text.Render().Split('\n').Where(line => line.Contains($"bronx_{_name}_", StringComparison.Ordinal)));
}
