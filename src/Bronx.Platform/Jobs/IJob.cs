namespace Bronx.Platform.Jobs;

/// <summary>Work that runs by schedule, under the supervisor. One instance serves all runs.</summary>
public interface IJob
{
    static abstract JobDefinition Definition { get; }

    /// <summary>One run. What it throws is counted and reported, and the job runs again with back-off.</summary>
    /// <param name="ct">Cancelled at the run's time limit and when the process stops.</param>
    /// <returns>What was done, in a few words for the owner ("removed 12 old rows"); null when there was nothing to do.</returns>
    Task<string?> RunAsync(CancellationToken ct);
}
