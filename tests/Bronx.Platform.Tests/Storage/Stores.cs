using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Bronx.Testing.Servers;
using Microsoft.Extensions.Logging.Abstractions;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Bronx.Platform.Tests.Storage;

/// <summary>A place for one test's data on one engine: reopened as often as the test likes, gone at its end.</summary>
internal sealed class Stores : IAsyncDisposable
{
    private Stores(StorageOptions options) => Options = options;

    public static IReadOnlyList<MigrationSet> AllMigrations { get; } = [Bronx.Platform.Ledger.Ledger.Migrations, UsageTracker.Migrations];

    public StorageOptions Options { get; }

    public string Directory => Options.DataDirectory;

    public static async Task<Stores> NewAsync(DatabaseEngine engine, PostgresServer postgres) => new(new StorageOptions
    {
        DataDirectory = Path.Combine(Path.GetTempPath(), $"bronx-test-{Path.GetRandomFileName()}"),
        DatabaseUrl = engine == DatabaseEngine.Postgres ? await postgres.NewDatabaseAsync() : null,
        PoolMin = 1,
        PoolMax = 10,
    });

    /// <summary>In real time: a store that must ask its server twice waits a moment in between, and nobody moves a held clock for it.</summary>
    public Task<Database> OpenAsync(IReadOnlyList<MigrationSet>? migrations = null) =>
        Database.OpenAsync(Options, migrations ?? AllMigrations, TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        if (System.IO.Directory.Exists(Directory))
        {
            System.IO.Directory.Delete(Directory, recursive: true);
        }

        return ValueTask.CompletedTask;
    }
}
