using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Bronx.Host.Roles;

namespace Bronx.Host.Load;

/// <summary>
/// <c>bronx</c> again, as a process of its own with nothing of this one's environment and settings; the addresses that it prints can be
/// waited for.
/// </summary>
internal sealed partial class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly Task _reading;
    private readonly Task<string> _errors;
    private readonly Dictionary<string, TaskCompletionSource<Uri>> _addresses = new(StringComparer.Ordinal)
    {
        ["Sandbox"] = new(TaskCreationOptions.RunContinuationsAsynchronously),
        ["Dashboard"] = new(TaskCreationOptions.RunContinuationsAsynchronously),
    };

    private ChildProcess(Process process)
    {
        _process = process;
        _reading = ReadAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <param name="folder">Where it works; nothing of the caller's folder is read.</param>
    /// <param name="token">The bot's token, or null.</param>
    /// <param name="arguments">Verb and settings.</param>
    public static ChildProcess Start(string folder, string? token, params string[] arguments)
    {
        var self = Environment.ProcessPath ?? "dotnet";
        var start = new ProcessStartInfo(self)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (Path.GetFileNameWithoutExtension(self) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var inherited in start.Environment.Keys.Where(IsOurs).ToList())
        {
            start.Environment.Remove(inherited);
        }

        if (token is not null)
        {
            start.Environment["DISCORD_TOKEN"] = token;
        }

        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>The address printed beside a label, once it is printed.</summary>
    /// <exception cref="StartException">The process ended before.</exception>
    public async Task<Uri> AddressAsync(string label, CancellationToken ct)
    {
        var address = _addresses[label].Task;
        if (await Task.WhenAny(address, _reading).WaitAsync(Patience, TimeProvider.System, ct) != address && !address.IsCompleted)
        {
            throw new StartException($"A process of the load run ended early: {(await _errors).Trim()}");
        }

        return await address;
    }

    /// <summary>Memory of the process that is in RAM now, in bytes.</summary>
    public long ResidentBytes()
    {
        var status = $"/proc/{_process.Id.ToString(CultureInfo.InvariantCulture)}/status";
        if (File.Exists(status) && File.ReadLines(status).FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)) is { } resident)
        {
            return long.Parse(resident.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }

        _process.Refresh();
        return _process.WorkingSet64;
    }

    public async ValueTask DisposeAsync()
    {
        using (_process)
        {
            if (!_process.HasExited)
            {
                Interrupt();
                using var patience = new CancellationTokenSource(StopTime, TimeProvider.System);
                await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }

            await _reading;
        }
    }

    private void Interrupt()
    {
        if (OperatingSystem.IsWindows())
        {
            _process.Kill();
            return;
        }

        using var signal = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        signal.WaitForExit();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Address().Match(line) is { Success: true } match && _addresses.TryGetValue(match.Groups["label"].Value, out var waited))
            {
                waited.TrySetResult(new Uri(match.Groups["address"].Value));
            }
        }
    }

    private static bool IsOurs(string variable) => variable.StartsWith("BRONX_", StringComparison.OrdinalIgnoreCase)
        || variable.ToUpperInvariant() is "PORT" or "DISCORD_TOKEN" or "DATABASE_URL" or "REDIS_URL";

    [GeneratedRegex(@"^\s*(?<label>\w+)\s+(?<address>http://\S+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
