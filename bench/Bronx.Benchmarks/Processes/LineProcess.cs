using System.Diagnostics;
using System.Text.Json;
using Bronx.Benchmarks.Reporting;

namespace Bronx.Benchmarks.Processes;

/// <summary>A process that is spoken to line by line and answers each line with one line of JSON. Ends when its input ends.</summary>
internal sealed class LineProcess : IAsyncDisposable
{
    private readonly Process _process;

    private LineProcess(Process process) => _process = process;

    /// <summary>This program again, under another verb.</summary>
    public static LineProcess StartSelf(params string[] arguments) =>
        Start(Environment.ProcessPath!, Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? [typeof(LineProcess).Assembly.Location, .. arguments] : arguments);

    /// <summary>A script of <c>bench/peers</c>.</summary>
    public static LineProcess StartPeer(string script, params string[] arguments)
    {
        var folder = Path.Combine(Machine.Root, "bench", "peers");
        return Directory.Exists(Path.Combine(folder, "node_modules"))
            ? Start("node", ["--expose-gc", Path.Combine(folder, script), .. arguments])
            : throw new BenchException("The peers are not installed: run npm install in bench/peers.");
    }

    public async Task<JsonElement> ReadAsync(CancellationToken ct) =>
        await _process.StandardOutput.ReadLineAsync(ct) is { } line ? JsonDocument.Parse(line).RootElement.Clone()
        : throw new BenchException($"{Path.GetFileName(_process.StartInfo.FileName)} ended early; what it said is above.");

    public async Task<JsonElement> AskAsync(string line, CancellationToken ct)
    {
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), ct);
        await _process.StandardInput.FlushAsync(ct);
        return await ReadAsync(ct);
    }

    /// <summary>Hands over everything it is to read, then waits for its one answer.</summary>
    public async Task<JsonElement> FeedAsync(string text, CancellationToken ct)
    {
        await _process.StandardInput.WriteAsync(text.AsMemory(), ct);
        _process.StandardInput.Close();
        return await ReadAsync(ct);
    }

    /// <summary>SIGKILL: it gets no chance to end anything.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        _process.Kill();
        await _process.WaitForExitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        using (_process)
        {
            _process.StandardInput.Close();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5), TimeProvider.System);
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }
        }
    }

    private static LineProcess Start(string program, IEnumerable<string> arguments)
    {
        try
        {
            return new LineProcess(Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new BenchException($"{program} could not be started ({missing.Message}); bench/README.md says what each run needs.");
        }
    }
}
