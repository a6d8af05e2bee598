using System.Diagnostics.Metrics;

namespace Bronx.Platform.Jobs;

/// <summary>Jobs and loops as metrics: read off the board when somebody asks. Tags are their names.</summary>
internal sealed class JobMeter
{
    public JobMeter(IMeterFactory meters, JobBoard board)
    {
        var meter = meters.Create("Bronx.Jobs");
        meter.CreateObservableCounter("job.runs", () => Of(board, state => state.Runs), "{run}", "Runs of jobs and loops that ended, however");
        meter.CreateObservableCounter("job.failures", () => Of(board, state => state.Failures), "{run}", "Runs that ended by an exception");
        meter.CreateObservableCounter("job.hung", () => Of(board, state => state.Hung), "{run}", "Runs cancelled at their time limit");
        meter.CreateObservableCounter("job.overlaps", () => Of(board, state => state.Overlaps), "{run}", "Runs left out because the last one still went on");
        meter.CreateObservableGauge("job.failing", () => Of(board, state => state.FailuresInARow), "{run}", "Failed runs since the last good one");
        meter.CreateObservableGauge("job.uptime", () => Of(board, state => state.Uptime), "1", "Share of the time in which the latest run had not failed");
        meter.CreateObservableGauge("job.lateness", () => Of(board, state => state.Lateness?.P99.TotalSeconds ?? 0), "s", "From due to begun, 99th percentile of the last 1,024 runs");
    }

    private static IEnumerable<Measurement<T>> Of<T>(JobBoard board, Func<JobState, T> value)
        where T : struct => board.Snapshot().Select(state => new Measurement<T>(value(state), new KeyValuePair<string, object?>("job", state.Name)));
}
