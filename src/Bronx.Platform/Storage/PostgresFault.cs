using System.Net.Sockets;
using Npgsql;

namespace Bronx.Platform.Storage;

/// <summary>Says in words what PostgreSQL says in codes (https://www.postgresql.org/docs/current/errcodes-appendix.html).</summary>
internal static class PostgresFault
{
    public static StorageException? Translate(NpgsqlException e, NpgsqlConnectionStringBuilder settings)
    {
        var place = $"{settings.Host}:{settings.Port}";
        if (e is not PostgresException said)
        {
            return e.InnerException is SocketException
                ? new StorageException($"PostgreSQL at {place} cannot be reached. Check that it runs and that DATABASE_URL is right.", e, transient: true)
                : new StorageException($"The connection to PostgreSQL at {place} broke ({e.Message.TrimEnd('.')}). Check the server and its log.", e, transient: true);
        }

        return said.SqlState switch
        {
            "28P01" or "28000" => new StorageException($"PostgreSQL at {place} refuses user '{settings.Username}'. Check user and password in DATABASE_URL.", e),
            "3D000" => new StorageException($"PostgreSQL at {place} has no database '{settings.Database}'. Make it: createdb {settings.Database}", e),
            "42501" => new StorageException($"User '{settings.Username}' lacks a right in database '{settings.Database}' ({said.MessageText}). Make it the owner.", e),
            "25006" => new StorageException($"PostgreSQL at {place} is read-only. Point DATABASE_URL at the primary server.", e, transient: true),
            "53100" => new StorageException($"The disk of PostgreSQL at {place} is full. Free some space; what was saved is safe.", e, transient: true),
            "53300" => new StorageException($"PostgreSQL at {place} has no connection left. Lower the pool, or raise max_connections there.", e, transient: true),
            "57P01" or "57P02" or "57P03" => new StorageException($"PostgreSQL at {place} is stopping or starting.", e, transient: true),
            "40001" or "40P01" or "55P03" => new StorageException($"PostgreSQL at {place} is busy with conflicting work.", e, transient: true),
            "XX001" or "XX002" => new StorageException($"PostgreSQL at {place} reports damaged data ({said.MessageText}). Restore a backup.", e),
            _ when said.SqlState.StartsWith("08", StringComparison.Ordinal) =>
                new StorageException($"The connection to PostgreSQL at {place} broke.", e, transient: true),
            _ => null,
        };
    }

    /// <summary>The server is gone, going or coming: not one that answers and refuses.</summary>
    public static bool IsAway(NpgsqlException e) =>
        e is not PostgresException said || said.SqlState is "57P01" or "57P02" or "57P03" || said.SqlState.StartsWith("08", StringComparison.Ordinal);

    /// <summary>The server itself says that nothing of the transaction was kept.</summary>
    public static bool WasRolledBack(NpgsqlException e) => e is PostgresException { SqlState: "40001" or "40P01" };
}
