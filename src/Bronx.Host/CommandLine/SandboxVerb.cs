using Bronx.Host.Roles;
using Bronx.Host.Settings;
using Bronx.Sandbox;
using Spectre.Console;

namespace Bronx.Host.CommandLine;

/// <summary><c>bronx sandbox</c>: only the Discord stand-in.</summary>
internal static class SandboxVerb
{
    public static async Task<int> RunAsync(BronxSettings settings, CancellationToken ct)
    {
        var report = StartReport.OnConsole();
        using var logs = ConsoleLogs.Create(settings.Logging);
        var port = settings.Sandbox.Port ?? 5001;
        var options = new SandboxOptions { Port = port, Seed = settings.Sandbox.Seed, Guilds = settings.Sandbox.Guilds, PeoplePerGuild = settings.Sandbox.PeoplePerGuild };
        SandboxServer sandbox;
        try
        {
            sandbox = await SandboxServer.StartAsync(options, TimeProvider.System, logs, ct);
        }
        catch (Exception fault) when (StartException.IsPortTaken(fault))
        {
            throw new StartException($"Port {port} is already in use. Stop the other program, or set BRONX_Sandbox__Port to another port.", fault);
        }

        await using (sandbox)
        {
            report.Begin(BronxApp.Version);
            report.Address("Sandbox", sandbox.ApiBaseAddress);
            report.Address("Playground", sandbox.PlaygroundAddress);
            report.Line("Token", options.BotToken);
            report.Note("Ctrl+C stops it.");
            var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = ct.Register(() => stop.TrySetResult());
            await stop.Task;
        }

        return 0;
    }
}
