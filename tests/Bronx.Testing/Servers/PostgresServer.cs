using System.ComponentModel;
using System.Diagnostics;

namespace Bronx.Testing.Servers;

/// <summary>
/// A PostgreSQL server of our own for tests: a fresh directory, a port on loopback that nobody else gets, no fsync. It starts with the first database
/// that is asked for and ends with this object, or with this process, however that ends: its shell waits on our pipe.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"bronx-postgres-{Environment.ProcessId}-{Path.GetRandomFileName()}");
    private Process? _shell;
    private HeldPort? _port;
    private bool _made;
    private int _databases;

    public int Port => _port?.Number ?? 0;

    /// <summary>Settings of the server, <c>name=value</c>; quick and careless unless a test wants its word kept.</summary>
    public IReadOnlyList<string> Settings { get; init; } = ["fsync=off", "full_page_writes=off"];

    /// <summary>A new, empty database; returns its address.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or did not start; the message says what to do.</exception>
    public async Task<string> NewDatabaseAsync()
    {
        await StartAsync();
        var name = $"bronx_{Interlocked.Increment(ref _databases)}";
        await RunAsync("createdb", ["-h", "127.0.0.1", "-p", $"{Port}", "-U", "bronx", name]);
        return AddressOf(name);
    }

    public string AddressOf(string database) => $"postgres://bronx@127.0.0.1:{Port}/{database}";

    /// <summary>Starts the server, or starts it again on the same port and data.</summary>
    public async Task StartAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_shell is not null)
            {
                return;
            }

            if (!_made)
            {
                await RunAsync("initdb", ["-D", _directory, "-U", "bronx", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]);
                _port = HeldPort.Take();
                _made = true;
            }

            string[] arguments =
            [
                "-D", _directory, "-p", $"{Port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=200",
                "-c", "shared_buffers=64MB", .. Settings.SelectMany(setting => (string[])["-c", setting]),
            ];

            // The shell holds our pipe as its input: when the pipe closes, it stops the server. SIGINT is PostgreSQL's quick shutdown.
            var start = AsServerUser("sh", ["-c", "\"$0\" \"$@\" >server.log 2>&1 & read line; kill -${line:-INT} $!; wait $!", Find("postgres"), .. arguments]);
            start.WorkingDirectory = _directory;
            start.RedirectStandardInput = true;
            start.RedirectStandardError = true;
            _shell = Process.Start(start) ?? throw new InvalidOperationException("sh did not start.");
            await WaitUntilReadyAsync(_shell);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Stops the server quickly but cleanly.</summary>
    public Task StopAsync() => EndAsync("INT");

    /// <summary>Stops it as a crash would: no checkpoint, connections cut.</summary>
    public Task CrashAsync() => EndAsync("QUIT");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_made)
        {
            Directory.Delete(_directory, recursive: true);
        }

        _port?.Dispose();
        _gate.Dispose();
    }

    /// <summary>PostgreSQL refuses to run as root; Debian's package brings a user for it.</summary>
    private static ProcessStartInfo AsServerUser(string program, IEnumerable<string> arguments)
    {
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.WorkingDirectory = Path.GetTempPath();
        return start;
    }

    private static string Find(string program)
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(path => path, StringComparer.Ordinal).Select(path => Path.Combine(path, "bin"))
            : [];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(installed).Select(path => Path.Combine(path, program))
            .FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"PostgreSQL's '{program}' is not installed. These tests need the real server: apt-get install postgresql");
    }

    private static async Task RunAsync(string program, string[] arguments)
    {
        var start = AsServerUser(Find(program), arguments);
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        try
        {
            using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
            var error = process.StandardError.ReadToEndAsync();
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{program} failed: {await error}");
            }
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"{start.FileName} could not be started. PostgreSQL tests need it and the package postgresql.", e);
        }
    }

    /// <summary>The eighth line of the server's own file says when it answers.</summary>
    private async Task WaitUntilReadyAsync(Process shell)
    {
        var started = _time.GetTimestamp();
        var file = Path.Combine(_directory, "postmaster.pid");
        while (_time.GetElapsedTime(started) < Patience.Long && !shell.HasExited)
        {
            if (File.Exists(file))
            {
                var lines = (await File.ReadAllTextAsync(file)).Split('\n');
                if (lines.Length > 7 && lines[7].StartsWith("ready", StringComparison.Ordinal))
                {
                    return;
                }
            }

            await Task.Delay(Poll, _time);
        }

        var log = Path.Combine(_directory, "server.log");
        var said = File.Exists(log) ? await File.ReadAllTextAsync(log) : "";
        await EndCoreAsync("QUIT");
        throw new InvalidOperationException($"PostgreSQL did not become ready on port {Port}: {said}");
    }

    private async Task EndAsync(string signal)
    {
        await _gate.WaitAsync();
        try
        {
            await EndCoreAsync(signal);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task EndCoreAsync(string signal)
    {
        if (_shell is not { } shell)
        {
            return;
        }

        _shell = null;
        try
        {
            await shell.StandardInput.WriteLineAsync(signal);
            shell.StandardInput.Close();
        }
        catch (IOException)
        {
            // The shell is gone, and the server with it.
        }

        await shell.WaitForExitAsync();
        shell.Dispose();
    }
}
