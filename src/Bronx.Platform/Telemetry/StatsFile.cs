using System.Text.Json;
using Bronx.Platform.Jobs;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Telemetry;

/// <summary>
/// The counts as a file for people and scripts, beside the embedded database. Written whole beside its place, then renamed: there is never half
/// of one. The database keeps the truth; nothing is read back from here.
/// </summary>
public sealed partial class StatsFile(StatsFileOptions options, UsageTracker usage, TimeProvider time, ILogger<StatsFile> log)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Lock _gate = new();

    /// <summary>Looks at what an earlier process left: what cannot be read is set aside and reported, never silently replaced.</summary>
    public void CheckAtStart()
    {
        if (options.Path is not { } path || !File.Exists(path))
        {
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            if (document.RootElement.TryGetProperty("total", out var total) && total.TryGetInt64(out _))
            {
                return;
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Not ours, or not whole: it is set aside below.
        }

        var aside = $"{path}.damaged-{time.GetUtcNow():yyyyMMdd-HHmmss}";
        File.Move(path, aside, overwrite: true);
        Log.SetAside(log, path, aside);
    }

    /// <summary>Writes the counts of this moment.</summary>
    /// <exception cref="IOException">The disk does not take it; the file before it stays.</exception>
    public void Write()
    {
        if (options.Path is not { } path)
        {
            return;
        }

        var counts = usage.Snapshot();
        lock (_gate)
        {
            var part = path + ".part";
            File.WriteAllBytes(part, JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    At = time.GetUtcNow(),
                    counts.Total,
                    counts.Failed,
                    counts.Refused,
                    counts.Unknown,
                    counts.Session,
                    Forms = counts.Forms.ToDictionary(form => form.Key.ToString().ToLowerInvariant(), form => form.Value, StringComparer.Ordinal),
                    counts.RateLimits,
                    counts.Hours,
                    counts.Days,
                    Commands = counts.Commands.Select(command => new
                    {
                        command.Name,
                        command.Uses,
                        command.Failures,
                        command.Refusals,
                        command.LastAt,
                        AverageMs = command.Latency?.Average.TotalMilliseconds,
                        P50Ms = command.Latency?.P50.TotalMilliseconds,
                        P95Ms = command.Latency?.P95.TotalMilliseconds,
                        P99Ms = command.Latency?.P99.TotalMilliseconds,
                    }),
                },
                Json));
            File.Move(part, path, overwrite: true);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{File} cannot be read; it was set aside as {Aside}. The counts are safe in the database")]
        public static partial void SetAside(ILogger logger, string file, string aside);
    }
}

/// <param name="Path">Null: no such file, as with PostgreSQL.</param>
public sealed record StatsFileOptions(string? Path);

internal sealed class StatsFileJob(StatsFile file) : IJob
{
    public static JobDefinition Definition { get; } =
        new("stats-file", "Writes the counts to data/stats.json, with the embedded database.", new JobSchedule.Every(TimeSpan.FromMinutes(1))) { OncePerInstallation = false, TimeLimit = TimeSpan.FromSeconds(30) };

    public Task<string?> RunAsync(CancellationToken ct)
    {
        file.Write();
        return Task.FromResult<string?>(null);
    }
}
