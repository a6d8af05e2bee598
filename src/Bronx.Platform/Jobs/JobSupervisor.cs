using System.Diagnostics.Metrics;
using Bronx.Platform.Storage;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Jobs;

/// <summary>Runs every registered job by its schedule and sees to it that none fails, hangs or piles up unseen.</summary>
public sealed class JobSupervisor : IAsyncDisposable
{
    private readonly SortedDictionary<string, SupervisedJob> _jobs = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly JobMeter _meter;
    private JobTriggers? _triggers;

    internal JobSupervisor(
        IEnumerable<JobEntry> entries, IServiceProvider services, JobBoard board, Database database, TimeProvider time, IMeterFactory meters, ILoggerFactory logs)
    {
        _time = time;
        _meter = new JobMeter(meters, board);
        var claims = new JobClaims(database, time);
        var log = logs.CreateLogger<JobSupervisor>();
        foreach (var (definition, resolve) in entries)
        {
            var record = board.Add(definition.Name, definition.Purpose, definition.Schedule, isLoop: false);
            _jobs.Add(definition.Name, new SupervisedJob(definition, resolve(services), record, claims, time, log));
        }
    }

    /// <summary>Names of all jobs, in order.</summary>
    public IReadOnlyCollection<string> Names => _jobs.Keys;

    /// <summary>Begins the schedules. Once.</summary>
    public async Task StartAsync(CancellationToken ct) => _triggers = await JobTriggers.StartAsync(_jobs, _time, ct);

    /// <summary>Ends what runs and begins it anew, at once.</summary>
    /// <param name="name">Null: all jobs.</param>
    /// <returns>Those that were restarted; empty when there is none of that name.</returns>
    public IReadOnlyList<string> Restart(string? name) =>
        [.. _jobs.Values.Where(job => (name is null || job.Definition.Name == name) && job.Restart()).Select(job => job.Definition.Name)];

    /// <summary>No more runs; those under way are told to end and waited for until <paramref name="ct"/> is cancelled.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        if (_triggers is { } triggers)
        {
            _triggers = null;
            await triggers.DisposeAsync();
        }

        await Task.WhenAll(_jobs.Values.Select(job => job.StopAsync(ct)));
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await StopAsync(now.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var job in _jobs.Values)
        {
            job.Dispose();
        }
    }
}
