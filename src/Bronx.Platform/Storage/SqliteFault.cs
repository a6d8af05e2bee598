using Microsoft.Data.Sqlite;

namespace Bronx.Platform.Storage;

/// <summary>Says in words what SQLite says in numbers (https://www.sqlite.org/rescode.html).</summary>
internal static class SqliteFault
{
    /// <summary>Our own faults (syntax, constraints) stay what they are; the world's are told to a person.</summary>
    public static bool IsOfTheWorld(SqliteException e) => e.SqliteErrorCode is 3 or 5 or 6 or 8 or 10 or 11 or 13 or 14 or 26;

    public static StorageException Translate(SqliteException e, string file) => e.SqliteErrorCode switch
    {
        3 or 14 => new StorageException($"{file} cannot be opened. Check that the directory exists and that this user may read and write there.", e),
        5 or 6 => new StorageException($"{file} is held by another program. Close what has it open (a database browser, a backup) and try again.", e, transient: true),
        8 => new StorageException($"{file} is read-only. Give this user the right to write to the file and its directory.", e),
        10 => new StorageException($"{file} could not be read or written: the disk reports an error. Check the disk; nothing was overwritten.", e),
        11 => Corrupt(file, e),
        13 => new StorageException($"The disk with {file} is full. Free some space; what was already saved is safe.", e, transient: true),
        26 => NotADatabase(file, e),
        _ => new StorageException($"{file} could not be used ({e.Message.TrimEnd('.')}).", e),
    };

    public static StorageException Corrupt(string file, Exception? inner, string? finding = null) => new(
        $"{file} is damaged{(finding is null ? "" : $" ({finding})")}. Nothing was changed: move it aside and restore a backup, or recover it with 'sqlite3 {file} .recover'.",
        inner);

    public static StorageException NotADatabase(string file, Exception? inner) => new(
        $"{file} is not a bronx database. Nothing was changed: move the file aside, or set another data directory.", inner);
}
