using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Bronx.Testing.Servers;

/// <summary>
/// A Redis server of our own for tests: a port on loopback that nobody else gets, nothing on disk. It ends with this object, or with this process, however
/// that ends: its shell waits on our pipe.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly HeldPort _port = HeldPort.Take();
    private Process? _shell;
    private int _databases;

    /// <summary>An address with a database number nobody else was given; starts the server with the first.</summary>
    /// <exception cref="InvalidOperationException">Redis is not installed, or did not start; the message says what to do.</exception>
    public async Task<string> NewAddressAsync()
    {
        await StartAsync();
        return $"redis://127.0.0.1:{_port.Number}/{Interlocked.Increment(ref _databases)}";
    }

    /// <summary>Starts the server, or starts it again on the same port, empty.</summary>
    public async Task StartAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_shell is not null)
            {
                return;
            }

            var start = new ProcessStartInfo("sh",
            [
                "-c", "exec 2>/dev/null; \"$0\" \"$@\" >/dev/null & read line; kill -${line:-KILL} $!; wait $!",
                Find(), "--port", $"{_port.Number}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--databases", "1024",
            ])
            {
                RedirectStandardInput = true,
                UseShellExecute = false,
                WorkingDirectory = Path.GetTempPath(),
            };
            _shell = Process.Start(start) ?? throw new InvalidOperationException("sh did not start.");
            await WaitUntilReadyAsync(_shell);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Kills it: connections cut, everything it had is gone.</summary>
    public async Task KillAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_shell is not { } shell)
            {
                return;
            }

            _shell = null;
            try
            {
                await shell.StandardInput.WriteLineAsync("KILL");
                shell.StandardInput.Close();
            }
            catch (IOException)
            {
                // The shell is gone, and the server with it.
            }

            await shell.WaitForExitAsync();
            shell.Dispose();
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _gate.Dispose();
        _port.Dispose();
    }

    private static string Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin").Select(path => Path.Combine(path, "redis-server")).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("redis-server is not installed. These tests need the real one: apt-get install redis-server");

    private async Task WaitUntilReadyAsync(Process shell)
    {
        var started = _time.GetTimestamp();
        while (_time.GetElapsedTime(started) < Patience.Long && !shell.HasExited)
        {
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, _port.Number);
                await socket.SendAsync("PING\r\n"u8.ToArray());
                var answer = new byte[16];
                if (await socket.ReceiveAsync(answer) > 0 && answer.AsSpan().StartsWith("+PONG"u8))
                {
                    return;
                }
            }
            catch (SocketException)
            {
                // Not there yet.
            }

            await Task.Delay(Poll, _time);
        }

        throw new InvalidOperationException($"Redis did not become ready on port {_port.Number}.");
    }
}
