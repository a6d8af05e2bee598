using Dapper;
using Microsoft.Data.Sqlite;

namespace Bronx.Platform.Storage;

/// <summary>How a connection to the embedded database is opened and set up.</summary>
internal static class SqliteConnections
{
    public static SqliteConnection Open(string file, bool readOnly)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = readOnly ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = 5,
        }.ToString());
        connection.Open();
        connection.Execute("PRAGMA busy_timeout = 5000");
        if (readOnly)
        {
            // Opened for writing all the same: a reader must be able to recover the shared index of the log.
            connection.Execute("PRAGMA query_only = ON; PRAGMA cache_size = -2048");
        }

        return connection;
    }

    /// <summary>
    /// The writer's settings. The journal mode stays with the file, the rest with the connection. Who fills the log has to bring it home, and
    /// the others wait for that: with 2,000 pages (8 MB) for 20 ms in a large ledger, with 4,000 for 27; fewer cost the throughput.
    /// </summary>
    public static void Prepare(SqliteConnection writer)
    {
        writer.ExecuteScalar<string>("PRAGMA journal_mode = WAL");
        writer.Execute("PRAGMA synchronous = FULL; PRAGMA cache_size = -8192; PRAGMA wal_autocheckpoint = 2000; PRAGMA journal_size_limit = 67108864");
    }
}
