using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Bronx.Platform.Storage;

/// <summary>
/// A copy of the store as it is at one instant, made while it is in use: for SQLite a database file of its own, for PostgreSQL what
/// <c>pg_dump</c> writes. Written whole beside its place, checked, then renamed; older ones go.
/// </summary>
public sealed class Backup(StorageOptions options, TimeProvider time) : IDisposable
{
    private const string Prefix = "bronx-";

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Where copies go unless told otherwise.</summary>
    public string DefaultDirectory => Path.GetFullPath(Path.Combine(options.DataDirectory, "backups"));

    /// <summary>Makes a copy.</summary>
    /// <param name="directory">Null: <see cref="DefaultDirectory"/>.</param>
    /// <param name="keep">Copies in the directory afterwards, 1 or more; null keeps all.</param>
    /// <exception cref="StorageException">It could not be made; the message says what to do. No half copy is left.</exception>
    public async Task<BackupResult> RunAsync(string? directory, int? keep, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        var place = Path.GetFullPath(directory ?? DefaultDirectory);
        var sqlite = string.IsNullOrWhiteSpace(options.DatabaseUrl);
        var suffix = sqlite ? ".db" : ".dump";
        var file = Path.Combine(place, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{time.GetUtcNow():yyyyMMdd-HHmmss-fff}{suffix}"));
        var part = file + ".part";
        try
        {
            var started = time.GetTimestamp();
            Directory.CreateDirectory(place);
            await (sqlite ? Task.Run(() => CopySqlite(part), ct) : DumpAsync(part, ct));
            File.Move(part, file);
            var gone = keep is { } most ? DropOldest(place, suffix, most) : 0;
            return new BackupResult(file, new FileInfo(file).Length, time.GetElapsedTime(started), gone);
        }
        catch (SqliteException e) when (SqliteFault.IsOfTheWorld(e))
        {
            throw new StorageException($"No backup was made: {SqliteFault.Translate(e, part).Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"No backup was made: {place} cannot be written to ({e.Message.TrimEnd('.')}). Free some space, or choose another folder.", e);
        }
        finally
        {
            File.Delete(part);
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>A reader's view of one instant, written as a file without gaps; writers go on meanwhile.</summary>
    private void CopySqlite(string part)
    {
        SQLitePCL.Batteries_V2.Init();
        var source = Path.GetFullPath(options.SqliteFile);
        if (!File.Exists(source))
        {
            throw new StorageException($"There is nothing to back up yet: {source} does not exist.");
        }

        using (var connection = SqliteConnections.Open(source, readOnly: false))
        {
            connection.Execute("VACUUM INTO @part", new { part });
        }

        using var copy = SqliteConnections.Open(part, readOnly: true);
        var finding = copy.ExecuteScalar<string>("PRAGMA quick_check(1)");
        if (finding != "ok")
        {
            throw new StorageException($"The backup is not sound ({finding}). Check the disk; the database itself was not touched.");
        }
    }

    private async Task DumpAsync(string part, CancellationToken ct)
    {
        var settings = PostgresUrl.Parse(options);
        var start = new ProcessStartInfo("pg_dump", ["--format=custom", "--no-owner", "--no-password", "--file", part])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };

        // By environment, so that no list of processes shows the password.
        foreach (var (name, value) in Environment(settings))
        {
            start.Environment[name] = value;
        }

        try
        {
            using var dump = Process.Start(start) ?? throw new StorageException("pg_dump did not start.");
            var said = dump.StandardError.ReadToEndAsync(ct);
            try
            {
                await dump.WaitForExitAsync(ct);
            }
            catch (OperationCanceledException)
            {
                dump.Kill();
                throw;
            }

            if (dump.ExitCode != 0)
            {
                throw new StorageException($"pg_dump made no backup: {(await said).Trim()}");
            }
        }
        catch (Win32Exception e)
        {
            throw new StorageException("pg_dump is not installed here. Install PostgreSQL's client programs (postgresql-client), or back up with the server's own tools.", e);
        }
    }

    private static IEnumerable<(string Name, string? Value)> Environment(NpgsqlConnectionStringBuilder settings) =>
    [
        ("PGHOST", settings.Host), ("PGPORT", settings.Port.ToString(CultureInfo.InvariantCulture)), ("PGDATABASE", settings.Database),
        ("PGUSER", settings.Username), ("PGPASSWORD", settings.Password), ("PGSSLMODE", settings.SslMode.ToString().ToLowerInvariant().Replace("verify", "verify-", StringComparison.Ordinal)),
        ("PGCONNECT_TIMEOUT", "10"),
    ];

    private static int DropOldest(string directory, string suffix, int keep)
    {
        // The names sort by time; only files of our own making are looked at.
        var old = Directory.GetFiles(directory, Prefix + "*" + suffix).OrderByDescending(file => file, StringComparer.Ordinal).Skip(keep).ToArray();
        foreach (var file in old)
        {
            File.Delete(file);
        }

        return old.Length;
    }
}

/// <summary>A copy that was made.</summary>
/// <param name="Dropped">Older copies that went.</param>
public sealed record BackupResult(string File, long Bytes, TimeSpan Took, int Dropped);
