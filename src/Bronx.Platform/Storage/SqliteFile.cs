using Dapper;
using Microsoft.Data.Sqlite;

namespace Bronx.Platform.Storage;

/// <summary>Looks at the database file before it is trusted. Only ever reads it.</summary>
internal static class SqliteFile
{
    /// <summary>"BRNX" in the file's header says whose it is.</summary>
    private const int ApplicationId = 0x42524E58;

    private static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    /// <returns>True when the file is new or was closed cleanly: a clean close leaves no log behind.</returns>
    public static bool CheckBeforeOpening(string file)
    {
        try
        {
            if (Directory.Exists(file))
            {
                throw SqliteFault.NotADatabase(file, null);
            }

            if (!File.Exists(file))
            {
                return true;
            }

            Span<byte> head = stackalloc byte[16];
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            if (read > 0 && !head[..read].SequenceEqual(Magic))
            {
                throw SqliteFault.NotADatabase(file, null);
            }

            var log = new FileInfo(file + "-wal");
            return !log.Exists || log.Length == 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{file} cannot be read ({e.Message.TrimEnd('.')}). Give this user the right to read and write it.", e);
        }
    }

    /// <param name="thorough">Walk the whole file, as after a crash; takes about a second per gigabyte.</param>
    public static void CheckAfterOpening(SqliteConnection connection, string file, bool thorough)
    {
        var owner = connection.ExecuteScalar<long>("PRAGMA application_id");
        var tables = connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master WHERE type = 'table'");
        var ours = connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_steps'");
        if ((owner != 0 && owner != ApplicationId) || (tables > 0 && ours == 0))
        {
            throw SqliteFault.NotADatabase(file, null);
        }

        if (thorough)
        {
            var finding = connection.ExecuteScalar<string>("PRAGMA quick_check(1)");
            if (!string.Equals(finding, "ok", StringComparison.Ordinal))
            {
                throw SqliteFault.Corrupt(file, null, finding);
            }
        }

        if (owner == 0)
        {
            connection.Execute($"PRAGMA application_id = {ApplicationId}");
        }
    }

    public static long SizeOnDisk(string file)
    {
        var size = 0L;
        foreach (var part in (ReadOnlySpan<string>)[file, file + "-wal"])
        {
            var info = new FileInfo(part);
            size += info.Exists ? info.Length : 0;
        }

        return size;
    }
}
