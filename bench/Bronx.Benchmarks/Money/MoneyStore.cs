using System.Globalization;
using Bronx.Benchmarks.Reporting;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Testing.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Benchmarks.Money;

/// <summary>A fresh store on either engine, made to keep its word: SQLite as the bot opens it, PostgreSQL with fsync and synchronous commits.</summary>
internal sealed class MoneyStore : IAsyncDisposable
{
    private readonly PostgresServer? _server;

    private MoneyStore(string directory, PostgresServer? server)
    {
        Directory = directory;
        _server = server;
    }

    /// <summary>Everything of this store and of those who work on it.</summary>
    public string Directory { get; }

    /// <summary>Empty for SQLite.</summary>
    public string Url { get; private set; } = "";

    public static string Describe(string engine) => engine == "postgres"
        ? "PostgreSQL over loopback TCP, fsync and synchronous_commit on, same machine"
        : "SQLite in the process, write-ahead log, synchronous=FULL";

    /// <param name="engine">sqlite or postgres.</param>
    /// <param name="server">A server to make another database on; a new one when null.</param>
    public static async Task<MoneyStore> NewAsync(string engine, PostgresServer? server = null)
    {
        if (engine is not ("sqlite" or "postgres"))
        {
            throw new BenchException("--engine is sqlite or postgres.");
        }

        var folder = System.IO.Directory.CreateTempSubdirectory("bronx-money-").FullName;
        var own = server is null && engine == "postgres" ? NewServer() : null;
        var store = new MoneyStore(folder, own);
        if (engine == "postgres")
        {
            store.Url = await (server ?? own)!.NewDatabaseAsync();
        }

        return store;
    }

    public static PostgresServer NewServer() => new() { Settings = ["fsync=on", "synchronous_commit=on", "max_wal_size=2GB"] };

    public static Task<Database> OpenAsync(string directory, string url) => Database.OpenAsync(
        new StorageOptions { DataDirectory = directory, DatabaseUrl = url.Length == 0 ? null : url, PoolMin = 1 },
        [Ledger.Migrations], TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);

    public static Task<Ledger> OpenLedgerAsync(Database database) =>
        Ledger.OpenAsync(database, TimeProvider.System, NullLoggerFactory.Instance, null, CancellationToken.None);

    public static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        System.IO.Directory.Delete(Directory, recursive: true);
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
