using Bronx.Host.Roles;
using Bronx.Host.Settings;
using Spectre.Console;

namespace Bronx.Host.CommandLine;

/// <summary><c>bronx run</c>: until Ctrl+C, SIGTERM, or a refusal by Discord.</summary>
internal static class RunVerb
{
    public static async Task<int> RunAsync(BronxSettings settings, CancellationToken ct)
    {
        var report = StartReport.OnConsole();
        using var logs = ConsoleLogs.Create(settings.Logging);
        await using var app = await BronxApp.StartAsync(settings, new RunSeams(), report, logs, ct);
        await using var rest = MemoryAtRest.Begin(TimeProvider.System);
        if (app.Sandbox is not null)
        {
            report.Advice("For a real server: DISCORD_TOKEN=your-token ./bronx");
            report.Note("How to get a token: docs/guide/getting-started.md");
        }

        report.Note("Ctrl+C stops BronxBot.");
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = ct.Register(() => stop.TrySetResult());
        if (await Task.WhenAny(stop.Task, app.Completion) == app.Completion)
        {
            await app.Completion;
        }

        report.Note("Stopping …");
        await app.DisposeAsync();
        report.Note(app.StoppedCleanly ? "Stopped. Everything is saved." : "Stopped, but not cleanly: the messages above say what failed.");
        return app.StoppedCleanly ? 0 : 1;
    }
}
