using System.Diagnostics.Metrics;
using System.Globalization;
using Bronx.Platform.Jobs;

namespace Bronx.Platform.Storage;

/// <summary>Looks at the store now and then, so that nobody who asks has to wait for it.</summary>
internal sealed class DatabaseCheckJob : IJob
{
    private readonly DatabaseWatch _watch;

    public DatabaseCheckJob(DatabaseWatch watch, Database database, IMeterFactory meters)
    {
        _watch = watch;
        DatabaseMeter.Watch(meters, database, watch);
    }

    public static JobDefinition Definition { get; } =
        new("database-check", "Asks the database how it is.", new JobSchedule.Every(TimeSpan.FromSeconds(15))) { OncePerInstallation = false, TimeLimit = TimeSpan.FromSeconds(30) };

    public async Task<string?> RunAsync(CancellationToken ct)
    {
        var health = (await _watch.LookAsync(ct)).Health;

        // That it does not answer is a finding, not a failure to look: the next look must not be put off.
        return health.Problem ?? string.Create(CultureInfo.InvariantCulture, $"answered in {health.Latency.TotalMilliseconds:0.0} ms");
    }
}

internal sealed class OptimizeJob(StoreKeeper keeper) : IJob
{
    public static JobDefinition Definition { get; } =
        new("optimise", "Removes what is old, checks indexes, refreshes the planner's figures and gives space back.", new JobSchedule.Daily(new TimeOnly(4, 30))) { TimeLimit = TimeSpan.FromMinutes(30) };

    public async Task<string?> RunAsync(CancellationToken ct)
    {
        var report = await keeper.RunAsync(ct);
        return report.Steps.FirstOrDefault(step => !step.IsGood) is { } bad
            ? throw new StorageException($"{bad.Name}: {bad.Detail}")
            : string.Join("; ", report.Steps.Select(step => $"{step.Name}: {step.Detail}"));
    }
}

internal sealed class BackupJob(Backup backup, BackupOptions options) : IJob
{
    public static JobDefinition Definition { get; } =
        new("backup", "Copies the store while it is in use, and drops the oldest copies.", new JobSchedule.Daily(new TimeOnly(3, 30))) { TimeLimit = TimeSpan.FromMinutes(30) };

    public async Task<string?> RunAsync(CancellationToken ct)
    {
        if (options.Keep == 0)
        {
            return "switched off: Storage:BackupsKept is 0";
        }

        var made = await backup.RunAsync(options.Directory, options.Keep, ct);
        return string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(made.File)}, {made.Bytes / 1_000_000.0:0.0} MB");
    }
}

/// <param name="Directory">Null: beside the data.</param>
/// <param name="Keep">0: no backups by schedule.</param>
public sealed record BackupOptions(string? Directory, int Keep);
