using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Dashboard.Tests;

/// <summary>A real tracker on a real database in a folder of its own, and a board of vitals.</summary>
internal sealed class TestTelemetry : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly Database _database;

    private TestTelemetry(DirectoryInfo folder, Database database, UsageTracker usage)
    {
        _folder = folder;
        _database = database;
        Usage = usage;
    }

    public UsageTracker Usage { get; }

    public VitalsBoard Vitals { get; } = new();

    public static async Task<TestTelemetry> OpenAsync(TimeProvider time)
    {
        var folder = Directory.CreateTempSubdirectory("bronx-dashboard-");
        var database = await Database.OpenAsync(
            new StorageOptions { DataDirectory = folder.FullName }, [UsageTracker.Migrations], time, NullLoggerFactory.Instance, CancellationToken.None);
        var usage = await UsageTracker.OpenAsync(
            database, new UsageOptions { JournalFile = null, JournalCapacity = 1024 }, time, NullLoggerFactory.Instance, CancellationToken.None);
        return new TestTelemetry(folder, database, usage);
    }

    public async ValueTask DisposeAsync()
    {
        await Usage.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
