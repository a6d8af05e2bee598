using System.Diagnostics;
using System.Text;
using Bronx.Testing;

namespace Bronx.Host.Tests;

/// <summary><c>bronx</c> as a person runs it: a process of its own in an empty folder.</summary>
internal sealed class BronxProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task _outputEnd;
    private readonly TaskCompletionSource _said = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<string> _errors;

    public BronxProcess(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "bronx.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("BRONX_", StringComparison.OrdinalIgnoreCase) || key is "PORT" or "DISCORD_TOKEN" or "DATABASE_URL").ToList())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        _process = Process.Start(start)!;
        _outputEnd = ReadOutputAsync();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    /// <summary>Runs to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = new BronxProcess(folder, environment, arguments);
        return await process.EndAsync();
    }

    public async Task<(int ExitCode, string Output, string Errors)> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        await _process.WaitForExitAsync(patience.Token);
        await _outputEnd;
        return (_process.ExitCode, _output.ToString(), await _errors);
    }

    /// <summary>Waits until the console said its last line and the dashboard answers.</summary>
    public async Task HealthyAsync(int port)
    {
        using var http = new HttpClient();
        var began = TimeProvider.System.GetTimestamp();
        await Task.WhenAny(_said.Task, _outputEnd).WaitAsync(Patience.Long, TimeProvider.System);
        while (TimeProvider.System.GetElapsedTime(began) < Patience.Long && !_process.HasExited)
        {
            try
            {
                if ((await http.GetAsync(new Uri($"http://localhost:{port}/healthz"))).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet: that is what is waited for.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }

        throw new TimeoutException(_process.HasExited ? $"It ended by itself: {await _errors}" : "The dashboard never answered.");
    }

    /// <summary>SIGTERM, as a service manager sends it; SIGKILL when <paramref name="kill"/>.</summary>
    public void Signal(bool kill = false) => Process.Start("kill", [kill ? "-KILL" : "-TERM", Id.ToString()])!.WaitForExit();

    private async Task ReadOutputAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _output.Append(line).Append('\n');
            if (line.Contains("Ctrl+C", StringComparison.Ordinal))
            {
                _said.TrySetResult();
            }
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
